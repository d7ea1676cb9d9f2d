import { AV_PIX_FMT_GRAY8, type AVPixelFormat, SWS_AREA } from 'node-av/constants';
import { FFmpegError, type Frame, type SoftwareScaleContext } from 'node-av/lib';
import type { Luma } from '#analytics/motion/luma.ts';
import { pixelPlanes } from './pixel-planes.ts';
import { blockPx, planesOf, type Size, scalerBetween } from './rgb-scaler.ts';

const lines = 108;
/** A picture wider than this many times its height is seen with fewer lines. */
const widest = 4;
/** Luma of video goes from 16 to 235 unless it says otherwise. */
const videoRange = { black: 16, white: 235 };
const fullRangeOf = Uint8Array.from({ length: 256 }, (_, value) =>
  Math.max(
    0,
    Math.min(255, Math.round(((value - videoRange.black) * 255) / (videoRange.white - videoRange.black))),
  ),
);

/** Scales frames of one size and format to a small grey picture: the mean of the pixels under each of its own. */
export class LumaScaler {
  readonly #scaler: SoftwareScaleContext;
  readonly #size: Size;
  readonly #onlyLuma: boolean;
  readonly #fullRange: boolean;

  constructor(from: Size, format: AVPixelFormat) {
    const planes = pixelPlanes(format);
    this.#size = lumaSize(from);
    this.#onlyLuma = planes !== undefined;
    this.#fullRange = planes?.fullRange ?? true;
    const read = planes === undefined ? format : AV_PIX_FMT_GRAY8;
    this.#scaler = scalerBetween(from, read, this.#size, AV_PIX_FMT_GRAY8, SWS_AREA);
  }

  /** The frame in grey. */
  scale(frame: Frame): Luma {
    const { width, height } = this.#size;
    const wide = Math.ceil(width / blockPx) * blockPx;
    const rows = Buffer.alloc(wide * height);
    const planes = planesOf(frame).slice(0, this.#onlyLuma ? 1 : undefined);
    const strides = frame.linesize.slice(0, planes.length);
    FFmpegError.throwIfError(this.#scaler.scaleSync(planes, strides, 0, frame.height, [rows], [wide]));
    const data = new Uint8Array(width * height);
    for (let row = 0; row < height; row += 1) {
      data.set(rows.subarray(row * wide, row * wide + width), row * width);
    }
    return { width, height, data: this.#fullRange ? data : data.map((value) => fullRangeOf[value] ?? 0) };
  }

  /** Frees the scaler. */
  close(): void {
    this.#scaler.freeContext();
  }
}

/** The shape of the picture kept, never larger than it. */
function lumaSize({ width, height }: Size): Size {
  const scale = Math.min(1, lines / height, (lines * widest) / width);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
