import type { Events } from '#features/events.ts';
import type { Clock } from '#foundation/clock.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import type { Gate } from '#foundation/legal-gate.ts';
import type { Log } from '#foundation/log.ts';
import type { ClipFiles, RunClip, StartLive, Trial } from './ports.ts';
import { ReplayRun } from './replay-run.ts';
import type { Replay, ReplayHead, ReplaySource } from './replay-schema.ts';

/** Rules tried before they go live: nothing of it is stored, nobody is alerted. */
export interface ReplayService<Draft> {
  /** Begins a replay; one of a clip waits for its clip. Throws what adding the rule would throw. */
  begin(rule: Draft, source: ReplaySource): Promise<Replay>;
  /** Takes the clip of a replay that waits for one. */
  receiveClip(id: number, content: AsyncIterable<Uint8Array>): Promise<Replay>;
  /** The newest first. */
  list(): ReplayHead[];
  find(id: number): Replay;
  /** Ends a replay that is under way, and forgets one that is over. */
  remove(id: number): Promise<void>;
  /** Forgets what is old; called once a minute. */
  sweep(): void;
  /** Ends all. */
  stop(): Promise<void>;
}

interface Parts<Draft, T extends Trial> {
  /** checks the rule as if it were to be added, and finds its camera */
  readonly loadTrial: (rule: Draft) => Promise<T>;
  readonly runClip: RunClip<T>;
  readonly startLive: StartLive<T>;
  readonly clips: ClipFiles;
  readonly decide: Gate;
  readonly clock: Clock;
  readonly events: Pick<EventBus<Events>, 'publish'>;
  readonly log: Log;
  readonly mostMinutes: number;
}

const mostKept = 20;
const mostLive = 4;
/** Clips that wait: each lies on the disk. */
const mostClips = 3;
const keptMs = 24 * 3_600_000;
const clipAwaitedMs = 15 * 60_000;
const progressEveryMs = 1000;

/** Makes the use cases of replays. */
export function createReplayService<Draft, T extends Trial>(parts: Parts<Draft, T>): ReplayService<Draft> {
  const replays = new Replays(parts);
  return {
    begin: (rule, source) => replays.begin(rule, source),
    receiveClip: (id, content) => replays.receiveClip(id, content),
    list: () => replays.list(),
    find: (id) => replays.find(id).whole(),
    remove: async (id) => replays.remove(id),
    sweep: () => replays.sweep(),
    stop: () => replays.stop(),
  };
}

