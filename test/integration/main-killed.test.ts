import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../../src/cli/vigie.ts', import.meta.url));
const parent = fileURLToPath(new URL('../fakes/supervising-parent.ts', import.meta.url));
const started: ChildProcess[] = [];
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vigie-killed-'));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map(stop));
  rmSync(directory, { recursive: true, force: true });
});

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function serve(): Promise<{ readonly process: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, [cli, 'serve'], {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      VIGIE_SERVER_PORT: '0',
      VIGIE_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const address = () => /http:\/\/[\w.:]+/.exec(lines.join('\n'))?.[0] ?? '';
  await expect.poll(address, { timeout: 120_000 }).toMatch(/^http/);
  const url = address();
  const ready = () => fetch(`${url}/readyz`).then(({ status }) => status);
  await expect.poll(ready, { timeout: 120_000 }).toBe(200);
  return { process: child, url };
}

/** The processes that a process started, by number. proc(5): the fourth field is the parent. */
function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => statOf(candidate)?.[1] === String(pid));
}

function statOf(pid: number): string[] | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

const isAnalysis = (pid: number): boolean => {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) && readFileSync(file, 'utf8').includes('analysis-process');
};
const lives = (pid: number): boolean => !['Z', 'X', undefined].includes(statOf(pid)?.[0]);

test('when main is killed the analysis ends itself, and the next start takes the database over', async () => {
  const first = await serve();
  const [analysis = 0] = childrenOf(first.process.pid ?? 0).filter(isAnalysis);
  expect(lives(analysis)).toBe(true);
  first.process.kill('SIGKILL');
  await once(first.process, 'exit');
  await expect.poll(() => lives(analysis), { timeout: 20_000 }).toBe(false);
  const second = await serve();
  const parts = ((await (await fetch(`${second.url}/readyz`)).json()) as { parts: object }).parts;
  expect(parts).toEqual({ database: 'ready', analysis: 'ready' });
});

test('an analysis that hangs when main is killed ends too', async () => {
  const main = fork(parent);
  started.push(main);
  const [pid] = (await once(main, 'message')) as [number];
  await pause(4000);
  expect(lives(pid)).toBe(true);
  main.kill('SIGKILL');
  await once(main, 'exit');
  await expect.poll(() => lives(pid), { timeout: 20_000 }).toBe(false);
});
