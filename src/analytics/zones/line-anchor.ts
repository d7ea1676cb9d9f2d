import { anchorOf, type Box } from '#analytics/geometry/boxes.ts';
import type { Point } from '#analytics/geometry/points.ts';

/**
 * Of vehicles wide enough for their far wheels to stand higher in the picture than the near ones: the share of a box's
 * height by which the middle of what they cover of the ground lies above its lower side. A car is as wide, but low.
 */
const depthShares: Readonly<Record<string, number>> = { car: 0.13, truck: 0.1, bus: 0.1, train: 0.1 };

/**
 * The point by which an object goes over a line: the middle of the ground it stands on. The lower side of a vehicle's
 * box is its near edge, half a vehicle's width nearer: it would pass beyond the end of a line drawn across one lane.
 */
export function lineAnchorOf(object: Box & { readonly class: string }): Point {
  const [x, y] = anchorOf(object);
  return [x, y - (depthShares[object.class] ?? 0) * (object.bottom - object.top)];
}
