import type { Detections } from '#analytics/detection/detections.ts';
import { type Box, boxArea, coveredShare, intersectionOverUnion } from '#analytics/geometry/boxes.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What was found in a part of the picture, boxes in pixels of the whole. */
export interface PartialLook {
  readonly region: Box;
  readonly detections: Detections;
}

interface Found {
  readonly box: Box;
  readonly score: number;
  readonly classId: number;
  /** undefined: found in the whole picture */
  readonly region: Box | undefined;
}

/** A box this close to the edge of a region, as a share of its side, is cut by it. */
const edgeShare = 0.01;
/** Two boxes of the same kind of thing are one thing when they overlap this much. */
const sameIou = 0.5;
/** Of one thing, the box in the whole picture and the one in the enlarged part agree less. */
const enlargedIou = 0.3;
/** A box that lies so in a much larger one of its kind is a part of that thing. */
const partShare = 0.85;
const partArea = 0.5;
/** Boxes of any kind that agree this much are one thing. */
const sameThingIou = 0.85;

/**
 * What was found in a whole picture and in enlarged parts of it as one: cut boxes are left out, and of boxes of one
 * thing the one seen larger, then the surer, stays. `groups` says which classes may be one and the same thing.
 */
export function mergeLooks(
  whole: Detections,
  parts: readonly PartialLook[],
  picture: Size,
  groups: Uint16Array,
): Detections {
  const enlarged = parts.flatMap(({ region, detections }) =>
    foundIn(detections, region).filter(({ box }) => !isCut(box, region, picture)),
  );
  const seen = foundIn(whole, undefined);
  const sameKind = (a: Found, b: Found) => groups[a.classId] === groups[b.classId];
  const isPartOf = (part: Found, larger: Found) =>
    sameKind(part, larger) &&
    boxArea(part.box) < partArea * boxArea(larger.box) &&
    coveredShare(part.box, larger.box) > partShare;
  const fresh = enlarged.filter((part) => !seen.some((larger) => isPartOf(part, larger)));
  const isSeenLarger = (coarse: Found) =>
    fresh.some((fine) => sameKind(fine, coarse) && intersectionOverUnion(fine.box, coarse.box) > enlargedIou);
  const kept: Found[] = [];
  for (const found of [...seen.filter((coarse) => !isSeenLarger(coarse)), ...fresh].sort(bySureness)) {
    const isKnown = kept.some((better) => {
      const iou = intersectionOverUnion(better.box, found.box);
      return iou > (sameKind(better, found) ? sameIou : sameThingIou) && better.region !== found.region;
    });
    if (!isKnown) kept.push(found);
  }
  return detectionsOf(kept);
}

/** The edges of a region cut boxes; the border of the picture does not. */
function isCut(box: Box, region: Box, { width, height }: Size): boolean {
  const edge = edgeShare * Math.max(region.right - region.left, region.bottom - region.top);
  return (
    (region.left > 0 && box.left < region.left + edge) ||
    (region.top > 0 && box.top < region.top + edge) ||
    (region.right < width && box.right > region.right - edge) ||
    (region.bottom < height && box.bottom > region.bottom - edge)
  );
}

function bySureness(a: Found, b: Found): number {
  return b.score - a.score;
}

function foundIn({ count, boxesXyxy, scores, classIds }: Detections, region: Box | undefined): Found[] {
  return Array.from({ length: count }, (_, index) => {
    const [left = 0, top = 0, right = 0, bottom = 0] = boxesXyxy.subarray(4 * index, 4 * index + 4);
    return {
      box: { left, top, right, bottom },
      score: scores[index] ?? 0,
      classId: classIds[index] ?? 0,
      region,
    };
  });
}

function detectionsOf(found: readonly Found[]): Detections {
  return {
    count: found.length,
    boxesXyxy: Float32Array.from(found.flatMap(({ box }) => [box.left, box.top, box.right, box.bottom])),
    scores: Float32Array.from(found, ({ score }) => score),
    classIds: Uint16Array.from(found, ({ classId }) => classId),
  };
}
