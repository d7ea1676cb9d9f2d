/** An alert as far as repeats go. */
export interface Moment {
  readonly id: number;
  readonly occurredMs: number;
}

/** Alerts of one rule that follow one another closer than this tell of one thing. */
export const repeatGapMs = 15 * 60_000;

/** The alerts that repeat one: all that hang together with it by gaps of at most so much, itself left out. */
export function repeatsOf<Alert extends Moment>(
  chosen: Moment,
  others: readonly Alert[],
  gapMs: number = repeatGapMs,
): Alert[] {
  const rest = others.filter(({ id }) => id !== chosen.id);
  const before = rest.filter(({ occurredMs }) => occurredMs <= chosen.occurredMs);
  const after = rest.filter(({ occurredMs }) => occurredMs > chosen.occurredMs);
  before.sort((a, b) => b.occurredMs - a.occurredMs);
  after.sort((a, b) => a.occurredMs - b.occurredMs);
  return [...chain(chosen, after, gapMs).reverse(), ...chain(chosen, before, gapMs)];
}

function chain<Alert extends Moment>(start: Moment, ordered: readonly Alert[], gapMs: number): Alert[] {
  const found: Alert[] = [];
  let lastMs = start.occurredMs;
  for (const alert of ordered) {
    if (Math.abs(alert.occurredMs - lastMs) > gapMs) break;
    found.push(alert);
    lastMs = alert.occurredMs;
  }
  return found;
}
