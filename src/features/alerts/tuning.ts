import type { ReasonCode, Verdict } from './alert-lifecycle.ts';

/** An alert of a rule that a person judged. */
export interface JudgedAlert {
  readonly verdict: Verdict;
  readonly reasonCode: ReasonCode | null;
  readonly confidence: number | null;
  /** 0…1 of the picture */
  readonly point: readonly [number, number] | null;
  readonly occurredMs: number;
  /** on the clock of the territory: the hour, and the day as any text that differs from day to day */
  readonly hour: number;
  readonly day: string;
}

/** What of a rule can be tuned, as it stands. */
export interface TunedRule {
  /** what an object must have for the rule to see it: its own, else that of its camera */
  readonly confidence: number;
  readonly cooldownSeconds: number;
}

interface Evidence {
  /** rejected alerts that would not have come */
  readonly rejected: number;
  /** confirmed alerts that would be lost */
  readonly confirmed: number;
}

/** One thing to change in a rule, and what it would have done to the alerts judged. */
export type Suggestion = Evidence &
  (
    | { readonly kind: 'threshold' | 'cooldown'; readonly from: number; readonly to: number }
    | { readonly kind: 'zone'; readonly point: [number, number]; readonly radius: number }
    | { readonly kind: 'period'; readonly fromHour: number; readonly toHour: number }
  );

/** With fewer rejections than this, chance alone could have made the pattern. */
export const fewest = 3;
const mostLost = 0.05;
const zoneRadius = 0.08;
const longestHours = 6;
const cooldowns = [60, 120, 300, 600, 900, 1800, 3600, 7200] as const;

/** Which reasons each remedy answers. */
const answers: Readonly<Record<Suggestion['kind'], readonly ReasonCode[]>> = {
  threshold: ['animal', 'light', 'weather', 'nothing', 'not-the-object'],
  zone: ['wrong-place', 'allowed', 'animal', 'light', 'weather', 'nothing'],
  period: ['wrong-time', 'allowed', 'light', 'animal', 'weather', 'nothing'],
  cooldown: ['repeat'],
};

/** What to change in a rule so that what people rejected no longer comes, the remedy for the last reason first. */
export function suggestTuning(rule: TunedRule, judged: readonly JudgedAlert[]): Suggestion[] {
  const found = [threshold(rule, judged), zone(judged), period(judged), cooldown(rule, judged)].filter(
    (suggestion) => suggestion !== undefined,
  );
  const newest = judged
    .filter(({ verdict }) => verdict === 'rejected')
    .reduce<JudgedAlert | undefined>(
      (last, alert) => (last === undefined || alert.occurredMs > last.occurredMs ? alert : last),
      undefined,
    );
  const rank = ({ kind }: Suggestion): number => {
    const place = newest?.reasonCode ? answers[kind].indexOf(newest.reasonCode) : -1;
    return place === -1 ? Number.POSITIVE_INFINITY : place;
  };
  return found.sort((a, b) => compare(rank(a), rank(b)) || b.rejected - a.rejected);
}

const compare = (a: number, b: number): number => (a === b ? 0 : a - b);

/** The alerts that a remedy must stop, and those that it must let through. */
function sides(kind: Suggestion['kind'], judged: readonly JudgedAlert[]) {
  const blamed = judged.filter(
    ({ verdict, reasonCode }) =>
      verdict === 'rejected' && reasonCode !== null && answers[kind].includes(reasonCode),
  );
  const right = judged.filter(({ verdict }) => verdict === 'confirmed');
  return { blamed, right, bearable: Math.floor(right.length * mostLost) };
}

/** The better of two: more rejected alerts gone, and the first found where both do as much. */
function better<Found extends Evidence>(best: Found | undefined, next: Found): Found {
  return best === undefined || next.rejected > best.rejected ? next : best;
}

