const firstMs = 5000;
const longestMs = 15 * 60_000;

/** How long to wait after so many failures in a row: 5 s, then three times as long each time, 15 minutes at most. */
export function waitAfter(failures: number): number {
  return Math.min(longestMs, firstMs * 3 ** Math.max(0, failures - 1));
}

/** Tries of one message that its receiver refuses; what the channel fails at does not count. */
export const mostTries = 10;
