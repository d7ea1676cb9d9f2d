import type { RuleEvent } from '../../footage/plan/facts.ts';
import type { AnalysedClip, Told } from './analyse-clip.ts';
import type { Clip } from './footage-truth.ts';
import { grouped } from './grouped.ts';
import { fits, matchEvents, quantile, type Tolerance, wilsonInterval } from './match-events.ts';

/** An alert is right within this of its event's window: the tracker must be sure of an object, and to forget one. */
export const alertTolerance: Tolerance = { before: 2, after: 3 };
/** A measurement comes once its object has gone, and a track that was lost is waited for. */
export const measureTolerance: Tolerance = { before: 2, after: 8 };

/** What a rule should have told and did not, or told and should not have. */
export interface RuleFault {
  readonly clip: string;
  readonly heldOut: boolean;
  readonly sort: 'missed' | 'false';
  readonly rule: string;
  readonly second: number;
  readonly about: string;
}

/** Figures of a kind of rule over clips; of what it tells, or of what it measures. */
export interface RuleScore {
  readonly kind: string;
  readonly sort: 'alerts' | 'values';
  readonly right: number;
  readonly missed: number;
  readonly false: number;
  readonly tempting: number;
  /** told where the truth is too close to call */
  readonly excused: number;
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly precisionInterval: readonly [number, number] | undefined;
  readonly recallInterval: readonly [number, number] | undefined;
  /** from the moment an event's condition holds to the alert, seconds */
  readonly medianDelay: number | undefined;
  readonly p95Delay: number | undefined;
  /** of values: how far from the true one, as a share of it */
  readonly medianError: number | undefined;
  readonly p95Error: number | undefined;
}

/** What became of the events of one rule of one clip. */
export interface JudgedRule {
  readonly kind: string;
  readonly sort: RuleScore['sort'];
  readonly right: number;
  readonly tempting: number;
  readonly excused: number;
  readonly faults: readonly RuleFault[];
  readonly delays: readonly number[];
  readonly errors: readonly number[];
}

/** Compares what the rules of a clip told with its truth. */
export function judgeRules(clip: Clip, { alerts, measurements }: AnalysedClip): readonly JudgedRule[] {
  return clip.truth.rules.map((rule) => {
    const sort = onlyMeasures(rule) ? 'values' : 'alerts';
    const told = (sort === 'values' ? measurements : alerts).filter((one) => one.rule === rule.name);
    const events = clip.truth.events.filter((event) => event.rule === rule.name);
    return { kind: rule.kind, sort, ...judged(clip, events, told, sort) };
  });
}

/** A rule without a limit tells nothing: it measures. */
function onlyMeasures(rule: { readonly kind: string; readonly [parameter: string]: unknown }): boolean {
  const limits: Readonly<Record<string, string>> = { speed: 'fasterThan', dwell: 'longerThan' };
  const limit = limits[rule.kind];
  return rule.kind === 'origin-destination' || (limit !== undefined && rule[limit] === undefined);
}

function judged(
  clip: Clip,
  events: readonly RuleEvent[],
  told: readonly Told[],
  sort: RuleScore['sort'],
): Omit<JudgedRule, 'kind' | 'sort'> {
  const tolerance = sort === 'values' ? measureTolerance : alertTolerance;
  const of = (kind: RuleEvent['kind']) => events.filter((event) => event.kind === kind);
  const { pairs, missed, spare } = matchEvents(
    of('true'),
    told,
    tolerance,
    sort === 'values' ? 'toSecond' : 'fromSecond',
  );
  const { spare: wrong } = matchEvents(of('unclear'), spare, tolerance);
  const faults = [
    ...missed.map((event) => missedFault(clip, event)),
    ...wrong.map((one) => falseFault(clip, one, of('tempting'), tolerance)),
  ];
  return {
    right: pairs.length,
    tempting: of('tempting').length,
    excused: spare.length - wrong.length,
    faults,
    delays: sort === 'values' ? [] : pairs.map(({ event, told: one }) => one.second - event.fromSecond),
    errors: pairs.flatMap(({ event: { value: truth }, told: { value } }) =>
      value === undefined || truth === undefined ? [] : [Math.abs(value - truth) / truth],
    ),
  };
}

function missedFault(clip: Clip, event: RuleEvent): RuleFault {
  const { rule, fromSecond, toSecond, object, about } = event;
  const name = clip.truth.objects.find(({ id }) => id === object)?.name;
  const who = object === null ? '' : `object ${object} (${name ?? '?'}) `;
  const what = `${who}${about}, ${fromSecond}–${toSecond} s${event.place === undefined ? '' : `, ${event.place}`}`;
  return { ...ofClip(clip), sort: 'missed', rule, second: fromSecond, about: what };
}

function falseFault(clip: Clip, told: Told, tempting: readonly RuleEvent[], tolerance: Tolerance): RuleFault {
  const { rule, second, point, value, place } = told;
  const tempted = tempting.find((event) => fits(event, told, tolerance));
  const at = point ? ` at ${point.map((share) => share.toFixed(2)).join(' ')}` : '';
  const measured = value === undefined ? '' : ` ${value.toFixed(1)}`;
  const why = tempted ? `, tempted by: ${tempted.object ?? ''} ${tempted.about}` : '';
  const about = `${told.class ?? 'nobody'}${at}${measured}${place === undefined ? '' : ` ${place}`}${why}`;
  return { ...ofClip(clip), sort: 'false', rule, second, about };
}

const ofClip = ({ name, heldOut }: Clip) => ({ clip: name, heldOut });

/** The figures of each kind of rule over all its rules and clips. */
export function ruleScores(rules: readonly JudgedRule[]): readonly RuleScore[] {
  const groups = grouped(rules, ({ kind, sort }) => `${kind} ${sort}`);
  return [...groups.values()].map(scoreOf).sort((a, b) => a.kind.localeCompare(b.kind));
}

function scoreOf(rules: readonly JudgedRule[]): RuleScore {
  const sum = (value: (rule: JudgedRule) => number) => rules.reduce((total, rule) => total + value(rule), 0);
  const faultsOf = (sort: RuleFault['sort']) =>
    sum(({ faults }) => faults.filter((fault) => fault.sort === sort).length);
  const [right, missed, wrong] = [sum((rule) => rule.right), faultsOf('missed'), faultsOf('false')];
  const delays = rules.flatMap((rule) => rule.delays);
  const errors = rules.flatMap((rule) => rule.errors);
  return {
    kind: rules[0]?.kind ?? '',
    sort: rules[0]?.sort ?? 'alerts',
    right,
    missed,
    false: wrong,
    tempting: sum((rule) => rule.tempting),
    excused: sum((rule) => rule.excused),
    precision: right + wrong === 0 ? undefined : right / (right + wrong),
    recall: right + missed === 0 ? undefined : right / (right + missed),
    precisionInterval: wilsonInterval(right, right + wrong),
    recallInterval: wilsonInterval(right, right + missed),
    medianDelay: quantile(delays, 0.5),
    p95Delay: quantile(delays, 0.95),
    medianError: quantile(errors, 0.5),
    p95Error: quantile(errors, 0.95),
  };
}
