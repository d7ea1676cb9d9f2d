import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);
const waiting = ['test', 'web', 'server', 'pure'];

/** Checks one project after the other of those that still wait. */
async function checkWaiting(): Promise<void> {
  for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
    try {
      await run('tsc', ['-p', `tsconfig.${project}.json`, '--pretty']);
    } catch (fault) {
      process.exitCode = 1;
      const { stdout, message } = fault as Error & { stdout?: string };
      console.error(stdout || message);
    }
  }
}

await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, checkWaiting));
