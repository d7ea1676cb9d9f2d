import { Worker } from 'node:worker_threads';
import { sunTimes } from '#adapters/sun/sun-times.ts';
import { AnalysisPipeline } from '#features/video-analysis/analysis-pipeline.ts';
import { DetectorStuck } from '#features/video-analysis/detector-watch.ts';
import {
  type AnalysisInit,
  type FailureReason,
  type FromAnalysis,
  protocolVersion,
  type ToAnalysis,
} from '#features/video-analysis/messages-schema.ts';
import type { Detector, FrameSource } from '#features/video-analysis/ports.ts';
import { messageOf } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';
import type { WatchdogSetup } from './analysis-watchdog.ts';
import { openGate } from './legal-gate.ts';

const tickMs = 200;
const healthMs = 1000;
const beatMs = 250;
/** Beats in a row over the memory limit: a peak that passes is no reason to start anew. */
const mostBeatsOver = 3;
const lastWordsMs = 500;

/** What the process opens once it knows its settings. */
export interface AnalysisEngine {
  readonly detector: Detector;
  /** what stands beside each figure; a test may have none */
  readonly model?: string;
  readonly source: FrameSource;
}

/** Runs the analysis in this process, which `main` forked; ends with it, or with the first fault nobody foresaw. */
export function hostAnalysis(openEngine: (init: AnalysisInit, log: Log) => Promise<AnalysisEngine>): void {
  const log = messageLog();
  const fail = (fault: unknown) => {
    log.error({ stack: fault instanceof Error ? fault.stack : undefined }, messageOf(fault));
    giveUp(reasonOf(fault), messageOf(fault));
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  process.on('disconnect', end);
  // A Ctrl+C in the terminal reaches every process of the group: only `main` decides, and tells this one.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  const host = new AnalysisHost(openEngine, log, fail);
  process.on('message', (message: ToAnalysis) => host.receive(message));
}

class AnalysisHost {
  readonly #openEngine: (init: AnalysisInit, log: Log) => Promise<AnalysisEngine>;
  readonly #log: Log;
  readonly #fail: (fault: unknown) => void;
  readonly #early: Exclude<ToAnalysis, { kind: 'init' | 'stop' }>[] = [];
  #engine: AnalysisEngine | undefined;
  #pipeline: AnalysisPipeline | undefined;
  #beatsOver = 0;

  constructor(
    openEngine: (init: AnalysisInit, log: Log) => Promise<AnalysisEngine>,
    log: Log,
    fail: (fault: unknown) => void,
  ) {
    this.#openEngine = openEngine;
    this.#log = log;
    this.#fail = fail;
  }

  receive(message: ToAnalysis): void {
    if (message.kind === 'init') this.#open(message.version, message.init).catch(this.#fail);
    else if (message.kind === 'stop') this.#stop().catch(this.#fail);
    else if (this.#pipeline) this.#pipeline.receive(message);
    else this.#early.push(message);
  }

  async #open(version: number, init: AnalysisInit): Promise<void> {
    if (version !== protocolVersion) {
      throw new Error(`main speaks version ${version} of the protocol, the analysis ${protocolVersion}`);
    }
    watch({ parentPid: process.ppid, memoryLimitMb: init.memoryLimitMb });
    const beat = new Beat();
    setInterval(() => {
      beat.send();
      this.#checkMemory(init.memoryLimitMb);
    }, beatMs);
    const engine = await this.#openEngine(init, this.#log);
    this.#start(engine, init);
  }

  #start(engine: AnalysisEngine, init: AnalysisInit): void {
    const { detector } = engine;
    const pipeline = new AnalysisPipeline({
      ...engine,
      decide: openGate(init.law).decide,
      sunTimes,
      clock: Date.now,
      uptime: () => performance.now(),
      log: this.#log,
      onFatal: this.#fail,
      send: (message, onSent) => send(signedBy(engine.model, message), onSent),
      memoryMb,
    });
    this.#engine = engine;
    this.#pipeline = pipeline;
    const { name, provider, notice } = detector;
    send({ kind: 'ready', version: protocolVersion, provider, model: name, ...(notice ? { notice } : {}) });
    setInterval(() => pipeline.tick(), tickMs);
    setInterval(() => pipeline.tellHealth(), healthMs);
    for (const message of this.#early.splice(0)) pipeline.receive(message);
  }

  #checkMemory(limitMb: number): void {
    this.#beatsOver = memoryMb() > limitMb ? this.#beatsOver + 1 : 0;
    if (this.#beatsOver !== mostBeatsOver) return;
    this.#pipeline?.flush();
    giveUp(
      'memory',
      `The analysis holds more than ${limitMb} MB: raise analysis.memoryMb, or analyse fewer or smaller pictures.`,
    );
  }

  async #stop(): Promise<void> {
    await this.#pipeline?.stop();
    await this.#engine?.detector.close();
    send({ kind: 'beat', memoryMb: memoryMb() }, end);
    setTimeout(end, lastWordsMs);
  }
}

/** Tells that the process lives, and waits until that is out: while `main` is stopped nothing piles up. */
class Beat {
  #isOnItsWay = false;

  send(): void {
    if (this.#isOnItsWay) return;
    this.#isOnItsWay = true;
    send({ kind: 'beat', memoryMb: memoryMb() }, () => {
      this.#isOnItsWay = false;
    });
  }
}

/** Says in a report which model looked. */
function signedBy(model: string | undefined, message: FromAnalysis): FromAnalysis {
  if (message.kind !== 'report' || model === undefined) return message;
  return { ...message, report: { ...message.report, model } };
}

function watch(setup: WatchdogSetup): void {
  const watchdog = new Worker(new URL('./analysis-watchdog.ts', import.meta.url), { workerData: setup });
  watchdog.unref();
}

function send(message: FromAnalysis, onSent?: () => void): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => onSent?.());
}

/** Ends the process once it has said why. */
function giveUp(reason: FailureReason, message: string): void {
  if (!process.connected) end();
  send({ kind: 'failed', reason, message }, end);
  setTimeout(end, lastWordsMs);
}

/** An orderly exit would wait for threads that wait for a camera. */
function end(): void {
  process.kill(process.pid, 'SIGKILL');
}

function memoryMb(): number {
  return Math.round(process.memoryUsage.rss() / 1e5) / 10;
}

function messageLog(): Log {
  const at = (level: 'debug' | 'info' | 'warn' | 'error') => (details: object, message: string) =>
    send({ kind: 'log', level, details, message });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function reasonOf(fault: unknown): FailureReason {
  return fault instanceof DetectorStuck ? 'detector' : 'fault';
}
