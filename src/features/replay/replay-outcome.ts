import { findRuleDefinition, measuresOf } from '#analytics/rules/catalogue.ts';
import { bucketMs } from '#analytics/statistics/buckets.ts';
import type { Gate, Words } from '#foundation/legal-gate.ts';
import type { Trial, TrialCount, TrialEvent, TrialFindings, TrialMeasure } from './ports.ts';

/** An alert that would have been raised. */
export interface WouldBeAlert {
  readonly timeMs: number;
  readonly summary: Words;
  readonly class: string | null;
  readonly confidence: number | null;
  readonly where: string | null;
  readonly direction: string | null;
  readonly value: number | null;
  readonly point: readonly [number, number] | null;
}

/** What the rule measured over the whole replay; `weight` is a number of values, or the seconds they lasted. */
export interface MeasureOutcome {
  readonly measure: string;
  readonly title: Words;
  readonly unit: string;
  readonly class: string | null;
  readonly part: string;
  readonly weight: number;
  readonly mean: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** Crossings of a line. */
export interface CountOutcome {
  readonly line: string;
  readonly direction: string;
  readonly class: string;
  readonly count: number;
}

/** Something that may not be shown where the camera looks, and why. */
export interface RefusedOutcome {
  readonly output: 'alerts' | 'counts' | 'measures';
  readonly reason: Words;
}

/** Alerts kept of one replay: a rule that raises more is no rule to keep. */
const mostAlerts = 1000;

const wholeOnly: Words = {
  en: 'Counts of this place are not watched as they happen: only quarter hours of the clip that were watched whole are measured.',
  fr: 'Les comptages de ce lieu ne se regardent pas au fil de l’eau : seuls les quarts d’heure de la séquence observés en entier sont mesurés.',
};

function refusedBy(output: RefusedOutcome['output'], answer: ReturnType<Gate>): RefusedOutcome[] {
  return answer.allowed ? [] : [{ output, reason: answer.rule }];
}

/** Gathers what a trial finds and tells what may be shown of it. */
export class ReplayOutcome {
  readonly #trial: Trial;
  readonly #mayAlert: boolean;
  readonly #mayCountLive: boolean;
  readonly #isLive: boolean;
  readonly #refused: readonly RefusedOutcome[];
  readonly #alerts: WouldBeAlert[] = [];
  readonly #counts = new Map<string, TrialCount>();
  readonly #measures: TrialMeasure[] = [];
  readonly #analysedMs = new Map<number, number>();
  #lastRaisedMs: number | undefined;
  #heldBack = 0;
  #leftOut = 0;

  constructor(
    trial: Trial,
    decide: Gate,
    { nowMs, isLive }: { readonly nowMs: number; readonly isLive: boolean },
  ) {
    const { camera, rule } = trial;
    this.#trial = trial;
    const alerts = decide(camera.legal, rule.kind, 'alert', nowMs);
    const counts = decide(camera.legal, rule.kind, 'live-count', nowMs);
    this.#isLive = isLive;
    this.#mayAlert = alerts.allowed;
    this.#mayCountLive = counts.allowed;
    this.#refused = [
      ...refusedBy('alerts', alerts),
      ...refusedBy('counts', counts),
      ...(counts.allowed ? [] : [{ output: 'measures' as const, reason: isLive ? counts.rule : wholeOnly }]),
    ];
  }

