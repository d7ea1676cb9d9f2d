import { fitLetterbox } from '#analytics/detection/letterbox.ts';
import { type Box, coveredShare } from '#analytics/geometry/boxes.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Something that may deserve a second look: what moves, or an object known from the pictures before. */
export type Candidate = Box;

/** Things lower than this, in pixels of the model's input, are small for it. */
const smallPx = 56;
/** A second look must enlarge by this much at least, or it shows nothing new. */
const leastGain = 1.25;
/** Room round a thing, of its height: what it stands in helps to know it, and motion shows only a part of it. */
const marginShare = 0.75;
const leastMarginPx = 16;
/** Parts of one picture looked at again, at most. */
const mostRegions = 4;
/** Regions grow by this where too many would be needed. */
const growth = 1.5;

/**
 * The parts of a picture to look at again, larger: squares as large as the model's input, or larger where few of
 * those cannot hold all small things; none where the picture is hardly larger than the input. Of things that find no
 * room the first candidates come first.
 */
export function regionsToLookAt(candidates: readonly Candidate[], picture: Size, input: Size): Box[] {
  const { scale } = fitLetterbox(picture.width, picture.height, input.width, input.height);
  const small = candidates.filter(({ top, bottom }) => (bottom - top) * scale < smallPx).map(roomy);
  if (small.length === 0) return [];
  let width = Math.min(input.width, picture.width);
  let height = Math.min(input.height, picture.height);
  let regions: Box[] = [];
  while (gainOf(width, height, input, scale) >= leastGain) {
    regions = cover(small, { width, height }, picture);
    if (regions.length <= mostRegions) return regions;
    width = Math.min(width * growth, picture.width);
    height = Math.min(height * growth, picture.height);
  }
  return regions.slice(0, mostRegions);
}

function gainOf(width: number, height: number, input: Size, scale: number): number {
  return Math.min(input.width / width, input.height / height) / scale;
}

function roomy({ left, top, right, bottom }: Box): Box {
  const margin = Math.max(leastMarginPx, marginShare * (bottom - top));
  return { left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin };
}

/** Regions of one size that hold every thing that fits in one, each with as many of its neighbours as it can hold. */
function cover(things: readonly Box[], size: Size, picture: Size): Box[] {
  const regions: Box[] = [];
  let open = things.map((thing) => clipped(thing, picture));
  for (let first = open[0]; first !== undefined; first = open[0]) {
    let group = first;
    for (const neighbour of open) {
      const both = union(group, neighbour);
      if (fits(both, size)) group = both;
    }
    const region = placed(group, size, picture);
    regions.push(region);
    open = open.filter((thing) => thing !== first && coveredShare(thing, region) < 1);
  }
  return regions;
}

/** A region with the group in its middle, moved into the picture. */
function placed(group: Box, { width, height }: Size, picture: Size): Box {
  const start = (from: number, to: number, length: number, whole: number) =>
    Math.round(Math.max(0, Math.min(whole - length, (from + to - length) / 2)));
  const left = start(group.left, group.right, width, picture.width);
  const top = start(group.top, group.bottom, height, picture.height);
  return { left, top, right: left + width, bottom: top + height };
}

function clipped(box: Box, { width, height }: Size): Box {
  return {
    left: Math.max(0, Math.min(width - 1, box.left)),
    top: Math.max(0, Math.min(height - 1, box.top)),
    right: Math.max(1, Math.min(width, box.right)),
    bottom: Math.max(1, Math.min(height, box.bottom)),
  };
}

function union(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

function fits(box: Box, { width, height }: Size): boolean {
  return box.right - box.left <= width && box.bottom - box.top <= height;
}
