import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AnalysisPlan } from '#features/video-analysis/analysis-plan.ts';
import type { CameraHealth } from '#features/video-analysis/live-schema.ts';
import {
  type AnalysisInit,
  type FromAnalysis,
  protocolVersion,
  type ToAnalysis,
} from '#features/video-analysis/messages-schema.ts';
import type { Report } from '#features/video-analysis/report.ts';
import type { Log } from '#foundation/log.ts';
import { processEnvironment } from './config.ts';
import { LiveHub, type LiveListener } from './live-hub.ts';

const defaultEntry = fileURLToPath(new URL('./analysis-process.ts', import.meta.url));
/** Waiting for the next packet of a camera holds one of libuv's threads; of its usual four, four silent cameras hold all. */
const threadPoolSize = '160';
const shortestPauseMs = 500;
const longestPauseMs = 5000;
/** A life longer than this was a good one: the next pause is short again. */
const goodLifeMs = 30_000;
const stopMs = 6000;
const lastWordsLength = 2000;

/** How the analysis process fares. */
export interface AnalysisStatus {
  readonly state: 'starting' | 'ready' | 'restarting' | 'stopped';
  readonly pid: number | undefined;
  readonly model: string | undefined;
  readonly provider: string | undefined;
  /** why another provider than the one asked for is used */
  readonly notice: string | undefined;
  /** the last error that the process told before it ended */
  readonly fault: string | undefined;
  readonly memoryMb: number;
  readonly restarts: number;
}

/** What the supervisor needs, and whom it tells. */
export interface AnalysisSupervisorParts {
  readonly init: AnalysisInit;
  readonly log: Log;
  /** Settled once the report is stored: it is then acknowledged. A report that cannot be stored comes again. */
  readonly onReport: (report: Report) => Promise<void>;
  readonly onHealth: (cameras: readonly CameraHealth[]) => void;
  /** silence after which the process counts as hung, milliseconds */
  readonly hangMs?: number;
  /** the program to run, for the tests */
  readonly entry?: string;
}

