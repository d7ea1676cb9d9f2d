import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../src/cli/vigie.ts', import.meta.url));
const patienceMs = 120_000;

/** A `vigie serve` that a test may kill. */
export interface MortalMain {
  readonly process: ChildProcess;
  readonly url: string;
  /** the token of the one-time link; undefined once there are people */
  readonly setupToken: string | undefined;
}

/** Starts Vigie on the data of a directory, and waits until it is ready. */
export async function startMain(
  directory: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<MortalMain> {
  const child = spawn(process.execPath, [cli, 'serve'], {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      VIGIE_SERVER_PORT: '0',
      VIGIE_LOG_LEVEL: 'error',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    said += `${line}\n`;
  });
  const address = (): string => /http:\/\/[\w.:]+/.exec(said)?.[0] ?? '';
  await until(child, () => address() !== '');
  const url = address();
  const isReady = async (): Promise<boolean> => (await fetch(`${url}/readyz`)).status === 200;
  await until(child, () => isReady().catch(() => false));
  return { process: child, url, setupToken: /setup\?token=([\w-]+)/.exec(said)?.[1] };
}

async function until(child: ChildProcess, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const endMs = Date.now() + patienceMs; !(await holds()); await pause(100))
    if (hasEnded(child) || Date.now() > endMs) throw new Error('vigie serve does not get ready');
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

/** Ends a process the orderly way, if it lives. */
export async function stopMain(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** Kills a process as a lack of memory would. */
export async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** The processes that a process started and whose command holds a word, by number. */
export function childrenOf(pid: number | undefined, word: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => statOf(candidate)?.[1] === String(pid) && commandOf(candidate).includes(word));
}

/** Whether a process is there and no zombie. */
export const lives = (pid: number): boolean => !['Z', 'X', undefined].includes(statOf(pid)?.[0]);

/** proc(5): the third field is the state, the fourth the parent. */
function statOf(pid: number): string[] | undefined {
  const line = readProc(pid, 'stat');
  return line === '' ? undefined : line.slice(line.lastIndexOf(')') + 2).split(' ');
}

const commandOf = (pid: number): string => readProc(pid, 'cmdline');

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
