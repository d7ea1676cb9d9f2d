import type { Box } from '#analytics/geometry/boxes.ts';
import type { Subsampling } from './mask.ts';
import type { Planes, Size } from './rgb-scaler.ts';

/** Crops begin where FFmpeg's fast code can read: 16 bytes into a halved colour plane. */
const leftStep = 32;
const topStep = 2;
/** Sides of crops grow by this: cameras then need few scalers. */
const sideStep = 32;

/** The part of a picture that is cut out for `region`, whole pixels: it holds what of the region the picture holds. */
export function cropOf(region: Box, picture: Size): Box {
  const [left, right] = span(region.left, region.right, picture.width, leftStep);
  const [top, bottom] = span(region.top, region.bottom, picture.height, topStep);
  return { left, top, right, bottom };
}

function span(from: number, to: number, size: number, step: number): readonly [number, number] {
  const inside = Math.max(0, Math.min(size - 1, from));
  const start = Math.floor(inside / step) * step;
  const steps = Math.max(1, Math.ceil((to - start) / sideStep));
  return [start, Math.min(size, start + steps * sideStep)];
}

/** The planes of a picture from the crop's corner on. */
export function cropPlanes(
  { data, strides }: Planes,
  { left, top }: Box,
  { shiftX, shiftY, chroma }: Subsampling & { readonly chroma: 'separate' | 'interleaved' | 'none' },
): Planes {
  const bytes = chroma === 'interleaved' ? 2 : 1;
  const cropped = data.map((plane, index) => {
    const stride = strides[index] ?? 0;
    return index === 0
      ? plane.subarray(top * stride + left)
      : plane.subarray((top >> shiftY) * stride + (left >> shiftX) * bytes);
  });
  return { data: cropped, strides };
}
