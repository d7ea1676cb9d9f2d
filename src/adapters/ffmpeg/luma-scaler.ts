import { AV_PIX_FMT_GRAY8, type AVPixelFormat, SWS_AREA } from 'node-av/constants';
import { FFmpegError, Frame, type SoftwareScaleContext } from 'node-av/lib';
import type { Luma } from '#analytics/motion/luma.ts';
import { pixelPlanes } from './pixel-planes.ts';
import { allocatePlanes, planesOf, type Size, scalerBetween } from './rgb-scaler.ts';

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
  readonly #small = new Frame();
  readonly #rows: Uint8Array;
  readonly #stride: number;
  readonly #fullRange: boolean;

  constructor(from: Size, format: AVPixelFormat) {
    const planes = pixelPlanes(format);
    this.#size = lumaSize(from);
    this.#fullRange = planes?.fullRange ?? true;
    const read = planes === undefined ? format : AV_PIX_FMT_GRAY8;
    this.#scaler = scalerBetween(from, read, this.#size, AV_PIX_FMT_GRAY8, SWS_AREA);
    allocatePlanes(this.#small, this.#size, AV_PIX_FMT_GRAY8);
    this.#rows = planesOf(this.#small)[0] ?? new Uint8Array();
    this.#stride = this.#small.linesize[0] ?? 0;
  }

  /** The frame in grey. */
  scale(frame: Frame): Luma {
    const { width, height } = this.#size;
    FFmpegError.throwIfError(this.#scaler.scaleFrameSync(this.#small, frame));
    const data = new Uint8Array(width * height);
    for (let y = 0; y < height; y += 1) {
      const row = this.#rows.subarray(y * this.#stride, y * this.#stride + width);
      if (this.#fullRange) data.set(row, y * width);
      else for (let x = 0; x < width; x += 1) data[y * width + x] = fullRangeOf[row[x] ?? 0] ?? 0;
    }
    return { width, height, data };
  }

  /** Frees the scaler. */
  close(): void {
    this.#scaler.freeContext();
    this.#small.free();
  }
}

/** The shape of the picture kept, never larger than it. */
function lumaSize({ width, height }: Size): Size {
  const scale = Math.min(1, lines / height, (lines * widest) / width);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
