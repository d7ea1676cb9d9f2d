import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { sunTimes } from '#adapters/sun/sun-times.ts';
import { analyseOffline } from '#features/video-analysis/offline-pipeline.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';
import type { WatchdogSetup } from './analysis-watchdog.ts';
import { openGate } from './legal-gate.ts';
import { findingsOf } from './live-trials.ts';
import { openEngine } from './open-engine.ts';
import { type ReplayAnswer, type ReplayOrder, trialRuleId } from './replay-messages.ts';

const progressEveryMs = 500;
/** Behind every camera; threads that are made from now on too. */
const lowestPriority = 19;

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.once('message', (order: ReplayOrder) => {
  run(order).then(
    (answer) => leave(answer),
    (fault: unknown) => leave(failure(fault)),
  );
});

async function run({ init, plan, holidays, startMs }: ReplayOrder): Promise<ReplayAnswer> {
  setPriority(lowestPriority);
  watch({ parentPid: process.ppid, memoryLimitMb: init.memoryLimitMb });
  const { detector, source } = await openEngine(init, silent);
  let durationMs = 0;
  let toldMs = 0;
  const result = await analyseOffline({
    plan,
    holidays,
    startMs,
    source,
    detector,
    decide: openGate(init.law).decide,
    clock: Date.now,
    sunTimes,
    signal: new AbortController().signal,
    onNotice: (notice) => {
      if (notice.kind === 'connected') durationMs = notice.durationMs ?? 0;
    },
    onPicture: ({ offsetMs }) => {
      if (performance.now() - toldMs < progressEveryMs) return;
      toldMs = performance.now();
      send({ kind: 'progress', share: durationMs > 0 ? offsetMs / durationMs : 0 });
    },
  });
  return { kind: 'done', findings: findingsOf(result, trialRuleId) };
}

function failure(fault: unknown): ReplayAnswer {
  if (!(fault instanceof VigieError)) return { kind: 'failed', message: 'the analysis of the clip failed' };
  return { kind: 'failed', message: fault.message, ...(fault.fix === undefined ? {} : { fix: fault.fix }) };
}

/** An orderly exit would wait for threads. */
function leave(answer: ReplayAnswer): void {
  send(answer, () => process.kill(process.pid, 'SIGKILL'));
}

function send(answer: ReplayAnswer, onSent?: () => void): void {
  process.send?.(answer, undefined, undefined, () => onSent?.());
}

function watch(setup: WatchdogSetup): void {
  new Worker(new URL('./analysis-watchdog.ts', import.meta.url), { workerData: setup }).unref();
}

/** What is to be told is told by the answer. */
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
