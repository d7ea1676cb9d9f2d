#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The first whose Node.js runs TypeScript as it is. */
const oldestMajor = 24;
const entry = fileURLToPath(new URL('../src/cli/vigie.ts', import.meta.url));

/** The Node.js that the lockfile brings, else the one running now. */
function packagedRuntime() {
  try {
    const manifest = createRequire(import.meta.url).resolve(
      `node-${process.platform}-${process.arch}/package.json`,
    );
    const runtime = join(dirname(manifest), 'bin', 'node');
    return existsSync(runtime) ? runtime : process.execPath;
  } catch {
    return process.execPath;
  }
}

/** Runs the command with this Node.js, and ends as it ends. */
function run(runtime) {
  const child = spawn(runtime, [entry, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', ({ message }) => fail(`${runtime} does not start: ${message}`));
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1);
  });
}

function fail(message) {
  const fix = `run npm ci again, with its optional packages, or install Node.js ${oldestMajor}`;
  process.stderr.write(`error ${message}\n  to mend it: ${fix}\n`);
  process.exitCode = 1;
}

const runtime = packagedRuntime();
if (runtime === process.execPath && Number.parseInt(process.versions.node, 10) < oldestMajor)
  fail(`Vigie runs on Node.js ${oldestMajor}; this is ${process.versions.node}, and npm has brought none`);
else run(runtime);
