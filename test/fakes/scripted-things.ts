import type { Box } from '#analytics/geometry/boxes.ts';
import { calmPixels, type PixelFacts } from '#analytics/motion/pixel-facts.ts';

/** Something that the pixels of a scripted scene tell: put there, or taken away. */
export interface ScriptedThing {
  readonly change: 'appeared' | 'removed';
  /** seconds from which it lies, or is gone, and to which that is so */
  readonly from: number;
  readonly to?: number;
  readonly box: Box;
  /** spans of seconds in which something stands before it */
  readonly hidden?: readonly (readonly [from: number, to: number])[];
}

/** Seconds that the pixels need to tell of a change. */
const settleSeconds = 1.5;

/** What the pixels of a scene tell at a second; things have numbers from 1. */
export function pixelsOf(things: readonly ScriptedThing[]): (second: number) => PixelFacts {
  return (second) => ({
    ...calmPixels,
    statics: things.flatMap(({ change, from, to = Number.POSITIVE_INFINITY, box, hidden = [] }, index) => {
      if (second < from + settleSeconds || second >= to) return [];
      const isHidden = hidden.some(([start, end]) => second >= start && second < end);
      return [{ id: index + 1, change, sinceMs: from * 1000, isHidden, ...box }];
    }),
  });
}
