import { type Box, boxSize } from '#analytics/geometry/boxes.ts';
import type { Observation, Shift } from './observations.ts';
import { median } from './stillness.ts';

/** Objects that are asked; the others would only cost time. */
const maxObjects = 12;
/** Furthest shift that is looked for, and how closely an object must then be met, in its sizes. */
const reach = 1;
const tolerance = 0.15;
/** Width and height of an object and of what is taken for it differ by less than this factor. */
const maxStretch = 1.25;
/** Objects that must agree, and their share; fewer of them may have stayed where they were expected. */
const minAgreeing = 3;
const agreeingShare = 0.6;
const stayingShare = 0.4;

interface Way extends Shift {
  readonly size: number;
}

/**
 * By how much all objects together lie elsewhere than expected: a camera that was shaken or pushed. Undefined when too
 * few agree, or when they lie about where they were expected: what moves by itself does not move the picture.
 */
export function commonShift(expected: readonly Box[], seen: readonly Observation[]): Shift | undefined {
  if (expected.length < minAgreeing || seen.length < minAgreeing) return undefined;
  const ways = expected.slice(0, maxObjects).map((box) => waysOf(box, seen));
  const staying = agreeing(ways, { x: 0, y: 0 }).length;
  if (staying > stayingShare * ways.length) return undefined;
  let best: readonly Way[] = [];
  for (const way of ways.flat()) {
    const found = agreeing(ways, way);
    if (found.length > best.length) best = found;
  }
  if (best.length < Math.max(minAgreeing, agreeingShare * ways.length)) return undefined;
  if (staying > stayingShare * best.length) return undefined;
  return { x: median(best.map(({ x }) => x)), y: median(best.map(({ y }) => y)) };
}

/** From an object to each detection that may be it. */
function waysOf(box: Box, seen: readonly Observation[]): readonly Way[] {
  const size = boxSize(box);
  const ways: Way[] = [];
  for (const { box: other } of seen) {
    if (!isAlike(other.right - other.left, box.right - box.left)) continue;
    if (!isAlike(other.bottom - other.top, box.bottom - box.top)) continue;
    const x = (other.left + other.right - box.left - box.right) / 2;
    const y = (other.top + other.bottom - box.top - box.bottom) / 2;
    if (Math.hypot(x, y) <= reach * size) ways.push({ x, y, size });
  }
  return ways;
}

function isAlike(a: number, b: number): boolean {
  return a < maxStretch * b && b < maxStretch * a;
}

/** One way of each object that is about the same as this one. */
function agreeing(ways: readonly (readonly Way[])[], { x, y }: Shift): readonly Way[] {
  return ways.flatMap(
    (own) => own.find((way) => Math.hypot(way.x - x, way.y - y) <= tolerance * way.size) ?? [],
  );
}
