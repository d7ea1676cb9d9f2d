import type { MotRow } from './mot-format.ts';
import type { EvaluatedFrame } from './sequence.ts';

/** Puts truth and tracks side by side, picture by picture; truth of confidence 0 is left out. */
export function framesFromMot(truth: readonly MotRow[], found: readonly MotRow[]): readonly EvaluatedFrame[] {
  const counted = truth.filter((row) => row.confidence > 0);
  const truthOf = byFrame(counted);
  const foundOf = byFrame(found);
  const numbers = [...new Set([...truthOf.keys(), ...foundOf.keys()])].sort((a, b) => a - b);
  return numbers.map((frame) => ({ truth: truthOf.get(frame) ?? [], found: foundOf.get(frame) ?? [] }));
}

/** Rows by the number of their picture. */
export function byFrame(rows: readonly MotRow[]): ReadonlyMap<number, readonly MotRow[]> {
  const frames = new Map<number, MotRow[]>();
  for (const row of rows) {
    const frame = frames.get(row.frame);
    if (frame === undefined) frames.set(row.frame, [row]);
    else frame.push(row);
  }
  return frames;
}
