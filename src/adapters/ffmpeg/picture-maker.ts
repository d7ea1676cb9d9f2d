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
} from 'node-av/constants';
import { FFmpegError, Frame } from 'node-av/lib';
import type { Luma } from '#analytics/motion/luma.ts';
import type { Picture } from '#features/video-analysis/ports.ts';
import { VigieError } from '#foundation/errors.ts';
import { PictureLayout, type PictureWishes } from './picture-layout.ts';

/** Above this many pixels, work is given to FFmpeg's threads rather than done at once. */
const largePicture = 1_000_000;

/** When a frame was filmed and came in. */
export interface FrameMoment {
  readonly timeMs: number;
  readonly arrivedMs: number;
  readonly discontinuity: boolean;
}

/** A decoded frame with its masks burned in: to be held as a picture, or freed. */
export interface MaskedFrame {
  readonly frame: Frame;
  readonly format: AVPixelFormat;
  /** The frame as a picture, freed when that is released. */
  hold(moment: FrameMoment): Picture;
}

/** True when a picture is so large that the event loop must not wait for it. */
export function isLarge(size: { readonly width: number; readonly height: number }): boolean {
  return size.width * size.height > largePicture;
}

/** Makes masked pictures of decoded frames; follows changes of size and format. */
export class PictureMaker {
  readonly #wishes: PictureWishes;
  #layout: PictureLayout | undefined;

  constructor(wishes: PictureWishes) {
    this.#wishes = wishes;
  }

  /** Takes the frame over: it is freed when the picture is released, or at once when this fails. */
  async make(decoded: Frame, moment: FrameMoment): Promise<Picture> {
    return (await this.mask(decoded)).hold(moment);
  }

  /** Burns the masks in; takes the frame over. */
  async mask(decoded: Frame): Promise<MaskedFrame> {
    let frame = decoded;
    try {
      if (frame.isHwFrame()) frame = await download(frame);
      const layout = this.#layoutFor(frame);
      frame = layout.hide(frame);
      return {
        frame,
        format: layout.format,
        hold: (moment) => heldPicture(frame, layout, moment),
      };
    } catch (fault) {
      frame.free();
      throw fault;
    }
  }

  /** Frees scalers and encoders, once the pictures still held are released. */
  close(): void {
    this.#layout?.retire();
    this.#layout = undefined;
  }

  #layoutFor(frame: Frame): PictureLayout {
    const source = sourceFormat(frame);
    const key = `${frame.width}x${frame.height}:${source}`;
    if (this.#layout?.key !== key) {
      this.close();
      this.#layout = new PictureLayout(key, frame, source, this.#wishes);
    }
    return this.#layout;
  }
}

/** A picture that scales its frame only when asked. */
function heldPicture(frame: Frame, layout: PictureLayout, moment: FrameMoment): Picture {
  let held: Frame | undefined = frame;
  let luma: Luma | undefined;
  const inputs: Uint8Array[] = [];
  const open = (what: string): Frame => {
    if (held) return held;
    throw new VigieError('conflict', `the picture was released before its ${what} was asked for`);
  };
  layout.hold();
  return {
    width: frame.width,
    height: frame.height,
    ...moment,
    luma: () => (luma ??= layout.luma(open('luma'))),
    look: (region) => {
      const look = layout.look(open('look'), region);
      inputs.push(look.input);
      return look;
    },
    encodeJpeg: async (maxWidth, hidden = [], maxHeight = Number.POSITIVE_INFINITY) =>
      layout.jpeg(open('JPEG'), { width: maxWidth, height: maxHeight }, hidden),
    release: () => {
      if (held === undefined) return;
      held.free();
      held = undefined;
      layout.drop(inputs);
    },
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
