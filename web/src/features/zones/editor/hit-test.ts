import { contains } from './edit-points.ts';
import { isClosed, type Point, type Shape } from './shape.ts';

/** What lies under the pointer. */
export type Hit =
  | { readonly kind: 'point'; readonly key: string; readonly index: number }
  /** the edge after a point, and the place on it */
  | { readonly kind: 'edge'; readonly key: string; readonly index: number; readonly at: Point }
  | { readonly kind: 'shape'; readonly key: string };

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Pointer {
  /** 0…1 of the picture */
  readonly at: Point;
  readonly size: Size;
  /** how far from a point counts as on it, pixels of the screen */
  readonly reach: number;
  /** the shape whose points are shown: it comes first, and only its points can be taken */
  readonly selected: string | undefined;
}

/** What lies under the pointer: a point or an edge of the selected shape, else the smallest shape. */
export function hitTest(shapes: readonly Shape[], pointer: Pointer): Hit | undefined {
  const selected = shapes.find(({ key }) => key === pointer.selected);
  const part = selected && (pointHit(selected, pointer) ?? edgeHit(selected, pointer));
  return part ?? wholeHit(shapes, pointer);
}

const inPixels = ([x, y]: Point, { width, height }: Size): Point => [x * width, y * height];
const apart = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

function pointHit({ key, points }: Shape, { at, size, reach }: Pointer): Hit | undefined {
  const here = inPixels(at, size);
  const distances = points.map((point) => apart(inPixels(point, size), here));
  const nearest = Math.min(...distances);
  return nearest <= reach ? { kind: 'point', key, index: distances.indexOf(nearest) } : undefined;
}

function edgeHit(shape: Shape, { at, size, reach }: Pointer): Hit | undefined {
  if (!isClosed(shape.kind)) return undefined;
  const found = edgesOf(shape)
    .map((edge) => ({ ...edge, ...footOn(edge, at, size) }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (found === undefined || found.distance > reach / 2) return undefined;
  return { kind: 'edge', key: shape.key, index: found.index, at: found.foot };
}

interface Edge {
  readonly index: number;
  readonly from: Point;
  readonly to: Point;
}

/** The edges of a shape, each by the point it begins at. */
export function edgesOf({ kind, points }: Pick<Shape, 'kind' | 'points'>): Edge[] {
  if (kind === 'ground') return [];
  return points.flatMap((from, index) => {
    const to = isClosed(kind) ? points[(index + 1) % points.length] : points[index + 1];
    return to === undefined ? [] : [{ index, from, to }];
  });
}

/** The place on an edge that is nearest to another. */
function footOn(
  { from, to }: Edge,
  at: Point,
  size: Size,
): { readonly foot: Point; readonly distance: number } {
  const [a, b, p] = [inPixels(from, size), inPixels(to, size), inPixels(at, size)];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const along = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.min(1, Math.max(0, along));
  const foot: Point = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  return { foot, distance: apart(inPixels(foot, size), p) };
}

function wholeHit(shapes: readonly Shape[], pointer: Pointer): Hit | undefined {
  const under = shapes.filter((shape) => isUnder(shape, pointer)).sort((a, b) => extentOf(a) - extentOf(b));
  const found = under.find(({ key }) => key === pointer.selected) ?? under[0];
  return found && { kind: 'shape', key: found.key };
}

function isUnder(shape: Shape, { at, size, reach }: Pointer): boolean {
  if (isClosed(shape.kind)) return contains(shape.points, at);
  if (shape.kind === 'ground')
    return shape.points.some((point) => apart(inPixels(point, size), inPixels(at, size)) <= reach);
  return edgesOf(shape).some((edge) => footOn(edge, at, size).distance <= reach);
}

/** Area of the box around a shape: lines and points lie above zones. */
function extentOf({ kind, points }: Shape): number {
  if (!isClosed(kind)) return 0;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
}
