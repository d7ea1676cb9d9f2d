import {
  AV_CODEC_FLAG_QSCALE,
  AV_CODEC_ID_MJPEG,
  AV_PIX_FMT_YUVJ420P,
  SWS_BILINEAR,
} from 'node-av/constants';
import { Codec, CodecContext, FFmpegError, Frame, Packet, Rational, SoftwareScaleContext } from 'node-av/lib';
import type { Box } from '#analytics/geometry/boxes.ts';
import { VigieError } from '#foundation/errors.ts';
import { coarsen } from './coarsen.ts';
import { allocatePlanes, planesOf, type Size } from './rgb-scaler.ts';

/** FFmpeg's scale of quality: 2 is best, 31 is worst; one step is 118 (FF_QP2LAMBDA). */
const quality = 5 * 118;

/** Makes JPEG pictures of frames of one size and format; keeps its encoder between calls. */
export class JpegEncoder {
  readonly #target = new Frame();
  readonly #packet = new Packet();
  readonly #scaler = new SoftwareScaleContext();
  readonly #encoder = new CodecContext();

  /** `like` gives size and pixel format of the frames to come. */
  constructor(like: Frame, limit: Size) {
    const { width, height } = fitLimit(like, limit);
    allocatePlanes(this.#target, { width, height }, AV_PIX_FMT_YUVJ420P);
    this.#packet.alloc();
    this.#scaler.getContext(
      like.width,
      like.height,
      like.format as typeof AV_PIX_FMT_YUVJ420P,
      width,
      height,
      AV_PIX_FMT_YUVJ420P,
      SWS_BILINEAR,
    );
    this.#openEncoder(width, height);
  }

  /** The frame as JPEG; what stands in the boxes, in pixels of the frame, is made coarse before. */
  encode(frame: Frame, hidden: readonly Box[] = []): Uint8Array {
    FFmpegError.throwIfError(this.#target.makeWritable());
    FFmpegError.throwIfError(this.#scaler.scaleFrameSync(this.#target, frame));
    this.#hide(hidden, frame.width);
    this.#target.quality = quality;
    FFmpegError.throwIfError(this.#encoder.sendFrameSync(this.#target));
    FFmpegError.throwIfError(this.#encoder.receivePacketSync(this.#packet));
    const jpeg = Uint8Array.from(this.#packet.data ?? []);
    this.#packet.unref();
    return jpeg;
  }

  #hide(boxes: readonly Box[], sourceWidth: number): void {
    if (boxes.length === 0) return;
    const { width, height, linesize } = this.#target;
    const planes = planesOf(this.#target).map((data, index) => ({
      data,
      stride: linesize[index] ?? 0,
      width: index === 0 ? width : width >> 1,
      height: index === 0 ? height : height >> 1,
    }));
    coarsen(planes, boxes, width / sourceWidth);
  }

  /** Frees the encoder. */
  close(): void {
    this.#encoder.freeContext();
    this.#scaler.freeContext();
    this.#packet.free();
    this.#target.free();
  }

  #openEncoder(width: number, height: number): void {
    const codec = Codec.findEncoder(AV_CODEC_ID_MJPEG);
    if (codec === null) {
      throw new VigieError('unavailable', 'this build of FFmpeg makes no JPEG', { fix: 'run npm ci again' });
    }
    this.#encoder.allocContext3(codec);
    this.#encoder.width = width;
    this.#encoder.height = height;
    this.#encoder.pixelFormat = AV_PIX_FMT_YUVJ420P;
    this.#encoder.timeBase = new Rational(1, 25);
    this.#encoder.threadCount = 1;
    this.#encoder.setFlags(AV_CODEC_FLAG_QSCALE);
    this.#encoder.globalQuality = quality;
    FFmpegError.throwIfError(this.#encoder.open2Sync(codec, null));
  }
}

function fitLimit(frame: Frame, limit: Size): Size {
  const most = Math.min(limit.width, (limit.height * frame.width) / frame.height);
  const width = Math.max(16, Math.min(frame.width, Math.floor(most)));
  const height = Math.max(16, Math.min(limit.height, Math.round((frame.height * width) / frame.width)));
  // Even sides: the colour planes are half as large.
  return { width: width & ~1, height: height & ~1 };
}
