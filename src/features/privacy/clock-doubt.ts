/** What is known of the clock: its last reading, and the time that has really passed since, where it is known. */
export interface ClockReading {
  readonly nowMs: number;
  /** the latest moment it ever showed */
  readonly latestMs: number;
  /** time since the last reading by a clock that never jumps; undefined: the process has just started */
  readonly passedMs: number | undefined;
  /** its last reading */
  readonly lastMs: number | undefined;
}

/** A clock that is put right by a time server moves by less; a summer time changes nothing. */
const toleranceMs = 5 * 60_000;

/** An instance that was stopped for longer cannot tell that from a clock that was set forward. */
const longestStopMs = 7 * 86_400_000;

/** Whether the clock went back or leapt ahead; after a start only a leap longer than any usual stop is seen. */
export function isClockAstray({ nowMs, latestMs, passedMs, lastMs }: ClockReading): boolean {
  if (nowMs < latestMs - toleranceMs) return true;
  if (passedMs === undefined || lastMs === undefined) return nowMs - latestMs > longestStopMs;
  return nowMs - lastMs > passedMs + toleranceMs;
}
