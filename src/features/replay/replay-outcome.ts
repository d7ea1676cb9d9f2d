import { findRuleDefinition, measuresOf } from '#analytics/rules/catalogue.ts';
import { bucketMs } from '#analytics/statistics/buckets.ts';
import type { Decide, Trial, TrialCount, TrialEvent, TrialFindings, TrialMeasure } from './ports.ts';

/** The languages of what a person reads. */
interface Text {
  readonly en: string;
  readonly fr: string;
}

/** An alert that would have been raised. */
export interface WouldBeAlert {
  readonly timeMs: number;
  readonly summary: Text;
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
  readonly title: Text;
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
  readonly reason: Text;
}

/** Alerts kept of one replay: a rule that raises more is no rule to keep. */
const mostAlerts = 1000;

const refusals: Readonly<Record<RefusedOutcome['output'], Text>> = {
  alerts: {
    en: 'The camera looks at a public place: the law allows statistics there, and no alerts (Conseil d’État, 30 January 2026, n° 506370).',
    fr: 'La caméra regarde un lieu public : la loi y permet des statistiques, pas des alertes (Conseil d’État, 30 janvier 2026, n° 506370).',
  },
  counts: {
    en: 'The camera looks at a public place: counts are shown there as statistics by quarter hour, never as they happen.',
    fr: 'La caméra regarde un lieu public : les comptages y sont montrés en statistiques par quart d’heure, jamais au fil de l’eau.',
  },
  measures: {
    en: 'The camera looks at a public place: only quarter hours that were watched whole are measured.',
    fr: 'La caméra regarde un lieu public : seuls les quarts d’heure observés en entier sont mesurés.',
  },
};

/** Gathers what a trial finds and tells what may be shown of it. */
export class ReplayOutcome {
  readonly #trial: Trial;
  readonly #mayAlert: boolean;
  readonly #mayCountLive: boolean;
  readonly #alerts: WouldBeAlert[] = [];
  readonly #counts = new Map<string, TrialCount>();
  readonly #measures: TrialMeasure[] = [];
  readonly #analysedMs = new Map<number, number>();
  #lastRaisedMs: number | undefined;
  #heldBack = 0;
  #leftOut = 0;

  constructor(trial: Trial, decide: Decide) {
    const { camera, rule } = trial;
    this.#trial = trial;
    this.#mayAlert = decide(camera.place, rule.kind, 'alert').allowed;
    this.#mayCountLive = decide(camera.place, rule.kind, 'live-count').allowed;
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

  /** What the rule measured; on public places of whole quarter hours only. */
  get measures(): readonly MeasureOutcome[] {
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
    const outputs: RefusedOutcome['output'][] = [];
    if (!this.#mayAlert) outputs.push('alerts');
    if (!this.#mayCountLive) outputs.push('counts', 'measures');
    return outputs.map((output) => ({ output, reason: refusals[output] }));
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
