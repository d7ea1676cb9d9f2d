import {
  AV_PIX_FMT_GRAY8,
  AV_PIX_FMT_NV12,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUV422P,
  AV_PIX_FMT_YUV444P,
  AV_PIX_FMT_YUVJ420P,
  AV_PIX_FMT_YUVJ422P,
  AV_PIX_FMT_YUVJ444P,
} from 'node-av/constants';
import type { Subsampling } from './mask.ts';

/** How the colour of a pixel format is stored, for painting masks into it. */
export interface PixelPlanes extends Subsampling {
  readonly chroma: 'separate' | 'interleaved' | 'none';
  /** luma 0 is black, not 16 */
  readonly fullRange: boolean;
}

const planar = (shiftX: number, shiftY: number, fullRange: boolean): PixelPlanes => ({
  shiftX,
  shiftY,
  chroma: 'separate',
  fullRange,
});

const known = new Map<number, PixelPlanes>([
  [AV_PIX_FMT_YUV420P, planar(1, 1, false)],
  [AV_PIX_FMT_YUVJ420P, planar(1, 1, true)],
  [AV_PIX_FMT_YUV422P, planar(1, 0, false)],
  [AV_PIX_FMT_YUVJ422P, planar(1, 0, true)],
  [AV_PIX_FMT_YUV444P, planar(0, 0, false)],
  [AV_PIX_FMT_YUVJ444P, planar(0, 0, true)],
  [AV_PIX_FMT_NV12, { shiftX: 1, shiftY: 1, chroma: 'interleaved', fullRange: false }],
  [AV_PIX_FMT_GRAY8, { shiftX: 0, shiftY: 0, chroma: 'none', fullRange: true }],
]);

/** The layout of a pixel format that masks can be painted into; undefined means: convert it first. */
export function pixelPlanes(format: number): PixelPlanes | undefined {
  return known.get(format);
}
