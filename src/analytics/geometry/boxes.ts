import type { Point } from './points.ts';

/** A rectangle along the axes of the picture, in pixels from its top left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Area of a box; 0 when its sides are crossed. */
export function boxArea(box: Box): number {
  return Math.max(0, box.right - box.left) * Math.max(0, box.bottom - box.top);
}

/** Size of a box: the side of the square of its area, at least 1. */
export function boxSize(box: Box): number {
  return Math.sqrt(Math.max(1, boxArea(box)));
}

/** The box put elsewhere. */
export function movedBy({ left, top, right, bottom }: Box, x: number, y: number): Box {
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
}

/** Area that two boxes share. */
function intersectionArea(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Intersection over union of two boxes, 0…1; two empty boxes share nothing. */
export function intersectionOverUnion(a: Box, b: Box): number {
  const shared = intersectionArea(a, b);
  return shared === 0 ? 0 : shared / (boxArea(a) + boxArea(b) - shared);
}

/** Share of `inner` that lies in `outer`, 0…1. */
export function coveredShare(inner: Box, outer: Box): number {
  const area = boxArea(inner);
  return area === 0 ? 0 : intersectionArea(inner, outer) / area;
}

/** The box with each side moved outwards by `share` of its width or height. */
export function widened(box: Box, share: number): Box {
  const across = (box.right - box.left) * share;
  const down = (box.bottom - box.top) * share;
  return {
    left: box.left - across,
    top: box.top - down,
    right: box.right + across,
    bottom: box.bottom + down,
  };
}

/** Where an object touches the ground: the middle of the lower side of its box. */
export function anchorOf(box: Box): Point {
  return [(box.left + box.right) / 2, box.bottom];
}