class Replays<Draft, T extends Trial> {
  readonly #parts: Parts<Draft, T>;
  readonly #runs = new Map<number, ReplayRun<T>>();
  readonly #files = new Map<number, string>();
  readonly #underWay = new Set<Promise<void>>();
  #lastId = 0;
  /** clips are analysed one after the other */
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: Parts<Draft, T>) {
    this.#parts = parts;
  }

  async begin(rule: Draft, source: ReplaySource): Promise<Replay> {
    const trial = await this.#parts.loadTrial(rule);
    refuseByLaw(trial, this.#parts);
    if (source.kind === 'recording') {
      throw new VigieError('conflict', 'recording is not switched on for this camera', {
        fix: 'try the rule on a clip, or on the next minutes of the camera',
      });
    }
    if (source.kind === 'live') this.#refuseLive(trial, source.minutes);
    this.#makeRoom(source.kind);
    const { clock, decide } = this.#parts;
    const run = new ReplayRun<T>({ id: ++this.#lastId, trial, source, nowMs: clock() }, decide);
    this.#runs.set(run.id, run);
    if (source.kind === 'live') void this.#watch(this.#runLive(run, source.minutes));
    return run.whole();
  }

  async receiveClip(id: number, content: AsyncIterable<Uint8Array>): Promise<Replay> {
    const run = this.find(id);
    if (run.state !== 'awaiting-clip' || this.#files.has(id)) {
      throw new VigieError('conflict', `replay ${id} does not wait for a clip`, {
        fix: 'begin a new one: POST /api/v1/replays',
      });
    }
    this.#files.set(id, '');
    const { clips } = this.#parts;
    const file = await clips.receive(content).catch((fault) => {
      this.#files.delete(id);
      throw fault;
    });
    // Removed while its clip came in.
    if (this.#runs.get(id) !== run || run.isOver) {
      this.#files.delete(id);
      await clips.remove(file);
      throw new VigieError('conflict', `replay ${id} was stopped`);
    }
    this.#files.set(id, file);
    run.state = 'waiting';
    this.#tell(run);
    this.#turn = this.#watch(this.#turn.then(() => this.#runClip(run, file)));
    return run.whole();
  }

  list(): ReplayHead[] {
    return [...this.#runs.values()].reverse().map((run) => run.head());
  }

  find(id: number): ReplayRun<T> {
    const run = this.#runs.get(id);
    if (run === undefined) throw new VigieError('not-found', `There is no replay ${id}`);
    return run;
  }

  remove(id: number): void {
    const run = this.find(id);
    if (run.isOver) this.#runs.delete(id);
    else this.#end(run, 'stopped');
  }

  sweep(): void {
    const now = this.#parts.clock();
    for (const run of this.#runs.values()) {
      const isForgotten = run.isOver && now - (run.endedMs ?? now) > keptMs;
      const isAbandoned =
        run.state === 'awaiting-clip' && !this.#files.has(run.id) && now - run.createdMs > clipAwaitedMs;
      if (isForgotten || isAbandoned) this.#runs.delete(run.id);
    }
  }

  async stop(): Promise<void> {
    for (const run of this.#runs.values()) if (!run.isOver) this.#end(run, 'stopped');
    await Promise.allSettled(this.#underWay);
  }

  #refuseLive(trial: T, minutes: number): void {
    const { mostMinutes } = this.#parts;
    if (minutes > mostMinutes)
      throw invalidField(
        'source.minutes',
        `is more than ${mostMinutes}`,
        'try fewer minutes: replay.minutes',
      );
    if (!trial.isWatched)
      throw new VigieError('conflict', `the camera "${trial.camera.name}" is switched off`, {
        fix: 'switch it on, or try the rule on a clip',
      });
  }

  #makeRoom(kind: ReplayRun<T>['source']['kind']): void {
    const open = [...this.#runs.values()].filter((run) => !run.isOver && run.source.kind === kind);
    const most = kind === 'live' ? mostLive : mostClips;
    if (open.length >= most) {
      throw new VigieError('conflict', `${most} replays are under way already`, {
        fix: 'wait for one to end, or stop one: DELETE /api/v1/replays/{id}',
      });
    }
    for (const run of this.#runs.values()) {
      if (this.#runs.size < mostKept) break;
      if (run.isOver) this.#runs.delete(run.id);
    }
  }

  async #runLive(run: ReplayRun<T>, minutes: number): Promise<void> {
    const { startLive, clock } = this.#parts;
    const startedMs = clock();
    run.startedMs = startedMs;
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    run.cancel = end;
    const finish = startLive({
      trial: run.trial,
      number: run.id,
      onFindings: (findings) => run.outcome.add(findings),
      onGone: () => this.#end(run, 'failed', 'the camera was removed or switched off'),
    });
    const timer = setTimeout(end, minutes * 60_000);
    const ticker = setInterval(() => {
      run.progress = Math.min(1, (clock() - startedMs) / (minutes * 60_000));
      this.#tell(run);
    }, progressEveryMs);
    this.#tell(run);
    await ended;
    clearTimeout(timer);
    clearInterval(ticker);
    await finish();
    this.#end(run, 'done');
  }

  async #runClip(run: ReplayRun<T>, file: string): Promise<void> {
    const { runClip, clips, clock, log } = this.#parts;
    try {
      if (run.isOver) return;
      const abort = new AbortController();
      run.cancel = () => abort.abort();
      run.state = 'running';
      run.startedMs = clock();
      let toldMs = 0;
      const onProgress = (share: number): void => {
        run.progress = Math.min(1, share);
        if (clock() - toldMs < progressEveryMs) return;
        toldMs = clock();
        this.#tell(run);
      };
      const { trial, firstMs: startMs } = run;
      run.outcome.add(await runClip({ trial, file, startMs, onProgress, signal: abort.signal }));
      this.#end(run, 'done');
    } catch (fault) {
      if (!(fault instanceof VigieError)) log.error({ err: fault }, 'a replay failed');
      this.#end(run, 'failed', fault instanceof VigieError ? fault.message : 'the analysis failed');
    } finally {
      this.#files.delete(run.id);
      await clips.remove(file);
    }
  }

  #end(run: ReplayRun<T>, state: 'done' | 'stopped' | 'failed', fault?: string): void {
    if (run.isOver) return;
    run.state = state;
    run.fault = fault;
    run.endedMs = this.#parts.clock();
    if (state === 'done') run.progress = 1;
    run.cancel();
    this.#tell(run);
  }

  /** Waits for it at the end; resolves whatever becomes of it. */
  #watch(work: Promise<void>): Promise<void> {
    const settled = work
      .catch((fault: unknown) => this.#parts.log.error({ err: fault }, 'a replay failed'))
      .finally(() => this.#underWay.delete(settled));
    this.#underWay.add(settled);
    return settled;
  }

  #tell(run: ReplayRun<T>): void {
    const { id, cameraId, state, progress, alertCount } = run.head();
    this.#parts.events.publish('replay', { id, cameraId, state, progress, alertCount });
  }
}

function refuseByLaw<Draft, T extends Trial>({ camera }: Trial, { decide, clock }: Parts<Draft, T>): void {
  const answer = decide(camera.legal, 'video-analysis', 'frames', clock());
  if (answer.allowed) return;
  throw new VigieError('forbidden', `Nothing of "${camera.name}" is analysed. ${answer.rule.en}`, {
    fix: answer.lift.en,
  });
}
