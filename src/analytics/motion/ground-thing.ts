import type { Box } from '#analytics/geometry/boxes.ts';
import type { ChangeKind } from './change-shape.ts';

/** A thing on the ground of the small picture. */
export interface GroundThing extends Box {
  readonly id: number;
  readonly change: 'appeared' | 'removed';
  /** seconds of the watch's own clock */
  readonly since: number;
  readonly isHidden: boolean;
}

/** Things and the ground under them as plain JSON. */
export interface SavedThings {
  readonly nextId: number;
  readonly things: readonly {
    readonly id: number;
    readonly change: 'appeared' | 'removed';
    readonly box: readonly [number, number, number, number];
    /** seconds for which it has stayed, and has been known */
    readonly stayed: number;
    readonly known: number;
    /** pixel, grey level before; pixel, grey level… */
    readonly ground: readonly number[];
  }[];
}

/** Things of one sort so near in place and time, pixels and seconds, are parts of one. */
const partPixels = 3;
const partSeconds = 6;

/** A changed region that has been judged. */
interface Part {
  readonly change: ChangeKind;
  readonly box: Box;
  readonly since: number;
}

/** The things that the judged regions make up: one that is partly hidden settles in parts. */
export function wholeThings(
  parts: readonly (Part & { readonly id: number; readonly isHidden: boolean })[],
): GroundThing[] {
  const told: GroundThing[] = [];
  for (const part of parts) {
    const { id, change, box, since, isHidden } = part;
    if (change !== 'appeared' && change !== 'removed') continue;
    const whole = told.findIndex((other) => arePartsOfOne({ ...other, box: other }, part));
    if (whole === -1) told.push({ id, change, since, isHidden, ...box });
    else told[whole] = { ...told[whole]!, ...around(told[whole]!, box) };
  }
  return told;
}

/** Whether two regions are parts of one thing. */
export function arePartsOfOne(a: Part, b: Part): boolean {
  return a.change === b.change && areNear(a.box, b.box) && Math.abs(a.since - b.since) <= partSeconds;
}

function areNear(a: Box, b: Box): boolean {
  const across = Math.max(a.left - b.right, b.left - a.right);
  return Math.max(across, a.top - b.bottom, b.top - a.bottom) <= partPixels;
}

function around(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
