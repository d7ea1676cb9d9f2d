import { measureKey, mergeMeasures } from './measure-increments.ts';
import type {
  CountIncrement,
  CoverageIncrement,
  MeasureIncrement,
  PresenceIncrement,
  Report,
  RuleEvent,
  StayRecord,
} from './report.ts';

/** Events kept while the receiver is away; beyond it the oldest go, and are counted. */
const usualMostEvents = 5000;

/** Adds to the record under a key, or makes it. */
function add<Row>(rows: Map<string, Row>, key: string, row: Row, merge: (kept: Row) => Row): void {
  const kept = rows.get(key);
  rows.set(key, kept === undefined ? row : merge(kept));
}

/**
 * Gathers what a camera saw and hands it over in reports, one at a time: the next leaves once the one before is
 * acknowledged. While the receiver is away increments of one interval add up, so that memory stays bounded and
 * nothing is counted twice: a report that left once never changes.
 */
export class ReportBuilder {
  readonly #cameraId: number;
  readonly #run: string;
  readonly #resendMs: number;
  readonly #mostEvents: number;
  readonly #memory: () => string | undefined;
  #toldMemory: string | undefined;
  #events: RuleEvent[] = [];
  readonly #counts = new Map<string, CountIncrement>();
  readonly #presence = new Map<string, PresenceIncrement>();
  readonly #coverage = new Map<string, CoverageIncrement>();
  readonly #measures = new Map<string, MeasureIncrement>();
  #stays: StayRecord[] = [];
  #sequence = 0;
  #sent: { readonly report: Report; readonly atMs: number } | undefined;
  #eventsLost = 0;

  /** `memory` tells what a new life needs to go on from this moment; it is asked when a report is made. */
  constructor(identity: {
    cameraId: number;
    run: string;
    resendMs: number;
    mostEvents?: number;
    memory?: () => string | undefined;
  }) {
    this.#cameraId = identity.cameraId;
    this.#run = identity.run;
    this.#resendMs = identity.resendMs;
    this.#mostEvents = identity.mostEvents ?? usualMostEvents;
    this.#memory = identity.memory ?? (() => undefined);
  }

  /** Events given up because the receiver stayed away too long. */
  get eventsLost(): number {
    return this.#eventsLost;
  }

  /** True when an event waits: it should leave at once. */
  get isUrgent(): boolean {
    return this.#events.length > 0 && this.#sent === undefined;
  }

  /** True when nothing waits, neither gathered nor unacknowledged. */
  get isEmpty(): boolean {
    return this.#sent === undefined && !this.#hasContent();
  }

  addEvent(event: RuleEvent): void {
    this.#events.push(event);
    if (this.#events.length > this.#mostEvents) {
      this.#events.shift();
      this.#eventsLost += 1;
    }
  }

  addCount(increment: CountIncrement): void {
    const key = `${increment.lineId}|${increment.class}|${increment.direction}|${increment.bucketStartMs}`;
    add(this.#counts, key, increment, (kept) => ({ ...kept, count: kept.count + increment.count }));
  }

  addPresence(increment: PresenceIncrement): void {
    const key = `${increment.zoneId}|${increment.class}|${increment.bucketStartMs}`;
    add(this.#presence, key, increment, (kept) => ({
      ...kept,
      objectMs: kept.objectMs + increment.objectMs,
    }));
  }

  addCoverage(bucketStartMs: number, analysedMs: number): void {
    add(this.#coverage, String(bucketStartMs), { bucketStartMs, analysedMs }, (kept) => ({
      bucketStartMs,
      analysedMs: kept.analysedMs + analysedMs,
    }));
  }

  addMeasure(increment: MeasureIncrement): void {
    add(this.#measures, measureKey(increment), increment, (kept) => mergeMeasures(kept, increment));
  }

  /** Beyond the bound of events the oldest stays go: what was measured of them stays. */
  addStay(record: StayRecord): void {
    this.#stays.push(record);
    if (this.#stays.length > this.#mostEvents) this.#stays.shift();
  }

  /**
   * The report to send now: a new one when none is under way, the unacknowledged one again once `resendMs` have
   * passed, else nothing.
   */
  next(nowMs: number): Report | undefined {
    if (this.#sent) {
      if (nowMs - this.#sent.atMs < this.#resendMs) return undefined;
      this.#sent = { report: this.#sent.report, atMs: nowMs };
      return this.#sent.report;
    }
    if (!this.#hasContent()) return undefined;
    this.#sent = { report: this.#seal(), atMs: nowMs };
    return this.#sent.report;
  }

  /** The receiver stored the report; an answer to another life or another report changes nothing. */
  acknowledge(run: string, sequence: number): void {
    const report = this.#sent?.report;
    if (report && report.run === run && report.sequence === sequence) this.#sent = undefined;
  }

  #hasContent(): boolean {
    const lists = [this.#events.length, this.#stays.length];
    const sums = [this.#counts, this.#presence, this.#coverage, this.#measures].map(({ size }) => size);
    return [...lists, ...sums].some((count) => count > 0);
  }

  #seal(): Report {
    this.#sequence += 1;
    const memory = this.#memory();
    const report: Report = {
      cameraId: this.#cameraId,
      run: this.#run,
      sequence: this.#sequence,
      events: this.#events,
      counts: [...this.#counts.values()],
      presence: [...this.#presence.values()],
      coverage: [...this.#coverage.values()],
      measures: [...this.#measures.values()],
      stays: this.#stays,
      ...(memory === undefined || memory === this.#toldMemory ? {} : { memory }),
    };
    this.#toldMemory = memory;
    this.#events = [];
    this.#stays = [];
    this.#measures.clear();
    this.#counts.clear();
    this.#presence.clear();
    this.#coverage.clear();
    return report;
  }
}
