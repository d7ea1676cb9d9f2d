import { fork } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as ort from 'onnxruntime-node';
import type { InstalledModel } from '#features/models/ports.ts';
import { type Attempt, type Choice, firstThatWorks, type Offer } from '#foundation/first-that-works.ts';
import type { TrialAnswer, TrialRequest } from './trial-messages.ts';

/** What a machine says of the providers ONNX Runtime was built with. */
export interface ProviderMachine {
  /** names of those built in or loadable, in any order */
  readonly built: readonly string[];
  /** why one need not be tried here */
  obstacle(provider: string): string | undefined;
  /** milliseconds of one look; throws where it does not start */
  measure(provider: string): Promise<number>;
}

/** Best first; what is not named here comes after. TensorRT is last: it builds for minutes at each start. */
const preferred = ['cuda', 'migraphx', 'rocm', 'dml', 'coreml', 'openvino', 'qnn', 'webgpu'];
const processor = 'cpu';

/** Chooses the provider of a setting: the first that starts and beats the processor, where `auto` is asked for. */
export function chooseProvider(asked: string, machine: ProviderMachine): Promise<Choice> {
  if (asked === processor) {
    const outcomes = [{ name: processor, isUsed: true, reason: 'asked for' }];
    return Promise.resolve({ used: processor, outcomes });
  }
  let onProcessorMs: number | undefined;
  async function attempt(provider: string): Promise<Attempt> {
    const milliseconds = await machine.measure(provider);
    const words = `${milliseconds.toFixed(1)} ms a look`;
    if (asked !== 'auto') return { works: true, reason: words };
    onProcessorMs ??= await machine.measure(processor);
    const others = `${onProcessorMs.toFixed(1)} ms on the processor`;
    const works = milliseconds < onProcessorMs;
    return { works, reason: works ? `${words}, ${others}` : `slower: ${words}, ${others}` };
  }
  return firstThatWorks({ offers: offersOf(asked, machine), attempt, fallback: processor });
}

function offersOf(asked: string, machine: ProviderMachine): Offer[] {
  const { built } = machine;
  const offer = (name: string): Offer => ({ name, obstacle: machine.obstacle(name) });
  if (asked !== 'auto') {
    const missing = `ONNX Runtime was not built with it (${built.join(', ')})`;
    return [built.includes(asked) ? offer(asked) : { name: asked, obstacle: missing }];
  }
  const place = (name: string): number =>
    preferred.includes(name) ? preferred.indexOf(name) : preferred.length;
  const names = built.filter((name) => name !== processor).sort((a, b) => place(a) - place(b));
  return names.map((name) =>
    name === 'tensorrt'
      ? { name, obstacle: 'builds for minutes at each start: ask for it by name' }
      : offer(name),
  );
}

const trial = new URL('./provider-trial.ts', import.meta.url);
const longestTrialMs = 60_000;

/** This machine, tried with a model that is installed. */
export function thisMachine({ file, manifest }: InstalledModel): ProviderMachine {
  const { width, height } = manifest.input;
  return {
    built: ort.listSupportedBackends().map(({ name }) => name),
    obstacle: obstacleHere,
    measure: (provider) => measure({ model: file, width, height, provider }),
  };
}

/** Libraries and devices without which a provider cannot start: looked for first, as a vain attempt takes seconds. */
function obstacleHere(provider: string): string | undefined {
  if (provider === 'cuda' || provider === 'tensorrt') {
    const library = `libonnxruntime_providers_${provider}.so`;
    if (process.platform === 'linux' && !hasLibrary(library)) return `${library} is not installed`;
  }
  if (provider === 'webgpu' && process.platform === 'linux' && !existsSync('/dev/dri')) {
    return 'there is no graphics card (/dev/dri)';
  }
  return undefined;
}

function hasLibrary(name: string): boolean {
  const root = join(dirname(createRequire(import.meta.url).resolve('onnxruntime-node')), '../bin');
  if (!existsSync(root)) return false;
  const folders = readdirSync(root).map((version) => join(root, version, process.platform, process.arch));
  return folders.some((folder) => existsSync(join(folder, name)));
}

/** Tries in a process of its own, without its words: drivers write whole pages on the error output. */
function measure(request: TrialRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(trial, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], timeout: longestTrialMs });
    child.once('message', (answer: TrialAnswer) => {
      if ('milliseconds' in answer) resolve(answer.milliseconds);
      else reject(new Error(answer.fault));
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      const word =
        signal === 'SIGTERM' ? `it did not answer within ${longestTrialMs / 1000} s` : 'it crashed';
      reject(new Error(`${word} (${signal ?? code})`));
    });
    child.send(request);
  });
}
