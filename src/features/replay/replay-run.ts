import type { Gate } from '#foundation/legal-gate.ts';
import type { Trial } from './ports.ts';
import { ReplayOutcome } from './replay-outcome.ts';

/** A clip that is sent, or the next minutes of the camera. */
type Source =
  | { readonly kind: 'clip'; readonly filmedAt?: string }
  | { readonly kind: 'live'; readonly minutes: number };

type State = 'awaiting-clip' | 'waiting' | 'running' | 'done' | 'stopped' | 'failed';

/** One replay while it is remembered. */
export class ReplayRun<T extends Trial> {
  readonly id: number;
  readonly trial: T;
  readonly source: Source;
  readonly outcome: ReplayOutcome;
  readonly createdMs: number;
  /** ends what is under way */
  cancel: () => void = () => {};
  state: State;
  progress = 0;
  startedMs: number | undefined;
  endedMs: number | undefined;
  fault: string | undefined;

  constructor(
    identity: {
      readonly id: number;
      readonly trial: T;
      readonly source: Source;
      readonly nowMs: number;
    },
    decide: Gate,
  ) {
    this.id = identity.id;
    this.trial = identity.trial;
    this.source = identity.source;
    this.createdMs = identity.nowMs;
    this.state = identity.source.kind === 'clip' ? 'awaiting-clip' : 'running';
    const isLive = identity.source.kind === 'live';
    this.outcome = new ReplayOutcome(identity.trial, decide, { nowMs: identity.nowMs, isLive });
  }

  /** True once nothing more will be found. */
  get isOver(): boolean {
    return this.state === 'done' || this.state === 'stopped' || this.state === 'failed';
  }

  /** Event time of the first picture. */
  get firstMs(): number {
    const filmed = this.source.kind === 'clip' ? this.source.filmedAt : undefined;
    return filmed === undefined ? (this.startedMs ?? this.createdMs) : Date.parse(filmed);
  }

  /** Without what it found. */
  head() {
    const { camera, rule } = this.trial;
    return {
      id: this.id,
      cameraId: camera.id,
      cameraName: camera.name,
      rule: { name: rule.name, kind: rule.kind },
      source: { ...this.source },
      state: this.state,
      progress: Math.round(this.progress * 1000) / 1000,
      createdAt: instant(this.createdMs),
      startedAt: this.startedMs === undefined ? null : instant(this.startedMs),
      endedAt: this.endedMs === undefined ? null : instant(this.endedMs),
      fault: this.fault ?? null,
      watchedSeconds: this.outcome.watchedSeconds,
      alertCount: this.outcome.alerts.length + this.outcome.leftOut,
    };
  }

  /** With what it found so far. */
  whole() {
    const { alerts, heldBack, leftOut, counts, measures, refused } = this.outcome;
    return {
      ...this.head(),
      alerts: alerts.map(({ timeMs, summary, point, ...alert }) => ({
        at: instant(timeMs),
        offsetSeconds: Math.round((timeMs - this.firstMs) / 10) / 100,
        summary: { ...summary },
        ...alert,
        point: point && ([point[0], point[1]] as [number, number]),
      })),
      heldBack,
      leftOut,
      counts: [...counts],
      measures: measures.map(({ title, ...measure }) => ({ ...measure, title: { ...title } })),
      refused: refused.map(({ output, reason }) => ({ output, reason: { ...reason } })),
    };
  }
}

function instant(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