function threshold({ confidence: from }: TunedRule, judged: readonly JudgedAlert[]): Suggestion | undefined {
  const { blamed, right, bearable } = sides('threshold', judged);
  let best: Suggestion | undefined;
  for (let step = 1; step <= 19; step += 1) {
    const to = step / 20;
    if (to <= from) continue;
    const below = (alerts: readonly JudgedAlert[]): number =>
      alerts.filter(({ confidence }) => confidence !== null && confidence < to).length;
    const evidence = { rejected: below(blamed), confirmed: below(right) };
    if (evidence.rejected < fewest || evidence.confirmed > bearable) continue;
    best = better(best, { kind: 'threshold', from, to, ...evidence });
  }
  return best;
}

function zone(judged: readonly JudgedAlert[]): Suggestion | undefined {
  const { blamed, right, bearable } = sides('zone', judged);
  let best: Suggestion | undefined;
  for (const { point } of blamed) {
    if (point === null) continue;
    const near = (alerts: readonly JudgedAlert[]) =>
      alerts.flatMap((alert) =>
        alert.point !== null && Math.hypot(alert.point[0] - point[0], alert.point[1] - point[1]) <= zoneRadius
          ? [alert.point]
          : [],
      );
    const members = near(blamed);
    const evidence = { rejected: members.length, confirmed: near(right).length };
    if (members.length < fewest || members.length * 2 < blamed.length || evidence.confirmed > bearable)
      continue;
    best = better(best, { kind: 'zone', point: middleOf(members), radius: zoneRadius, ...evidence });
  }
  return best;
}

function middleOf(points: readonly (readonly [number, number])[]): [number, number] {
  const mean = (axis: 0 | 1): number =>
    Math.round((points.reduce((sum, point) => sum + point[axis], 0) / points.length) * 1000) / 1000;
  return [mean(0), mean(1)];
}

function period(judged: readonly JudgedAlert[]): Suggestion | undefined {
  const { blamed, right, bearable } = sides('period', judged);
  for (let length = 1; length <= longestHours; length += 1) {
    let best: Suggestion | undefined;
    for (let fromHour = 0; fromHour < 24; fromHour += 1) {
      const inside = (alerts: readonly JudgedAlert[]) =>
        alerts.filter(({ hour }) => (hour - fromHour + 24) % 24 < length);
      const hit = inside(blamed);
      const evidence = { rejected: hit.length, confirmed: inside(right).length };
      // One bad evening is no habit.
      const days = new Set(hit.map(({ day }) => day)).size;
      if (hit.length < fewest || days < 2 || hit.length * 5 < blamed.length * 3) continue;
      if (evidence.confirmed <= bearable)
        best = better(best, { kind: 'period', fromHour, toHour: (fromHour + length) % 24, ...evidence });
    }
    if (best !== undefined) return best;
  }
  return undefined;
}

function cooldown(
  { cooldownSeconds: from }: TunedRule,
  judged: readonly JudgedAlert[],
): Suggestion | undefined {
  const { blamed, bearable } = sides('cooldown', judged);
  if (blamed.length < fewest) return undefined;
  for (const to of cooldowns) {
    if (to <= from) continue;
    const held = heldBack(judged, to * 1000);
    const rejected = held.filter((alert) => blamed.includes(alert)).length;
    const confirmed = held.filter(({ verdict }) => verdict === 'confirmed').length;
    if (rejected >= fewest && rejected * 2 >= blamed.length && confirmed <= bearable)
      return { kind: 'cooldown', from, to, rejected, confirmed };
  }
  return undefined;
}

/** The alerts that come within a time of one that stays. */
function heldBack(judged: readonly JudgedAlert[], withinMs: number): readonly JudgedAlert[] {
  let lastMs = Number.NEGATIVE_INFINITY;
  return [...judged]
    .sort((a, b) => a.occurredMs - b.occurredMs)
    .filter(({ occurredMs }) => {
      if (occurredMs - lastMs < withinMs) return true;
      lastMs = occurredMs;
      return false;
    });
}
