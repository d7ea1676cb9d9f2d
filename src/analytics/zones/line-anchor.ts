import { anchorOf, type Box } from '#analytics/geometry/boxes.ts';
import type { Point } from '#analytics/geometry/points.ts';

/** Vehicles wide enough for their far wheels to stand higher in the picture than the near ones. */
const wide: ReadonlySet<string> = new Set(['car', 'truck', 'bus', 'train']);
/** Share of a box's height by which the middle of what such a vehicle covers of the ground lies above its lower side. */
const depthShare = 0.1;

/**
 * The point by which an object goes over a line: the middle of the ground it stands on. The lower side of a vehicle's
 * box is its near edge, half a vehicle's width nearer: it would pass beyond the end of a line drawn across one lane.
 */
export function lineAnchorOf(object: Box & { readonly class: string }): Point {
  const [x, y] = anchorOf(object);
  return wide.has(object.class) ? [x, y - depthShare * (object.bottom - object.top)] : [x, y];
}
