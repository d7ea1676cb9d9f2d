import { withoutIgnored } from './ignored-objects.ts';
import type { MotRow } from './mot-format.ts';
import type { EvaluatedFrame } from './sequence.ts';

/** Puts truth and tracks side by side, picture by picture; an object of confidence 0 is neither missed nor false. */
export function framesFromMot(
  truth: readonly MotRow[],
  found: readonly MotRow[],
  minOverlap = 0.5,
): readonly EvaluatedFrame[] {
  const truthOf = byFrame(truth);
  const foundOf = byFrame(found);
  const numbers = [...new Set([...truthOf.keys(), ...foundOf.keys()])].sort((a, b) => a - b);
  return numbers.map((number) => {
    const rows = truthOf.get(number) ?? [];
    const counted = rows.filter((row) => row.confidence > 0);
    const ignored = rows.filter((row) => row.confidence <= 0);
    return { truth: counted, found: withoutIgnored(counted, ignored, foundOf.get(number) ?? [], minOverlap) };
  });
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
