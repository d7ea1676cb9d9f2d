import { sunTimes } from '#adapters/sun/sun-times.ts';
import { decide } from '#features/privacy/legal-gate.ts';
import { AnalysisPipeline } from '#features/video-analysis/analysis-pipeline.ts';
import {
  type AnalysisInit,
  type FromAnalysis,
  protocolVersion,
  type ToAnalysis,
} from '#features/video-analysis/messages-schema.ts';
import type { Detector, FrameSource } from '#features/video-analysis/ports.ts';
import type { Log } from '#foundation/log.ts';

const tickMs = 200;
const healthMs = 1000;

/** What the process opens once it knows its settings. */
export interface AnalysisEngine {
  readonly detector: Detector;
  readonly source: FrameSource;
}

/** Runs the analysis in this process, which `main` forked; ends with it, or with the first fault nobody foresaw. */
export function hostAnalysis(openEngine: (init: AnalysisInit, log: Log) => Promise<AnalysisEngine>): void {
  const log = messageLog();
  const fail = (fault: unknown) => {
    log.error({ stack: fault instanceof Error ? fault.stack : undefined }, messageOf(fault));
    leave(1);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  process.on('disconnect', () => process.exit(0));
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
    const beat = setInterval(() => send({ kind: 'health', cameras: [], memoryMb: memoryMb() }), healthMs);
    const engine = await this.#openEngine(init, this.#log);
    clearInterval(beat);
    const { detector } = engine;
    const pipeline = new AnalysisPipeline({
      ...engine,
      decide,
      sunTimes,
      clock: Date.now,
      log: this.#log,
      onFatal: this.#fail,
      send,
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

  async #stop(): Promise<void> {
    await this.#pipeline?.stop();
    await this.#engine?.detector.close();
    leave(0);
  }
}

function send(message: FromAnalysis, onSent?: () => void): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => onSent?.());
}

/** Ends the process once its last message is out. */
function leave(code: number): void {
  if (!process.connected) process.exit(code);
  setTimeout(() => process.exit(code), 500).unref();
  process.send?.({ kind: 'health', cameras: [], memoryMb: memoryMb() }, undefined, undefined, () =>
    process.exit(code),
  );
}

function memoryMb(): number {
  return Math.round(process.memoryUsage.rss() / 1e5) / 10;
}

function messageLog(): Log {
  const at = (level: 'debug' | 'info' | 'warn' | 'error') => (details: object, message: string) =>
    send({ kind: 'log', level, details, message });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
