import { fork } from 'node:child_process';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunClip, TrialFindings } from '#features/replay/ports.ts';
import type { AnalysisInit } from '#features/video-analysis/messages-schema.ts';
import { VigieError } from '#foundation/errors.ts';
import { processEnvironment } from './config.ts';
import type { LoadedTrial } from './load-plan.ts';
import { type ReplayAnswer, type ReplayOrder, trialRuleId } from './replay-messages.ts';

const entry = fileURLToPath(new URL('./replay-process.ts', import.meta.url));
/** A clip on which nothing gets further for so long is given up. */
const stallMs = 120_000;
/** A clip needs less than the cameras; more is a film made to do harm. */
const mostMemoryMb = 2500;

/** Analyses clips in a process of their own, behind the cameras: one made to do harm ends that process and no other. */
export function createClipRunner(init: AnalysisInit, directory: string): RunClip<LoadedTrial> {
  const own: AnalysisInit = {
    ...init,
    workers: 1,
    sourcesDirectory: directory,
    cameraNetworks: [],
    hardwareDecoding: 'none',
    videoEncoder: 'none',
    memoryLimitMb: Math.min(init.memoryLimitMb, mostMemoryMb),
  };
  return ({ trial, file, startMs, onProgress, signal }) => {
    const { camera, rule, holidays } = trial;
    const plan = {
      ...camera,
      source: { url: `file:${basename(file)}` },
      rules: [{ ...rule, id: trialRuleId }],
    };
    return analyse({ init: own, plan, holidays, startMs }, onProgress, signal);
  };
}

function analyse(
  order: ReplayOrder,
  onProgress: (share: number) => void,
  signal: Parameters<RunClip<LoadedTrial>>[0]['signal'],
): Promise<TrialFindings> {
  const child = fork(entry, [], {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: processEnvironment(),
  });
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  let stalled = setTimeout(kill, stallMs);
  let answer: ReplayAnswer | undefined;
  child.on('message', (message: ReplayAnswer) => {
    clearTimeout(stalled);
    stalled = setTimeout(kill, stallMs);
    answer = message;
    if (message.kind === 'progress') onProgress(message.share);
  });
  child.send(order, () => {});
  signal.addEventListener('abort', kill, { once: true });
  if (signal.aborted) kill();
  const ended = new Promise<TrialFindings>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      if (answer?.kind === 'done') resolve(answer.findings);
      else reject(faultOf(answer));
    });
  });
  return ended.finally(() => {
    clearTimeout(stalled);
    signal.removeEventListener('abort', kill);
  });
}

function faultOf(answer: ReplayAnswer | undefined): VigieError {
  if (answer?.kind === 'failed') {
    const message = answer.message.replaceAll(/\S+\.clip/g, 'the clip');
    return new VigieError('invalid', message, answer.fix === undefined ? {} : { fix: answer.fix });
  }
  return new VigieError('unavailable', 'the clip could not be analysed to its end: it stops the decoder', {
    fix: 'convert it to MP4 (H.264) and send it again',
  });
}
