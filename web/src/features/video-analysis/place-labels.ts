/** A rectangle on the picture as drawn: left, top, width, height. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How large something is. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a label may stand, by the middle of it; the best place first. */
export type Places = readonly (readonly [x: number, y: number])[];

/** A later place must be so much freer, in share of the label, to be taken instead of an earlier one. */
const preference = 0.04;

/** The place that is freest of what is taken, inside the picture; among equals the first. */
export function placeLabel(size: Size, places: Places, taken: readonly Area[], picture: Size): Area {
  let best: Area | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [rank, [x, y]] of places.entries()) {
    const wanted = { x: x - size.width / 2, y: y - size.height / 2, ...size };
    const area = inside(wanted, picture);
    // Being pushed back into the picture takes a label away from what it names.
    const pushed = Math.abs(area.x - wanted.x) + Math.abs(area.y - wanted.y);
    const covered = taken.reduce((sum, other) => sum + overlap(area, other), 0);
    const cost = covered / (size.width * size.height) + rank * preference + pushed / 200;
    if (cost < least) [best, least] = [area, cost];
  }
  return best ?? inside({ x: 0, y: 0, ...size }, picture);
}

function inside(area: Area, picture: Size): Area {
  const x = Math.max(0, Math.min(area.x, picture.width - area.width));
  const y = Math.max(0, Math.min(area.y, picture.height - area.height));
  return { ...area, x, y };
}

function overlap(a: Area, b: Area): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}
