import { fewestPoints, isClosed, mostPoints, type Point, type Shape } from './shape.ts';

/** Digits kept of a coordinate: a twentieth of a pixel of a 4K picture. */
const digits = 5;
const rounded = (value: number): number => Number(value.toFixed(digits));
const within = (value: number): number => rounded(Math.min(1, Math.max(0, value)));

/** The nearest place on the picture. */
export const onPicture = ([x, y]: Point): Point => [within(x), within(y)];

/** Puts one point of a shape elsewhere, on the picture. */
export const placePoint = (shape: Shape, index: number, to: Point): Shape => ({
  ...shape,
  points: shape.points.map((point, at) => (at === index ? onPicture(to) : point)),
});

/** Moves a whole shape; it stops at the border of the picture and keeps its form. */
export function moveShape(shape: Shape, [dx, dy]: Point): Shape {
  const xs = shape.points.map(([x]) => x);
  const ys = shape.points.map(([, y]) => y);
  const right = Math.max(-Math.min(...xs), Math.min(1 - Math.max(...xs), dx));
  const down = Math.max(-Math.min(...ys), Math.min(1 - Math.max(...ys), dy));
  return { ...shape, points: shape.points.map(([x, y]) => onPicture([x + right, y + down])) };
}

/** Puts a point on the edge that follows a point; undefined where the shape has room for none. */
export function insertPoint(shape: Shape, after: number, at?: Point): Shape | undefined {
  const { points, metres, kind } = shape;
  if (points.length >= mostPoints[kind]) return undefined;
  const from = points[after];
  const to = points[(after + 1) % points.length];
  if (from === undefined || to === undefined) return undefined;
  const isLast = after === points.length - 1;
  const place: Point =
    at ?? (isLast && !isClosed(kind) ? from : [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
  const inserted = points.toSpliced(after + 1, 0, onPicture(place));
  return {
    ...shape,
    points: inserted,
    ...(metres === undefined ? {} : { metres: metres.toSpliced(after + 1, 0, [0, 0]) }),
  };
}

/** Takes a point away; undefined where too few would be left. */
export function removePoint(shape: Shape, index: number): Shape | undefined {
  const { points, metres, kind } = shape;
  if (points.length <= fewestPoints[kind]) return undefined;
  return {
    ...shape,
    points: points.toSpliced(index, 1),
    ...(metres === undefined ? {} : { metres: metres.toSpliced(index, 1) }),
  };
}

/** Turns the directions of a line around. */
export const turnLine = (shape: Shape): Shape => ({ ...shape, points: shape.points.toReversed() });

/** Cuts a figure of four corners into bays side by side along its first edge, each with four corners. */
export function rowOfBays(corners: readonly Point[], count: number): Point[][] {
  const [a, b, c, d] = corners;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return [];
  const between = (from: Point, to: Point, share: number): Point =>
    onPicture([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
  return Array.from({ length: count }, (_, bay) => {
    const [first, second] = [bay / count, (bay + 1) / count];
    return [between(a, b, first), between(a, b, second), between(d, c, second), between(d, c, first)];
  });
}

/** Whether a place lies in a polygon, by the even-odd rule. */
export function contains(polygon: readonly Point[], [x, y]: Point): boolean {
  let inside = false;
  polygon.forEach(([xi, yi], index) => {
    const [xj, yj] = polygon.at(index - 1) ?? [0, 0];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  });
  return inside;
}

/** Where the weight of an area lies; the mean of its corners where it has no area. */
export function middleOf(points: readonly Point[]): Point {
  let [area, right, down] = [0, 0, 0];
  points.forEach(([x, y], index) => {
    const [fromX, fromY] = points.at(index - 1) ?? [0, 0];
    const cross = fromX * y - x * fromY;
    area += cross;
    right += (fromX + x) * cross;
    down += (fromY + y) * cross;
  });
  if (Math.abs(area) > 1e-9) return [right / (3 * area), down / (3 * area)];
  const sum = points.reduce<Point>(([x, y], point) => [x + point[0], y + point[1]], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
}
