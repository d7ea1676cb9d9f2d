import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AnalysisPlan } from '#features/video-analysis/analysis-plan.ts';
import type { Evidence } from '#features/video-analysis/evidence.ts';
import type { CameraHealth } from '#features/video-analysis/live-schema.ts';
import {
  type AnalysisInit,
  type FromAnalysis,
  protocolVersion,
  type ToAnalysis,
} from '#features/video-analysis/messages-schema.ts';
import { streamOf } from '#features/video-analysis/plan-changes.ts';
import type { Report } from '#features/video-analysis/report.ts';
import type { Log } from '#foundation/log.ts';
import {
  type AnalysisStatus,
  afterRestart,
  heldBack,
  startingAnew,
  statusAtRest,
} from './analysis-status.ts';
import { CameraQuarantine } from './camera-quarantine.ts';
import { processEnvironment } from './config.ts';
import { LiveHub } from './live-hub.ts';
import { heldMemoryMb, waitedForProcessorMs } from './process-facts.ts';
import { ReportInbox } from './report-inbox.ts';
import { RestartPolicy, type RestartReason, restartReason } from './restart-policy.ts';
import { Silence } from './silence.ts';

const defaultEntry = fileURLToPath(new URL('./analysis-process.ts', import.meta.url));
/** Waiting for the next packet of a camera holds one of libuv's threads; of its usual four, four silent cameras hold all. */
const threadPoolSize = '160';
/** The heap for new objects and the pools of malloc grow with time and threads unless bounded (ADR 39). */
const execArgv = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=4'];
const mallocPools = '2';
/** Silence is counted in beats of this process: a pause of its own is no silence of the other. */
const listenMs = 250;
/** A process this far over its memory has not managed to leave by itself. */
const graceShare = 1.2;
const stopMs = 6000;
const lastWordsLength = 2000;

/** What the supervisor needs, and whom it tells. */
export interface AnalysisSupervisorParts {
  readonly init: AnalysisInit;
  readonly log: Log;
  /** Settled once the report is stored: it is then acknowledged. A report that cannot be stored comes again. */
  readonly onReport: (report: Report) => Promise<void>;
  readonly onHealth: (cameras: readonly CameraHealth[]) => void;
  /** the pictures around what a rule saw, from a camera that records */
  readonly onEvidence?: (evidence: Evidence) => void;
  /** silence after which a process that works counts as hung, milliseconds */
  readonly hangMs?: number;
  /** the program to run, for the tests */
  readonly entry?: string;
}

/** Keeps the analysis process alive, and is the only one that talks to it. */
export class AnalysisSupervisor {
  readonly #parts: AnalysisSupervisorParts;
  readonly #hub: LiveHub;
  readonly #inbox: ReportInbox;
  readonly #policy: RestartPolicy;
  readonly #quarantine = new CameraQuarantine();
  /** cameras that the process was told of */
  #runningIds: readonly number[] = [];
  #plan: AnalysisPlan = { cameras: [], holidays: [] };
  #child: ChildProcess | undefined;
  #status = statusAtRest;
  #bornMs = 0;
  #silence = new Silence();
  #wasSilent = false;
  #wasOverMemory = false;
  #told: RestartReason | undefined;
  #lastWords = '';
  #restartTimer: NodeJS.Timeout | undefined;
  #listenTimer: NodeJS.Timeout | undefined;
  #isWanted = false;

  constructor(parts: AnalysisSupervisorParts) {
    this.#parts = parts;
    this.#hub = new LiveHub((watched) => this.#send({ kind: 'watch', ...watched }));
    this.#inbox = new ReportInbox({ store: parts.onReport, log: parts.log });
    this.#policy = new RestartPolicy(parts.hangMs);
  }

  get status(): AnalysisStatus {
    return this.#status;
  }

  start(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#listenTimer = setInterval(() => this.#listen(), listenMs);
    this.#listenTimer.unref();
    this.#spawn();
  }

