import { distance, type Point, toPixels } from './points.ts';
import { signedDistance } from './segments.ts';

/** A point of the picture (0…1) and where it lies on the ground (metres, any origin). */
export interface GroundPoint {
  readonly at: Point;
  readonly metres: Point;
}

/** From pixels of the source to metres on the ground. */
export interface GroundPlane {
  toMetres(pixel: Point): Point;
  /** metres by which a place is wrong when its pixel is wrong by `pixels` */
  errorAt(pixel: Point, pixels: number): number;
}

/** What makes ground points unusable; `points` are their indices. */
export interface GroundFault {
  readonly kind:
    | 'too-few'
    | 'twice'
    | 'in-line-in-picture'
    | 'in-line-on-ground'
    | 'folded'
    /** more than four points that no one plane fits; which of them is wrong cannot be known */
    | 'contradictory';
  readonly points: readonly number[];
}

const fewestPoints = 4;
/** A triangle flatter than this, height over longest side, is a line. */
const flattest = 0.01;
/** Share of the extent by which the best plane may miss a point. */
const largestMiss = 0.1;

/** The plane through four or more points that have no fault, by least squares; for pictures of the given size. */
export function groundPlaneOf(points: readonly GroundPoint[], width: number, height: number): GroundPlane {
  const from = spread(points.map(({ at }) => toPixels(at, width, height)));
  const to = spread(points.map(({ metres }) => metres));
  const normalised = solve(points.map((_, index) => [from.points[index]!, to.points[index]!]));
  const toMetres = (pixel: Point): Point => {
    const [x, y] = project(normalised, from.apply(pixel));
    return [x / to.scale + to.middle[0], y / to.scale + to.middle[1]];
  };
  return {
    toMetres,
    errorAt(pixel, pixels) {
      const here = toMetres(pixel);
      const [x, y] = pixel;
      return Math.max(
        distance(here, toMetres([x + pixels, y])),
        distance(here, toMetres([x - pixels, y])),
        distance(here, toMetres([x, y + pixels])),
        distance(here, toMetres([x, y - pixels])),
      );
    },
  };
}

/** The first fault of ground points, or undefined when a plane can be laid through them. */
export function groundFault(points: readonly GroundPoint[]): GroundFault | undefined {
  if (points.length < fewestPoints) return { kind: 'too-few', points: points.map((_, index) => index) };
  const picture = points.map(({ at }) => at);
  const ground = points.map(({ metres }) => metres);
  const twice = equalPair(picture) ?? equalPair(ground);
  if (twice) return { kind: 'twice', points: twice };
  if (points.length > fewestPoints) return manyPointsFault(points);
  const inPicture = flatTriple(picture);
  if (inPicture) return { kind: 'in-line-in-picture', points: inPicture };
  const onGround = flatTriple(ground);
  if (onGround) return { kind: 'in-line-on-ground', points: onGround };
  return isFolded(picture, ground) ? { kind: 'folded', points: [0, 1, 2, 3] } : undefined;
}

/** Of more than four points three may stand in a row, as long as four do not, and all fit one plane. */
function manyPointsFault(points: readonly GroundPoint[]): GroundFault | undefined {
  const indices = points.map((_, index) => index);
  const sound = quadruples(points.length).find(
    (four) => groundFault(four.map((index) => points[index]!)) === undefined,
  );
  if (!sound) {
    const row = flatTriple(points.map(({ at }) => at));
    return { kind: row ? 'in-line-in-picture' : 'folded', points: row ?? indices };
  }
  const plane = groundPlaneOf(points, 1, 1);
  const extent = Math.max(...points.map(({ metres }) => distance(metres, points[0]!.metres)));
  const fits = points.every(({ at, metres }) => distance(plane.toMetres(at), metres) <= largestMiss * extent);
  return fits ? undefined : { kind: 'contradictory', points: indices };
}

function quadruples(count: number): number[][] {
  const found: number[][] = [];
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++)
      for (let c = b + 1; c < count; c++) for (let d = c + 1; d < count; d++) found.push([a, b, c, d]);
  return found;
}

function equalPair(points: readonly Point[]): readonly number[] | undefined {
  const extent = Math.max(...points.map((point) => distance(point, points[0]!)));
  for (let i = 0; i < points.length; i++)
    for (let j = i + 1; j < points.length; j++)
      if (distance(points[i]!, points[j]!) <= flattest * extent) return [i, j];
  return undefined;
}

