import { invalidField } from '#foundation/errors.ts';

/** Length of the intervals of a chart. */
export type By = 'quarter-hour' | 'hour' | 'day';

const lengthMs: Readonly<Record<By, number>> = {
  'quarter-hour': 900_000,
  hour: 3_600_000,
  day: 86_400_000,
};
const mostIntervals = 3000;

/** The asked span, cut at the present: an interval that has not begun says nothing. */
export function boundsOf(
  { from, to, by = 'hour' }: { readonly from: string; readonly to: string; readonly by?: By | undefined },
  nowMs: number,
): { readonly fromMs: number; readonly toMs: number; readonly by: By } {
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  if (!(fromMs < toMs))
    throw invalidField('to', 'does not lie after from', 'exchange the two, or widen the span');
  if ((toMs - fromMs) / lengthMs[by] > mostIntervals)
    throw invalidField(
      'by',
      `would give more than ${mostIntervals} intervals`,
      'ask for longer intervals or a shorter span',
    );
  return { fromMs, toMs: Math.max(fromMs + 1, Math.min(toMs, nowMs + 1)), by };
}
