import { AV_PIX_FMT_YUV420P, type AVPixelFormat, SWS_BILINEAR } from 'node-av/constants';
import { FFmpegError, type Frame, type SoftwareScaleContext } from 'node-av/lib';
import { type Fit, fitLetterbox } from '#analytics/detection/letterbox.ts';
import type { Box } from '#analytics/geometry/boxes.ts';
import type { Luma } from '#analytics/motion/luma.ts';
import type { Look } from '#features/video-analysis/ports.ts';
import { cropOf, cropPlanes } from './crop.ts';
import { JpegEncoder } from './jpeg.ts';
import { LumaScaler } from './luma-scaler.ts';
import { type Mask, type MaskPolygon, rasteriseMask } from './mask.ts';
import { convertFrame, paintMask } from './mask-painting.ts';
import { pixelPlanes } from './pixel-planes.ts';
import { type Planes, planesOf, RgbScaler, type Size, scalerBetween } from './rgb-scaler.ts';

const grey = 114;
/** Inputs kept for the pictures to come, at most: one for the whole and one for each part looked at again. */
const mostSpare = 5;
/** Sizes of crops whose scalers are kept. */
const mostCropScalers = 8;

/** What a picture is made for. */
export interface PictureWishes {
  readonly inputWidth: number;
  readonly inputHeight: number;
  readonly masks: readonly MaskPolygon[];
}

/**
 * All that depends on the size and pixel format of the frames: masks, scalers, encoders. Lives as long as pictures of
 * that size do, after the stream has gone on to another.
 */
export class PictureLayout {
  readonly key: string;
  readonly #wishes: PictureWishes;
  readonly #size: Size;
  /** of the masked frames */
  readonly format: AVPixelFormat;
  /** set when masks cannot be painted into the frames as they are */
  readonly #converter: SoftwareScaleContext | undefined;
  readonly #mask: Mask | undefined;
  readonly #fit: Fit;
  readonly #jpegs = new Map<string, JpegEncoder>();
  readonly #crops = new Map<string, RgbScaler>();
  readonly #spare: Uint8Array[] = [];
  #whole: RgbScaler | undefined;
  #luma: LumaScaler | undefined;
  #pictures = 0;
  #retired = false;

  constructor(key: string, size: Size, source: AVPixelFormat, wishes: PictureWishes) {
    this.key = key;
    this.#wishes = wishes;
    this.#size = { width: size.width, height: size.height };
    this.#fit = this.#fitted(this.#size);
    const masked = wishes.masks.length > 0;
    const convert = masked && pixelPlanes(source) === undefined;
    this.#converter = convert
      ? scalerBetween(this.#size, source, this.#size, AV_PIX_FMT_YUV420P, SWS_BILINEAR)
      : undefined;
    this.format = convert ? AV_PIX_FMT_YUV420P : source;
    this.#mask = masked ? this.#rasterise() : undefined;
  }

  /** The frame with its masks painted; takes it over. */
  hide(frame: Frame): Frame {
    if (this.#mask === undefined) return frame;
    const target = this.#converter === undefined ? frame : convertFrame(frame, this.#converter);
    // The decoder predicts later frames from this one: paint a copy, or the black would smear into them.
    FFmpegError.throwIfError(target.makeWritable());
    paintMask(target, this.#mask, this.format);
    return target;
  }

  luma(frame: Frame): Luma {
    this.#luma ??= new LumaScaler(this.#size, this.format);
    return this.#luma.scale(frame);
  }

  /** The frame, or a part of it, for the model. A format whose planes are unknown is seen as a whole. */
  look(frame: Frame, region: Box | undefined): Look {
    const planes = pixelPlanes(this.format);
    if (region === undefined || planes === undefined) {
      this.#whole ??= new RgbScaler(this.#size, this.format, this.#fit);
      const whole = { left: 0, top: 0, right: this.#size.width, bottom: this.#size.height };
      return this.#seen(frame, whole, this.#whole, this.#fit);
    }
    const source = { data: planesOf(frame), strides: frame.linesize };
    const crop = cropOf(region, this.#size);
    const size = { width: crop.right - crop.left, height: crop.bottom - crop.top };
    const fit = this.#fitted(size);
    return this.#seen(cropPlanes(source, crop, planes), crop, this.#cropScaler(size, fit), fit);
  }

  /** A model input with the region in it and grey round it. */
  #seen(source: Frame | Planes, region: Box, scaler: RgbScaler, { scale, padX, padY }: Fit): Look {
    const { inputWidth, inputHeight } = this.#wishes;
    // Shared memory stays with this thread when another one reads it, and serves again.
    const spare = this.#spare.pop() ?? new Uint8Array(new SharedArrayBuffer(inputWidth * inputHeight * 3));
    const input = spare.fill(grey);
    scaler.scaleInto(source, region.bottom - region.top, { input, inputWidth, padX, padY });
    const letterbox = { scale, padX: padX - region.left * scale, padY: padY - region.top * scale };
    return { input, letterbox, region };
  }

  jpeg(frame: Frame, limit: Size, hidden: readonly Box[]): Uint8Array {
    const key = `${limit.width}x${limit.height}`;
    let jpeg = this.#jpegs.get(key);
    if (jpeg === undefined) {
      jpeg = new JpegEncoder(frame, limit);
      this.#jpegs.set(key, jpeg);
    }
    return jpeg.encode(frame, hidden);
  }

  /** A picture of this layout is made. */
  hold(): void {
    this.#pictures += 1;
  }

  /** A picture of this layout is released, and with it the inputs it was seen in. */
  drop(inputs: readonly Uint8Array[]): void {
    this.#pictures -= 1;
    this.#spare.push(...inputs.slice(0, mostSpare - this.#spare.length));
    this.#closeWhenDone();
  }

  /** No more pictures are made; what serves those still held is freed with the last of them. */
  retire(): void {
    this.#retired = true;
    this.#closeWhenDone();
  }

  #closeWhenDone(): void {
    if (!this.#retired || this.#pictures > 0) return;
    this.#converter?.freeContext();
    for (const part of [this.#whole, this.#luma, ...this.#crops.values(), ...this.#jpegs.values()])
      part?.close();
  }

  #fitted({ width, height }: Size): Fit {
    return fitLetterbox(width, height, this.#wishes.inputWidth, this.#wishes.inputHeight);
  }

  #rasterise(): Mask {
    const planes = pixelPlanes(this.format) ?? { shiftX: 1, shiftY: 1 };
    // As far as one colour sample of the scaled picture reaches: it covers two of its pixels.
    const margin = 2 + Math.ceil(2 / Math.min(1, this.#fit.scale));
    return rasteriseMask(this.#wishes.masks, this.#size, planes, margin);
  }

  #cropScaler(size: Size, fit: Fit): RgbScaler {
    const key = `${size.width}x${size.height}`;
    let scaler = this.#crops.get(key);
    this.#crops.delete(key);
    scaler ??= new RgbScaler(size, this.format, fit);
    this.#crops.set(key, scaler);
    if (this.#crops.size > mostCropScalers) {
      const [oldest] = this.#crops;
      oldest?.[1].close();
      this.#crops.delete(oldest?.[0] ?? '');
    }
    return scaler;
  }
}
