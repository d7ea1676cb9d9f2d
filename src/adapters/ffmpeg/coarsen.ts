import { type Box, widened } from '#analytics/geometry/boxes.ts';

/** One plane of a picture, a byte a sample. */
export interface SamplePlane {
  readonly data: Uint8Array;
  readonly stride: number;
  readonly width: number;
  readonly height: number;
}

/** Each side of a box moves out by this share: a detector's boxes are never quite right. */
const marginShare = 0.15;
/** Blocks along the shorter side: a face is then one or two blocks, a number plate less than one high. */
const blocksAcross = 4;
const smallestBlock = 8;

/**
 * Makes what stands in the boxes coarse: every block becomes the mean of its samples, the same blocks in all planes.
 * What was there cannot be got back. `scale` brings the boxes to the size of the first plane.
 */
export function coarsen(planes: readonly SamplePlane[], boxes: readonly Box[], scale: number): void {
  const [first] = planes;
  if (first === undefined) return;
  for (const box of boxes) {
    const { left, top, right, bottom } = widened(box, marginShare);
    const shorter = Math.min(right - left, bottom - top) * scale;
    const block = Math.max(smallestBlock, Math.ceil(shorter / blocksAcross));
    for (const plane of planes) {
      const share = (scale * plane.width) / first.width;
      const size = Math.max(1, Math.round((block * plane.width) / first.width));
      coarsenPart(
        plane,
        { left: left * share, top: top * share, right: right * share, bottom: bottom * share },
        size,
      );
    }
  }
}

function coarsenPart(plane: SamplePlane, part: Box, size: number): void {
  const right = Math.min(plane.width, Math.ceil(part.right));
  const bottom = Math.min(plane.height, Math.ceil(part.bottom));
  for (let y = Math.max(0, Math.floor(part.top)); y < bottom; y += size) {
    for (let x = Math.max(0, Math.floor(part.left)); x < right; x += size) {
      flatten(plane, x, y, Math.min(right, x + size), Math.min(bottom, y + size));
    }
  }
}

function flatten(
  { data, stride }: SamplePlane,
  left: number,
  top: number,
  right: number,
  bottom: number,
): void {
  let sum = 0;
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) sum += data[y * stride + x] ?? 0;
  const mean = Math.round(sum / Math.max(1, (right - left) * (bottom - top)));
  for (let y = top; y < bottom; y += 1) data.fill(mean, y * stride + left, y * stride + right);
}
