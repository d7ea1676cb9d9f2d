/** Length of a count bucket: 15 minutes, which divides the offset of every time zone in use. */
export const bucketMs = 900_000;

/** Start of the bucket that holds an instant, milliseconds since 1970. */
export function bucketStart(timeMs: number): number {
  return Math.floor(timeMs / bucketMs) * bucketMs;
}

/** The parts of a span that fall in each bucket: start of the bucket and milliseconds within it. */
export function splitByBucket(fromMs: number, toMs: number): { startMs: number; durationMs: number }[] {
  const parts: { startMs: number; durationMs: number }[] = [];
  for (let at = fromMs; at < toMs; ) {
    const startMs = bucketStart(at);
    const end = Math.min(toMs, startMs + bucketMs);
    parts.push({ startMs, durationMs: end - at });
    at = end;
  }
  return parts;
}
