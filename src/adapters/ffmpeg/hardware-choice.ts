import { fork } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { type Choice, firstThatWorks } from '#foundation/first-that-works.ts';

/** What a machine says of the hardware that may decode. */
export interface DecodingMachine {
  /** FFmpeg's names of what it was built with, best first */
  readonly built: readonly string[];
  /** why one need not be tried here */
  obstacle(name: string): string | undefined;
  /** Decodes a tiny picture; throws where that fails or gives another picture. */
  decode(name: string): Promise<void>;
}

/** Name of decoding without hardware. */
export const software = 'none';

/** Chooses what decodes: the first that gives back a tiny picture as it was, where `auto` is asked for. */
export function chooseDecoding(asked: string, machine: DecodingMachine): Promise<Choice> {
  if (asked === software) {
    return Promise.resolve({
      used: software,
      outcomes: [{ name: software, isUsed: true, reason: 'asked for' }],
    });
  }
  const names = asked === 'auto' ? machine.built : [asked];
  const offers = names.map((name) => {
    const missing = `FFmpeg was not built with it (${machine.built.join(', ')})`;
    return { name, obstacle: machine.built.includes(name) ? machine.obstacle(name) : missing };
  });
  const attempt = async (name: string) => {
    await machine.decode(name);
    return { works: true as const, reason: 'decoded a tiny picture' };
  };
  return firstThatWorks({ offers, attempt, fallback: software });
}

const trial = new URL('./hardware-trial.ts', import.meta.url);
const longestTrialMs = 20_000;

/** This machine. */
export function thisDecodingMachine(built: readonly string[]): DecodingMachine {
  return { built, obstacle: obstacleHere, decode: (name) => tryInChild(trial, name) };
}

/** Devices without which nothing can decode: drivers that look in vain write on the error output. */
export function obstacleHere(name: string): string | undefined {
  if (process.platform !== 'linux') return undefined;
  if (name === 'vaapi' || name === 'qsv')
    return existsSync('/dev/dri') ? undefined : 'there is no graphics card (/dev/dri)';
  if (name === 'cuda')
    return existsSync('/dev/nvidiactl') ? undefined : 'there is no NVIDIA card (/dev/nvidiactl)';
  if (name === 'v4l2') return hasVideoDevice() ? undefined : 'there is no decoder of the board (/dev/video…)';
  return undefined;
}

function hasVideoDevice(): boolean {
  return readdirSync('/dev').some((file) => /^video\d+$/.test(file));
}

/** Tries in a process of its own: a driver that crashes takes nothing else along. */
export function tryInChild(program: URL, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(program, [name], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      timeout: longestTrialMs,
    });
    child.once('message', ({ fault }: { fault?: string }) => {
      if (fault === undefined) resolve();
      else reject(new Error(fault));
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      const word =
        signal === 'SIGTERM' ? `it did not answer within ${longestTrialMs / 1000} s` : 'it crashed';
      reject(new Error(`${word} (${signal ?? code})`));
    });
  });
}
