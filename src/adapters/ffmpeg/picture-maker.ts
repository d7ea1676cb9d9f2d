import {
  AV_PIX_FMT_NONE,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUV422P,
  AV_PIX_FMT_YUV444P,
  AV_PIX_FMT_YUVJ420P,
  AV_PIX_FMT_YUVJ422P,
  AV_PIX_FMT_YUVJ444P,
  AVCOL_RANGE_JPEG,
  type AVPixelFormat,
  SWS_BILINEAR,
} from 'node-av/constants';
import { FFmpegError, Frame, type SoftwareScaleContext } from 'node-av/lib';
import { type Fit, fitLetterbox } from '#analytics/detection/letterbox.ts';
import type { Picture } from '#features/video-analysis/ports.ts';
import { VigieError } from '#foundation/errors.ts';
import { JpegEncoder } from './jpeg.ts';
import { type Mask, type MaskPolygon, paintSpans, rasteriseMask } from './mask.ts';
import { pixelPlanes } from './pixel-planes.ts';
import { allocatePlanes, planesOf, RgbScaler, scalerBetween } from './rgb-scaler.ts';

const grey = 114;
/** Above this many pixels, work is given to FFmpeg's threads rather than done at once. */
const largePicture = 1_000_000;
const sparedBuffers = 4;

/** What a picture is made for. */
export interface PictureWishes {
  readonly inputWidth: number;
  readonly inputHeight: number;
  readonly masks: readonly MaskPolygon[];
}

/** When a frame was filmed and came in. */
export interface FrameMoment {
  readonly timeMs: number;
  readonly arrivedMs: number;
  readonly discontinuity: boolean;
}

/** All that depends on the size and pixel format of the frames. */
interface Layout {
  readonly key: string;
  readonly fit: Fit;
  readonly scaler: RgbScaler;
  /** set when masks cannot be painted into the frames as they are */
  readonly converter: SoftwareScaleContext | undefined;
  readonly format: AVPixelFormat;
  readonly mask: Mask | undefined;
}

/** True when a picture is so large that the event loop must not wait for it. */
export function isLarge(size: { readonly width: number; readonly height: number }): boolean {
  return size.width * size.height > largePicture;
}

/** Makes masked pictures of decoded frames; follows changes of size and format. */
export class PictureMaker {
  readonly #wishes: PictureWishes;
  #layout: Layout | undefined;
  #spare: Uint8Array<ArrayBuffer>[] = [];
  readonly #jpegs = new Map<string, JpegEncoder>();

  constructor(wishes: PictureWishes) {
    this.#wishes = wishes;
  }

  /** Takes the frame over: it is freed when the picture is released, or at once when this fails. */
  async make(decoded: Frame, moment: FrameMoment): Promise<Picture> {
    let frame = decoded;
    try {
      if (frame.isHwFrame()) {
        frame = await download(frame);
      }
      const layout = this.#layoutFor(frame);
      frame = this.#hide(frame, layout);
      const input = await this.#scale(frame, layout);
      return this.#picture(frame, layout, input, moment);
    } catch (fault) {
      frame.free();
      throw fault;
    }
  }

  /** Frees scalers and encoders. */
  close(): void {
    this.#layout?.scaler.close();
    this.#layout?.converter?.freeContext();
    this.#layout = undefined;
    for (const jpeg of this.#jpegs.values()) {
      jpeg.close();
    }
    this.#jpegs.clear();
    this.#spare = [];
  }

