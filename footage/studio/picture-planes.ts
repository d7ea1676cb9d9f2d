/** A picture as floats: grey level 16…235, and colour differences about 0, all at full size. */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly luma: Float32Array;
  readonly blue: Float32Array;
  readonly red: Float32Array;
}

/** Planes of a size, all zero. */
export function createPlanes(width: number, height: number): Planes {
  const plane = () => new Float32Array(width * height);
  return { width, height, luma: plane(), blue: plane(), red: plane() };
}

/** Where a row or column beyond the border is found again: as in a mirror. */
const mirrored = (at: number, size: number): number => {
  const inside = Math.abs(at);
  return inside < size ? inside : Math.max(0, 2 * size - 2 - inside);
};

function shiftPlane(
  plane: Float32Array,
  spare: Float32Array,
  { width, height }: Planes,
  x: number,
  y: number,
): void {
  const [dx, dy] = [Math.floor(x), Math.floor(y)];
  const [sx, sy] = [x - dx, y - dy];
  spare.set(plane);
  for (let row = 0, at = 0; row < height; row++) {
    const below = mirrored(row - dy, height) * width;
    const above = mirrored(row - dy - 1, height) * width;
    for (let column = 0; column < width; column++, at++) {
      const right = mirrored(column - dx, width);
      const left = mirrored(column - dx - 1, width);
      const low = (spare[below + right] ?? 0) * (1 - sx) + (spare[below + left] ?? 0) * sx;
      const high = (spare[above + right] ?? 0) * (1 - sx) + (spare[above + left] ?? 0) * sx;
      plane[at] = low * (1 - sy) + high * sy;
    }
  }
}

/** Puts the picture aside by so many pixels to the right and down, mirrored at the border. */
export function shiftPlanes(planes: Planes, spare: Float32Array, [x, y]: readonly [number, number]): void {
  if (x === 0 && y === 0) return;
  for (const plane of [planes.luma, planes.blue, planes.red]) shiftPlane(plane, spare, planes, x, y);
}

function boxBlur(
  plane: Float32Array,
  spare: Float32Array,
  count: number,
  length: number,
  step: number,
  across: number,
  radius: number,
): void {
  spare.set(plane);
  for (let line = 0; line < count; line++) {
    const start = line * across;
    const value = (at: number) => spare[start + Math.min(length - 1, Math.max(0, at)) * step] ?? 0;
    let sum = 0;
    for (let at = -radius; at <= radius; at++) sum += value(at);
    for (let at = 0; at < length; at++) {
      plane[start + at * step] = sum / (2 * radius + 1);
      sum += value(at + radius + 1) - value(at - radius);
    }
  }
}

/** Blurs the picture as a lens out of focus does, by a radius in pixels. */
export function blurPlanes(planes: Planes, spare: Float32Array, radius: number): void {
  const { width, height } = planes;
  for (const plane of [planes.luma, planes.blue, planes.red]) {
    for (let pass = 0; pass < 2; pass++) {
      boxBlur(plane, spare, height, width, 1, width, radius);
      boxBlur(plane, spare, width, height, width, 1, radius);
    }
  }
}

/** Changes every pixel; `change` gives the factor and the summand of its grey level. */
export function relight(
  { width, height, luma, blue, red }: Planes,
  change: (x: number, y: number) => readonly [factor: number, summand: number],
): void {
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const [factor, summand] = change(x, y);
      luma[at] = 16 + ((luma[at] ?? 16) - 16) * factor + summand;
      blue[at] = (blue[at] ?? 0) * Math.min(1, factor);
      red[at] = (red[at] ?? 0) * Math.min(1, factor);
    }
  }
}
