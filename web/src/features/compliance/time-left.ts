/** How much of a time limit is left, in whole days and hours; late once it is over. */
export interface TimeLeft {
  readonly isLate: boolean;
  readonly days: number;
  readonly hours: number;
}

const hourMs = 3_600_000;

/** What is left until an instant, or how long ago it passed. */
export function timeLeft(dueAt: string, nowMs: number): TimeLeft {
  const leftMs = Date.parse(dueAt) - nowMs;
  const hours = Math.floor(Math.abs(leftMs) / hourMs);
  return { isLate: leftMs < 0, days: Math.floor(hours / 24), hours: hours % 24 };
}
