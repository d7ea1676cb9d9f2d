import type { Clock } from '#foundation/clock.ts';
import { invalidField } from '#foundation/errors.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { StatisticsLaw } from './ports.ts';
import type { Interval } from './series-assembly.ts';
import type { By } from './span-bounds.ts';

/** What may be seen at once, and until when the rest may be seen. */
export interface ShownSpan {
  readonly liveCameraIds: readonly number[];
  readonly shownUntilMs: number;
}

const minutesOf: Readonly<Record<By, number>> = { 'quarter-hour': 15, hour: 60, day: 1440 };

/** Refuses intervals that are too short to be shown of cameras that are not seen as they count. */
export function refuseShort(
  by: By,
  { liveCameraIds }: ShownSpan,
  cameraIds: readonly number[],
  { aggregationMinutes }: StatisticsLaw,
): void {
  const isLive = cameraIds.every((id) => liveCameraIds.includes(id));
  if (isLive || minutesOf[by] >= aggregationMinutes) return;
  throw invalidField(
    'by',
    `is shorter than the ${aggregationMinutes} minutes that the rule pack shows of a public place`,
    'ask for longer intervals',
  );
}

/** Finds which cameras are seen as they count; the others are seen once the delay of the rule pack is over. */
export async function shownSpan(
  { decide, factsOf, delay, clock, reader }: StatisticsLaw & { readonly clock: Clock; readonly reader: Tx },
  intervals: (tx: Tx, fromMs: number, toMs: number, by: By, timeZone: string) => Promise<Interval[]>,
  cameraIds: readonly number[],
  timeZone: string,
): Promise<ShownSpan> {
  const nowMs = clock();
  const facts = await factsOf(reader, [...new Set(cameraIds)]);
  const liveCameraIds = [...facts]
    .filter(([, one]) => decide(one, 'any', 'live-count', nowMs).allowed)
    .map(([id]) => id);
  if (delay !== 'next-day') return { liveCameraIds, shownUntilMs: nowMs - delay.minutes * 60_000 };
  const [today] = await intervals(reader, nowMs, nowMs + 1, 'day', timeZone);
  return { liveCameraIds, shownUntilMs: today?.startMs ?? 0 };
}