function flatTriple(points: readonly Point[]): readonly number[] | undefined {
  for (let i = 0; i < points.length; i++)
    for (let j = i + 1; j < points.length; j++)
      for (let k = j + 1; k < points.length; k++)
        if (isFlat(points[i]!, points[j]!, points[k]!)) return [i, j, k];
  return undefined;
}

function isFlat(a: Point, b: Point, c: Point): boolean {
  const longest = Math.max(distance(a, b), distance(b, c), distance(a, c));
  const doubleArea = Math.abs(turn(a, b, c));
  return doubleArea <= flattest * longest * longest;
}

/** Twice the signed area of a triangle. */
function turn(a: Point, b: Point, c: Point): number {
  return signedDistance(a, b, c) * distance(a, b);
}

/**
 * A camera sees each corner triangle of the ground either all the same way round or all mirrored; points named in
 * the wrong order turn some of them over.
 */
function isFolded(picture: readonly Point[], ground: readonly Point[]): boolean {
  const ways = [0, 1, 2, 3].map((out) => {
    const [a, b, c] = [0, 1, 2, 3].filter((index) => index !== out);
    const seen = turn(picture[a!]!, picture[b!]!, picture[c!]!);
    const real = turn(ground[a!]!, ground[b!]!, ground[c!]!);
    return Math.sign(seen) * Math.sign(real);
  });
  return ways.some((way) => way !== ways[0]);
}

interface Spread {
  readonly points: readonly Point[];
  readonly middle: Point;
  readonly scale: number;
  apply(point: Point): Point;
}

/** Points about their middle, at a mean distance of √2. Hartley, "In defense of the eight-point algorithm", 1997. */
function spread(points: readonly Point[]): Spread {
  const middle: Point = [
    points.reduce((sum, [x]) => sum + x, 0) / points.length,
    points.reduce((sum, [, y]) => sum + y, 0) / points.length,
  ];
  const mean = points.reduce((sum, point) => sum + distance(point, middle), 0) / points.length;
  const scale = Math.SQRT2 / mean;
  const apply = ([x, y]: Point): Point => [(x - middle[0]) * scale, (y - middle[1]) * scale];
  return { points: points.map(apply), middle, scale, apply };
}

function project(h: readonly number[], [x, y]: Point): Point {
  const depth = h[6]! * x + h[7]! * y + h[8]!;
  return [(h[0]! * x + h[1]! * y + h[2]!) / depth, (h[3]! * x + h[4]! * y + h[5]!) / depth];
}

/** The homography that maps each first point to its second with the least algebraic error, unit norm. */
function solve(pairs: readonly (readonly [Point, Point])[]): readonly number[] {
  const rows = pairs.flatMap(([[x, y], [u, v]]) => [
    [-x, -y, -1, 0, 0, 0, u * x, u * y, u],
    [0, 0, 0, -x, -y, -1, v * x, v * y, v],
  ]);
  const normal = Array.from({ length: 9 }, (_, i) =>
    Array.from({ length: 9 }, (__, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  );
  return leastEigenvector(normal);
}

/** Sweeps of rotations after which a 9 × 9 matrix is diagonal to the last bit. */
const sweeps = 30;

/** The eigenvector of the least eigenvalue of a symmetric matrix, by Jacobi rotations. */
function leastEigenvector(matrix: readonly (readonly number[])[]): readonly number[] {
  const a = matrix.map((row) => [...row]);
  const size = a.length;
  const vectors = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, p, q);
  const values = a.map((row, index) => row[index]!);
  const least = values.indexOf(Math.min(...values));
  return vectors.map((row) => row[least]!);
}

/** One Jacobi rotation: makes the element (p, q) nought. */
function rotate(a: number[][], vectors: number[][], p: number, q: number): void {
  const off = a[p]![q]!;
  if (off === 0) return;
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * off);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  for (const row of a) turnPair(row, p, q, cosine, sine);
  const [rowP, rowQ] = [[...a[p]!], [...a[q]!]];
  for (let k = 0; k < a.length; k++) {
    a[p]![k] = cosine * rowP[k]! - sine * rowQ[k]!;
    a[q]![k] = sine * rowP[k]! + cosine * rowQ[k]!;
  }
  for (const row of vectors) turnPair(row, p, q, cosine, sine);
}

function turnPair(row: number[], p: number, q: number, cosine: number, sine: number): void {
  const [x, y] = [row[p]!, row[q]!];
  row[p] = cosine * x - sine * y;
  row[q] = sine * x + cosine * y;
}