  #layoutFor(frame: Frame): Layout {
    const source = sourceFormat(frame);
    const key = `${frame.width}x${frame.height}:${source}`;
    if (this.#layout?.key !== key) {
      this.close();
      this.#layout = createLayout(key, frame, source, this.#wishes);
    }
    return this.#layout;
  }

  #hide(frame: Frame, layout: Layout): Frame {
    if (layout.mask === undefined) {
      return frame;
    }
    const target = layout.converter === undefined ? frame : convert(frame, layout.converter);
    // The decoder predicts later frames from this one: paint a copy, or the black would smear into them.
    FFmpegError.throwIfError(target.makeWritable());
    paintMask(target, layout.mask, layout.format);
    return target;
  }

  async #scale(frame: Frame, { fit: fitted, scaler }: Layout): Promise<Uint8Array<ArrayBuffer>> {
    const { inputWidth } = this.#wishes;
    const input = this.#freshInput();
    const start = (fitted.padY * inputWidth + fitted.padX) * 3;
    await scaler.scale(frame, Buffer.from(input.buffer, start), inputWidth * 3, isLarge(frame));
    return input;
  }

  /** A buffer with its padding grey. */
  #freshInput(): Uint8Array<ArrayBuffer> {
    const spare = this.#spare.pop();
    if (spare !== undefined) {
      return spare;
    }
    return new Uint8Array(this.#wishes.inputWidth * this.#wishes.inputHeight * 3).fill(grey);
  }

  #picture(frame: Frame, layout: Layout, input: Uint8Array<ArrayBuffer>, moment: FrameMoment): Picture {
    let held: Frame | undefined = frame;
    return {
      width: frame.width,
      height: frame.height,
      ...moment,
      input,
      letterbox: { scale: layout.fit.scale, padX: layout.fit.padX, padY: layout.fit.padY },
      // biome-ignore lint/suspicious/useAwait: a fault must reject, not throw
      encodeJpeg: async (maxWidth) => {
        if (held === undefined) {
          throw new VigieError('conflict', 'the picture was released before its JPEG was asked for');
        }
        return this.#jpeg(held, maxWidth).encode(held);
      },
      release: () => {
        held?.free();
        if (held !== undefined && layout === this.#layout && input.byteLength > 0) {
          this.#keep(input);
        }
        held = undefined;
      },
    };
  }

  #keep(input: Uint8Array<ArrayBuffer>): void {
    if (this.#spare.length < sparedBuffers) {
      this.#spare.push(input);
    }
  }

  #jpeg(frame: Frame, maxWidth: number): JpegEncoder {
    const key = `${frame.width}x${frame.height}:${frame.format}:${maxWidth}`;
    let jpeg = this.#jpegs.get(key);
    if (jpeg === undefined) {
      jpeg = new JpegEncoder(frame, maxWidth);
      this.#jpegs.set(key, jpeg);
    }
    return jpeg;
  }
}

function createLayout(key: string, frame: Frame, source: AVPixelFormat, wishes: PictureWishes): Layout {
  const size = { width: frame.width, height: frame.height };
  const fitted = fitLetterbox(size.width, size.height, wishes.inputWidth, wishes.inputHeight);
  const masked = wishes.masks.length > 0;
  const converter =
    masked && pixelPlanes(source) === undefined
      ? scalerBetween(size, source, size, AV_PIX_FMT_YUV420P, SWS_BILINEAR)
      : undefined;
  const format = converter === undefined ? source : AV_PIX_FMT_YUV420P;
  const planes = pixelPlanes(format) ?? { shiftX: 1, shiftY: 1 };
  // As far as one colour sample of the scaled picture reaches: it covers two of its pixels.
  const margin = 2 + Math.ceil(2 / Math.min(1, fitted.scale));
  return {
    key,
    fit: fitted,
    converter,
    format,
    scaler: new RgbScaler(size, format, fitted),
    mask: masked ? rasteriseMask(wishes.masks, size, planes, margin) : undefined,
  };
}

const fullRangeOf = new Map<number, AVPixelFormat>([
  [AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P],
  [AV_PIX_FMT_YUV422P, AV_PIX_FMT_YUVJ422P],
  [AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUVJ444P],
]);

/** The frame's pixel format; one with the full range of luma has its own name for the scaler. */
function sourceFormat(frame: Frame): AVPixelFormat {
  const format = frame.format as AVPixelFormat;
  if (format === AV_PIX_FMT_NONE) {
    throw new VigieError('unavailable', 'the decoder gave a picture without format');
  }
  return frame.colorRange === AVCOL_RANGE_JPEG ? (fullRangeOf.get(format) ?? format) : format;
}

async function download(frame: Frame): Promise<Frame> {
  const copy = new Frame();
  copy.alloc();
  const moved = await frame.hwframeTransferData(copy);
  if (moved < 0) {
    copy.free();
    FFmpegError.throwIfError(moved, 'the picture cannot be read from the hardware decoder');
  }
  copy.copyProps(frame);
  frame.free();
  return copy;
}

function convert(frame: Frame, converter: SoftwareScaleContext): Frame {
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

function paintMask(frame: Frame, mask: Mask, format: AVPixelFormat): void {
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
