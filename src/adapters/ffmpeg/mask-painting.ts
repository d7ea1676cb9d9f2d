import { AV_PIX_FMT_YUV420P, type AVPixelFormat } from 'node-av/constants';
import { FFmpegError, Frame, type SoftwareScaleContext } from 'node-av/lib';
import { VigieError } from '#foundation/errors.ts';
import { type Mask, paintSpans } from './mask.ts';
import { pixelPlanes } from './pixel-planes.ts';
import { allocatePlanes, planesOf } from './rgb-scaler.ts';

/** The frame in a format that masks can be painted into; the given one is freed. */
export function convertFrame(frame: Frame, converter: SoftwareScaleContext): Frame {
  const copy = new Frame();
  allocatePlanes(copy, frame, AV_PIX_FMT_YUV420P);
  const lines = converter.scaleSync(
    planesOf(frame),
    frame.linesize,
    0,
    frame.height,
    planesOf(copy),
    copy.linesize,
  );
  frame.free();
  FFmpegError.throwIfError(lines);
  return copy;
}

/** Paints a mask black into a frame that may be written. */
export function paintMask(frame: Frame, mask: Mask, format: AVPixelFormat): void {
  const planes = pixelPlanes(format);
  const data = planesOf(frame);
  if (planes === undefined) {
    throw new VigieError('unavailable', 'a mask cannot be painted into this picture');
  }
  const strides = frame.linesize;
  const colours = planes.chroma === 'none' ? [] : data.slice(1);
  const bytes = planes.chroma === 'interleaved' ? 2 : 1;
  const [luma] = data;
  if (luma !== undefined) {
    paintSpans(luma, strides[0] ?? 0, mask.luma, planes.fullRange ? 0 : 16, 1);
  }
  for (const [index, plane] of colours.entries()) {
    paintSpans(plane, strides[index + 1] ?? 0, mask.chroma, 128, bytes);
  }
}