  /** Takes in what was found since the last time. */
  add({ events, counts, measures, coverage }: TrialFindings): void {
    if (this.#mayAlert) for (const event of byTime(events)) this.#raise(event);
    for (const count of counts) {
      const key = JSON.stringify([count.lineId, count.direction, count.class]);
      const before = this.#counts.get(key)?.count ?? 0;
      this.#counts.set(key, { ...count, count: before + count.count });
    }
    this.#measures.push(...measures);
    for (const { bucketStartMs, analysedMs } of coverage) {
      this.#analysedMs.set(bucketStartMs, (this.#analysedMs.get(bucketStartMs) ?? 0) + analysedMs);
    }
  }

  /** Alerts that would have been raised, in the order in which they happened. */
  get alerts(): readonly WouldBeAlert[] {
    return this.#alerts;
  }

  /** Sightings within the cool-down after an alert. */
  get heldBack(): number {
    return this.#heldBack;
  }

  /** Alerts that were too many to be kept. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** Time really analysed, seconds. */
  get watchedSeconds(): number {
    return rounded([...this.#analysedMs.values()].reduce((sum, ms) => sum + ms, 0) / 1000);
  }

  /** What the lines of the camera counted. */
  get counts(): readonly CountOutcome[] {
    if (!this.#mayCountLive) return [];
    return [...this.#counts.values()].flatMap(({ lineId, direction, class: name, count }) => {
      const line = this.#trial.camera.lines.find(({ id }) => id === lineId);
      return line ? [{ line: line.name, direction: line[direction], class: name, count }] : [];
    });
  }

  /** What the rule measured; where nothing is counted live, of whole quarter hours of a clip only. */
  get measures(): readonly MeasureOutcome[] {
    if (this.#isLive && !this.#mayCountLive) return [];
    const sums = new Map<string, TrialMeasure>();
    for (const one of this.#measures) {
      if (!this.#mayCountLive && (this.#analysedMs.get(one.bucketStartMs) ?? 0) < wholeShare * bucketMs)
        continue;
      const key = JSON.stringify([one.measure, one.class, one.part]);
      sums.set(key, merged(sums.get(key), one));
    }
    return [...sums.values()].flatMap((sum) => measureOutcome(this.#trial.rule.kind, sum));
  }

  /** What may not be shown here. */
  get refused(): readonly RefusedOutcome[] {
    return this.#refused;
  }

  #raise(event: TrialEvent): void {
    const { cooldownSeconds } = this.#trial.rule;
    const last = this.#lastRaisedMs;
    if (last !== undefined && Math.abs(event.timeMs - last) < cooldownSeconds * 1000) {
      this.#heldBack++;
      return;
    }
    this.#lastRaisedMs = event.timeMs;
    if (this.#alerts.length < mostAlerts) this.#alerts.push(told(this.#trial, event));
    else this.#leftOut++;
  }
}

/** Share of a quarter hour from which it counts as watched whole: pictures are some way apart. */
const wholeShare = 0.99;

function byTime(events: readonly TrialEvent[]): readonly TrialEvent[] {
  return [...events].sort((a, b) => a.timeMs - b.timeMs);
}

function merged(sum: TrialMeasure | undefined, one: TrialMeasure): TrialMeasure {
  if (sum === undefined) return one;
  return {
    ...sum,
    weight: sum.weight + one.weight,
    sum: sum.sum + one.sum,
    minimum: Math.min(sum.minimum, one.minimum),
    maximum: Math.max(sum.maximum, one.maximum),
  };
}

function measureOutcome(kind: string, sum: TrialMeasure): MeasureOutcome[] {
  const definition = measuresOf(kind).find(({ name }) => name === sum.measure);
  if (definition === undefined || sum.weight <= 0) return [];
  return [
    {
      measure: sum.measure,
      title: definition.title,
      unit: definition.unit,
      class: sum.class,
      part: sum.part,
      weight: definition.sort === 'each' ? sum.weight : rounded(sum.weight / 1000),
      mean: rounded(sum.sum / sum.weight),
      minimum: rounded(sum.minimum),
      maximum: rounded(sum.maximum),
    },
  ];
}

function told({ camera, rule }: Trial, event: TrialEvent): WouldBeAlert {
  const line = camera.lines.find(({ id }) => id === event.lineId);
  const zone = camera.zones.find(({ id }) => id === event.zoneId);
  const where = line?.name ?? zone?.name ?? null;
  const direction = (line && event.direction && line[event.direction]) ?? null;
  const definition = findRuleDefinition(rule.kind);
  const words = (language: 'en' | 'fr'): string =>
    definition?.summary(
      {
        class: event.class,
        where: where ?? camera.name,
        direction: direction ?? undefined,
        value: event.value,
        values: rule.parameters,
      },
      language,
    ) ?? rule.name;
  return {
    timeMs: event.timeMs,
    summary: { en: begun(words('en')), fr: begun(words('fr')) },
    class: event.class,
    confidence: event.confidence === null ? null : rounded(event.confidence),
    where,
    direction,
    value: event.value === undefined ? null : rounded(event.value),
    point: event.point && [rounded(event.point[0]), rounded(event.point[1])],
  };
}

const begun = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
