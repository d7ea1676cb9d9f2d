/** A marker as it stands on the map, pixels: the middle of its dot, and how wide its name is. */
export interface NamedMark {
  readonly x: number;
  readonly y: number;
  readonly nameWidth: number;
  /** the higher, the sooner its name is shown */
  readonly weight: number;
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const dotRadius = 14;
/** Where a name begins right of the middle of its dot, and half its height. */
const nameStart = 18;
const nameReach = 11;

const touches = (a: Area, b: Area): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const dotOf = ({ x, y }: NamedMark): Area => ({
  left: x - dotRadius,
  top: y - dotRadius,
  right: x + dotRadius,
  bottom: y + dotRadius,
});

const nameOf = ({ x, y, nameWidth }: NamedMark): Area => ({
  left: x + nameStart,
  top: y - nameReach,
  right: x + nameStart + nameWidth,
  bottom: y + nameReach,
});

/** Which names can be shown so that none lies on another or on a dot; the weightier ones come first. */
export function clearNames(marks: readonly NamedMark[]): readonly boolean[] {
  const shown: Area[] = [];
  const isShown = marks.map(() => false);
  const order = marks.map((mark, index) => ({ mark, index })).sort((a, b) => b.mark.weight - a.mark.weight);
  for (const { mark, index } of order) {
    const name = nameOf(mark);
    const others = marks.filter((one) => one !== mark).map(dotOf);
    if ([...others, ...shown].some((area) => touches(area, name))) continue;
    shown.push(name);
    isShown[index] = true;
  }
  return isShown;
}
