/** Polygon of points 0…1 of the picture. */
export type MaskPolygon = readonly (readonly [number, number])[];

/** What to paint in one plane: triples row, first column, column after the last. */
export type Spans = Int32Array;

/** A privacy mask for one picture size. */
export interface Mask {
  readonly luma: Spans;
  readonly chroma: Spans;
}

/** How much smaller the colour planes are: 1 halves, 0 keeps. */
export interface Subsampling {
  readonly shiftX: number;
  readonly shiftY: number;
}

/**
 * Turns polygons into rows to paint, rounded outwards: a pixel that a polygon touches is painted, and so are
 * `margin` pixels around it, so that scaling cannot mix the outside into what the polygon hides.
 */
export function rasteriseMask(
  polygons: readonly MaskPolygon[],
  size: { readonly width: number; readonly height: number },
  subsampling: Subsampling,
  margin: number,
): Mask {
  const bitmap = new Uint8Array(size.width * size.height);
  for (const polygon of polygons) {
    paintPolygon(bitmap, size, polygon, margin);
  }
  return {
    luma: spansOf(bitmap, size.width, size.height),
    chroma: chromaSpans(bitmap, size, subsampling),
  };
}

/** Paints the spans with a value; `bytesPerSample` is 2 for interleaved colour planes. */
export function paintSpans(
  plane: Uint8Array,
  stride: number,
  spans: Spans,
  value: number,
  bytesPerSample: number,
): void {
  for (let index = 0; index + 2 < spans.length; index += 3) {
    const row = (spans[index] ?? 0) * stride;
    const from = row + (spans[index + 1] ?? 0) * bytesPerSample;
    plane.fill(value, from, row + (spans[index + 2] ?? 0) * bytesPerSample);
  }
}

function paintPolygon(
  bitmap: Uint8Array,
  size: { readonly width: number; readonly height: number },
  polygon: MaskPolygon,
  margin: number,
): void {
  const points = polygon.map(([x, y]) => [x * size.width, y * size.height] as const);
  for (let band = 0; band < size.height; band += 1) {
    for (const [left, right] of touched(points, band)) {
      const from = Math.max(0, Math.floor(left) - margin);
      const to = Math.min(size.width, Math.max(Math.ceil(right), Math.floor(left) + 1) + margin);
      for (
        let row = Math.max(0, band - margin);
        row <= Math.min(size.height - 1, band + margin) && from < to;
        row += 1
      ) {
        bitmap.fill(1, row * size.width + from, row * size.width + to);
      }
    }
  }
}

/**
 * Intervals of x that the polygon touches between `band` and `band + 1`: where its edges pass, and its inside
 * along the middle. A pixel that no edge touches is inside or outside as a whole, so the middle tells.
 */
function touched(points: readonly (readonly [number, number])[], band: number): [number, number][] {
  const intervals: [number, number][] = [];
  const crossings: [x: number, turn: number][] = [];
  const middle = band + 0.5;
  for (const [index, from] of points.entries()) {
    const to = points[(index + 1) % points.length] ?? from;
    const passage = clipToBand(from, to, band);
    if (passage !== undefined) {
      intervals.push(passage);
    }
    if (from[1] > middle !== to[1] > middle) {
      const x = from[0] + ((middle - from[1]) / (to[1] - from[1])) * (to[0] - from[0]);
      crossings.push([x, to[1] > from[1] ? 1 : -1]);
    }
  }
  return [...intervals, ...insideAlong(crossings)];
}

/** Intervals between the crossings of a line with a polygon. */
function insideAlong(crossings: [x: number, turn: number][]): [number, number][] {
  const intervals: [number, number][] = [];
  crossings.sort((one, other) => one[0] - other[0]);
  // Non-zero winding: where a polygon overlaps itself it hides, it never opens a hole.
  let winding = 0;
  for (const [index, [x, turn]] of crossings.entries()) {
    winding += turn;
    const next = crossings[index + 1];
    if (winding !== 0 && next !== undefined) {
      intervals.push([x, next[0]]);
    }
  }
  return intervals;
}

function clipToBand(
  from: readonly [number, number],
  to: readonly [number, number],
  band: number,
): [number, number] | undefined {
  const [upper, lower] = from[1] <= to[1] ? [from, to] : [to, from];
  if (lower[1] < band || upper[1] > band + 1) {
    return undefined;
  }
  const height = lower[1] - upper[1];
  const at = (y: number) =>
    height === 0 ? undefined : upper[0] + ((y - upper[1]) / height) * (lower[0] - upper[0]);
  const start = at(Math.max(band, upper[1])) ?? upper[0];
  const end = at(Math.min(band + 1, lower[1])) ?? lower[0];
  return start <= end ? [start, end] : [end, start];
}

function chromaSpans(
  bitmap: Uint8Array,
  size: { readonly width: number; readonly height: number },
  { shiftX, shiftY }: Subsampling,
): Spans {
  const width = (size.width + (1 << shiftX) - 1) >> shiftX;
  const height = (size.height + (1 << shiftY) - 1) >> shiftY;
  const small = new Uint8Array(width * height);
  for (let row = 0; row < size.height; row += 1) {
    for (let column = 0; column < size.width; column += 1) {
      if (bitmap[row * size.width + column] === 1) {
        small[(row >> shiftY) * width + (column >> shiftX)] = 1;
      }
    }
  }
  return spansOf(small, width, height);
}

function spansOf(bitmap: Uint8Array, width: number, height: number): Spans {
  const spans: number[] = [];
  for (let row = 0; row < height; row += 1) {
    const cells = bitmap.subarray(row * width, (row + 1) * width);
    let from = cells.indexOf(1);
    while (from >= 0) {
      const gap = cells.indexOf(0, from);
      const to = gap < 0 ? width : gap;
      spans.push(row, from, to);
      from = cells.indexOf(1, to);
    }
  }
  return Int32Array.from(spans);
}