/** Keeps the analysis process alive, and is the only one that talks to it. */
export class AnalysisSupervisor {
  readonly #parts: AnalysisSupervisorParts;
  readonly #hub: LiveHub;
  readonly #storing = new Map<number, string>();
  #plan: AnalysisPlan = { cameras: [], holidays: [] };
  #child: ChildProcess | undefined;
  #status: AnalysisStatus = {
    state: 'stopped',
    pid: undefined,
    model: undefined,
    provider: undefined,
    notice: undefined,
    fault: undefined,
    memoryMb: 0,
    restarts: 0,
  };
  #bornMs = 0;
  #heardMs = 0;
  #pauseMs = shortestPauseMs;
  #lastWords = '';
  #restartTimer: NodeJS.Timeout | undefined;
  #hangTimer: NodeJS.Timeout | undefined;
  #isWanted = false;

  constructor(parts: AnalysisSupervisorParts) {
    this.#parts = parts;
    this.#hub = new LiveHub((watched) => this.#send({ kind: 'watch', ...watched }));
  }

  get status(): AnalysisStatus {
    return this.#status;
  }

  start(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    const hangMs = this.#parts.hangMs ?? 15_000;
    this.#hangTimer = setInterval(() => this.#killWhenSilent(hangMs), Math.min(1000, hangMs / 4));
    this.#hangTimer.unref();
    this.#spawn();
  }

  /** Lets the process store its last reports, then ends it. */
  async stop(): Promise<void> {
    this.#isWanted = false;
    clearTimeout(this.#restartTimer);
    clearInterval(this.#hangTimer);
    const child = this.#child;
    if (child) {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      this.#send({ kind: 'stop' });
      const timer = setTimeout(() => child.kill('SIGKILL'), stopMs);
      await exited;
      clearTimeout(timer);
    }
    this.#tell({ state: 'stopped', pid: undefined });
  }

  /** The plan from now on; a process that is started anew gets it too. */
  setPlan(plan: AnalysisPlan): void {
    this.#plan = plan;
    this.#send({ kind: 'plan', version: protocolVersion, plan });
  }

  /** Live pictures of these cameras, at most so many a second; returns the function that ends them. */
  subscribeLive(cameraIds: readonly number[], framesPerSecond: number, listener: LiveListener): () => void {
    return this.#hub.subscribe(cameraIds, framesPerSecond, listener);
  }

  #spawn(): void {
    const child = fork(this.#parts.entry ?? defaultEntry, [], {
      serialization: 'advanced',
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { UV_THREADPOOL_SIZE: threadPoolSize, ...processEnvironment() },
    });
    this.#child = child;
    this.#bornMs = Date.now();
    this.#heardMs = Date.now();
    this.#lastWords = '';
    this.#tell({ state: this.#status.restarts > 0 ? 'restarting' : 'starting', pid: child.pid });
    child.stdout?.on('data', (text: Buffer) => this.#overhear(text));
    child.stderr?.on('data', (text: Buffer) => this.#overhear(text));
    child.on('message', (message: FromAnalysis) => this.#receive(child, message));
    child.on('error', (fault) => this.#parts.log.error({ fault: fault.message }, 'Analysis process failed'));
    child.on('exit', (code, signal) => this.#onExit(child, code, signal));
    this.#send({ kind: 'init', version: protocolVersion, init: this.#parts.init });
    this.#send({ kind: 'plan', version: protocolVersion, plan: this.#plan });
    this.#send({ kind: 'watch', ...this.#hub.watched() });
  }

  #overhear(text: Buffer): void {
    this.#lastWords = (this.#lastWords + text.toString('utf8')).slice(-lastWordsLength);
  }

  #onExit(child: ChildProcess, code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#storing.clear();
    if (!this.#isWanted) return;
    if (Date.now() - this.#bornMs > goodLifeMs) this.#pauseMs = shortestPauseMs;
    const details = { code, signal, lastWords: this.#lastWords.trim() || undefined, nextMs: this.#pauseMs };
    this.#parts.log.error(details, 'Analysis process ended, starting it anew');
    this.#tell({ state: 'restarting', pid: undefined, memoryMb: 0, restarts: this.#status.restarts + 1 });
    this.#parts.onHealth(this.#plan.cameras.map(({ id }) => startingAnew(id)));
    this.#restartTimer = setTimeout(() => this.#spawn(), this.#pauseMs);
    this.#pauseMs = Math.min(longestPauseMs, this.#pauseMs * 2);
  }

  #killWhenSilent(hangMs: number): void {
    const silentMs = Date.now() - this.#heardMs;
    if (!this.#child || silentMs < hangMs) return;
    this.#parts.log.error({ silentMs }, 'Analysis process hangs, ending it');
    this.#child.kill('SIGKILL');
  }

  #receive(child: ChildProcess, message: FromAnalysis): void {
    if (child !== this.#child) return;
    this.#heardMs = Date.now();
    switch (message.kind) {
      case 'report':
        void this.#store(child, message.report);
        break;
      case 'live':
        this.#hub.publish(message.head, message.jpeg);
        break;
      case 'health':
        this.#tell({ memoryMb: message.memoryMb });
        this.#parts.onHealth(message.cameras);
        break;
      case 'ready':
        this.#onReady(message);
        break;
      case 'log':
        this.#onLog(message);
        break;
    }
  }

  #onReady({ model, provider, notice }: Extract<FromAnalysis, { kind: 'ready' }>): void {
    this.#tell({ state: 'ready', model, provider, notice, fault: undefined });
    this.#parts.log.info({ model, provider }, 'Analysis is ready');
    if (notice) this.#parts.log.warn({ provider }, notice);
  }

  #onLog({ level, details, message }: Extract<FromAnalysis, { kind: 'log' }>): void {
    if (level === 'error') this.#tell({ fault: message });
    this.#parts.log[level](details, message);
  }

  async #store(child: ChildProcess, report: Report): Promise<void> {
    const { cameraId, run, sequence } = report;
    const key = `${run} ${sequence}`;
    if (this.#storing.get(cameraId) === key) return;
    this.#storing.set(cameraId, key);
    try {
      await this.#parts.onReport(report);
      if (this.#child === child) this.#send({ kind: 'acknowledge', cameraId, run, sequence });
    } catch (fault) {
      const reason = fault instanceof Error ? fault.message : String(fault);
      this.#parts.log.warn(
        { cameraId, sequence, fault: reason },
        'A report could not be stored; it comes again',
      );
    } finally {
      if (this.#storing.get(cameraId) === key) this.#storing.delete(cameraId);
    }
  }

  #send(message: ToAnalysis): void {
    // A message to a process that is just ending is lost: the next one gets plan and watch list anew.
    if (this.#child?.connected) this.#child.send(message, () => {});
  }

  #tell(change: Partial<AnalysisStatus>): void {
    this.#status = { ...this.#status, ...change };
  }
}

function startingAnew(cameraId: number): CameraHealth {
  return {
    cameraId,
    state: 'starting',
    fault: 'the analysis process is being started anew',
    framesIn: 0,
    framesAnalysed: 0,
    framesDropped: 0,
    framesPerSecond: 0,
    delayMs: 0,
    reconnections: 0,
  };
}
