/** Days in milliseconds. */
export const dayMs = 86_400_000;

/** A longer silence of the clock than this is no silence of the machine that can be told from a leap. */
const leapMs = dayMs;
const backMs = 5 * 60_000;

/** The shortest of all limits; none may lengthen another. */
export function ceilingDays(mostDays: number, limits: readonly number[]): number {
  return Math.max(0, Math.min(mostDays, ...limits));
}

/** When pictures are destroyed at the latest. A stream whose clock runs ahead gains nothing by it. */
export function expiryMs(taken: {
  readonly fromMs: number;
  readonly nowMs: number;
  readonly keptDays: number;
  readonly ceilingDays: number;
}): number {
  const days = Math.min(taken.keptDays, taken.ceilingDays);
  return Math.min(taken.fromMs, taken.nowMs) + days * dayMs;
}

/** Whether the clock moved so far since the last run that a person must say whether it is right. */
export function hasLeapt(lastRunMs: number, nowMs: number): boolean {
  return nowMs - lastRunMs > leapMs || nowMs < lastRunMs - backMs;
}