  /** Lets the process store its last reports, then ends it. */
  async stop(): Promise<void> {
    this.#isWanted = false;
    clearTimeout(this.#restartTimer);
    clearInterval(this.#listenTimer);
    const child = this.#child;
    if (child) {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      this.#send({ kind: 'stop' });
      const timer = setTimeout(() => child.kill('SIGKILL'), stopMs);
      await exited;
      clearTimeout(timer);
    }
    await this.#inbox.stop();
    this.#tell({ state: 'stopped', pid: undefined });
  }

  /** The plan from now on; a process that is started anew gets it too. */
  setPlan(plan: AnalysisPlan): void {
    const before = new Map(this.#plan.cameras.map((camera) => [camera.id, streamOf(camera)]));
    const kept = plan.cameras.filter((camera) => before.get(camera.id) === streamOf(camera));
    const isKept = (id: number) => kept.some((camera) => camera.id === id);
    this.#inbox.forget(isKept);
    this.#quarantine.forget(isKept);
    this.#plan = plan;
    this.#sendPlan();
  }

  /** Live pictures of these cameras, at most so many a second; returns the function that ends them. */
  subscribeLive(...request: Parameters<LiveHub['subscribe']>): () => void {
    return this.#hub.subscribe(...request);
  }

  #spawn(): void {
    const child = fork(this.#parts.entry ?? defaultEntry, [], {
      serialization: 'advanced',
      execArgv,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { UV_THREADPOOL_SIZE: threadPoolSize, MALLOC_ARENA_MAX: mallocPools, ...processEnvironment() },
    });
    this.#child = child;
    this.#bornMs = performance.now();
    this.#silence = new Silence();
    this.#wasSilent = false;
    this.#wasOverMemory = false;
    this.#told = undefined;
    this.#lastWords = '';
    this.#tell({ state: this.#status.restarts > 0 ? 'restarting' : 'starting', pid: child.pid });
    child.stdout?.on('data', (text: Buffer) => this.#overhear(text));
    child.stderr?.on('data', (text: Buffer) => this.#overhear(text));
    child.on('message', (message: FromAnalysis) => this.#receive(child, message));
    child.on('error', (fault) => this.#onError(child, fault));
    child.on('exit', (code, signal) => this.#onExit(child, code, signal));
    this.#send({ kind: 'init', version: protocolVersion, init: this.#parts.init });
    this.#runningIds = [];
    this.#sendPlan();
    this.#send({ kind: 'watch', ...this.#hub.watched() });
  }

  /** The plan without the cameras that are held back; cameras that are new to the process go on where they were. */
  #sendPlan(): void {
    const cameras = this.#plan.cameras.filter(({ id }) => this.#quarantine.mayRun(id));
    const plan = { ...this.#plan, cameras };
    const memories = this.#inbox.memories().filter(({ cameraId }) => !this.#runningIds.includes(cameraId));
    this.#runningIds = cameras.map(({ id }) => id);
    this.#send({ kind: 'plan', version: protocolVersion, plan, memories });
    const back = this.#plan.cameras.filter(({ id }) => !this.#quarantine.mayRun(id));
    const held = back.filter(({ id }) => this.#quarantine.isHeld(id));
    if (back.length > 0) {
      this.#parts.log.error(
        { held: held.map(({ name }) => name), waiting: back.length - held.length },
        'Cameras are held back: the stream of one ends the analysis process again and again',
      );
      this.#parts.onHealth(back.map(({ id }) => heldBack(id, this.#quarantine.isHeld(id))));
    }
  }

  #overhear(text: Buffer): void {
    this.#lastWords = (this.#lastWords + text.toString('utf8')).slice(-lastWordsLength);
  }

  #onError(child: ChildProcess, fault: Error): void {
    this.#parts.log.error({ fault: fault.message }, 'Analysis process failed');
    // A process that could not be made ends without saying so.
    if (child.pid === undefined) this.#onExit(child, null, null);
  }

  #onExit(child: ChildProcess, code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#inbox.adopt();
    if (!this.#isWanted) return;
    const lastWords = this.#lastWords;
    const reason = restartReason({
      signal,
      wasSilent: this.#wasSilent,
      wasOverMemory: this.#wasOverMemory,
      told: this.#told,
      lastWords,
    });
    const lifeMs = performance.now() - this.#bornMs;
    const nextMs = this.#policy.pauseAfter(lifeMs, reason);
    const ranIds = this.#status.state === 'ready' ? this.#runningIds : [];
    this.#quarantine.died(reason, lifeMs, ranIds, performance.now());
    const details = { reason, code, signal, lastWords: lastWords.trim() || undefined, nextMs };
    this.#parts.log.error(details, 'Analysis process ended, starting it anew');
    this.#status = afterRestart(this.#status, reason);
    this.#parts.onHealth(this.#plan.cameras.map(({ id }) => startingAnew(id, reason)));
    this.#restartTimer = setTimeout(() => this.#spawn(), nextMs);
  }

  #listen(): void {
    const pid = this.#child?.pid ?? 0;
    this.#silence.goesOn(listenMs, waitedForProcessorMs(pid));
    const ageMs = performance.now() - this.#bornMs;
    const isReady = this.#status.state === 'ready';
    if (isReady && this.#quarantine.lives(ageMs, performance.now())) this.#sendPlan();
    if (!this.#child || this.#silence.ms < this.#policy.patienceMs(ageMs, isReady)) return;
    const memoryMb = heldMemoryMb(pid) ?? this.#status.memoryMb;
    this.#parts.log.error({ silentMs: this.#silence.ms, memoryMb }, 'Analysis process hangs, ending it');
    this.#wasSilent = true;
    // Filling memory, and collecting it when little is left, holds the event loop: the silence is what comes of it.
    this.#wasOverMemory = memoryMb > this.#parts.init.memoryLimitMb;
    this.#child.kill('SIGKILL');
  }

  #receive(child: ChildProcess, message: FromAnalysis): void {
    if (child !== this.#child) return;
    this.#silence.heard();
    switch (message.kind) {
      case 'report':
        void this.#store(child, message.report);
        break;
      case 'live':
        this.#hub.publish(message.head, message.jpeg, message.form);
        break;
      case 'video':
        this.#hub.publishVideo(message);
        break;
      case 'evidence':
        this.#parts.onEvidence?.(message.evidence);
        break;
      case 'beat':
        this.#onMemory(message.memoryMb);
        break;
      case 'failed':
        this.#told = message.reason;
        this.#tell({ fault: message.message });
        break;
      case 'health':
        this.#onMemory(message.memoryMb);
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

  /** The process watches its memory too, and leaves in order: this is for one that no longer can. */
  #onMemory(memoryMb: number): void {
    this.#tell({ memoryMb });
    const { memoryLimitMb } = this.#parts.init;
    if (memoryMb < memoryLimitMb * graceShare || this.#told !== undefined) return;
    this.#parts.log.error({ memoryMb, memoryLimitMb }, 'Analysis process holds too much memory, ending it');
    this.#told = 'memory';
    this.#child?.kill('SIGKILL');
  }

  async #store(child: ChildProcess, report: Report): Promise<void> {
    const { cameraId, run, sequence } = report;
    if ((await this.#inbox.take(report)) && this.#child === child) {
      this.#send({ kind: 'acknowledge', cameraId, run, sequence });
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
