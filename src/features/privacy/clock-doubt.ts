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

/** Whether the clock went back, or leapt ahead while the process ran. */
export function isClockAstray({ nowMs, latestMs, passedMs, lastMs }: ClockReading): boolean {
  if (nowMs < latestMs - toleranceMs) return true;
  if (passedMs === undefined || lastMs === undefined) return false;
  return nowMs - lastMs > passedMs + toleranceMs;
}
