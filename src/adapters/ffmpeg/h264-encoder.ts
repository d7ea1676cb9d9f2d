import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_CODEC_FLAG_LOW_DELAY,
  AV_PICTURE_TYPE_I,
  AV_PICTURE_TYPE_NONE,
  AV_PIX_FMT_YUV420P,
  type AVPixelFormat,
  type FFEncoderCodec,
  SWS_AREA,
} from 'node-av/constants';
import {
  Codec,
  CodecContext,
  Dictionary,
  FFmpegError,
  Frame,
  Packet,
  Rational,
  SoftwareScaleContext,
} from 'node-av/lib';
import { VigieError } from '#foundation/errors.ts';
import { allocatePlanes, type Size } from './rgb-scaler.ts';

/** Encoders that take pictures from ordinary memory, those of the processor; tried in this order. */
export const softwareEncoders: readonly string[] = ['libx264', 'libopenh264'];
/** The same of graphics cards and boards, tried first where their device is. */
export const hardwareEncoders: readonly string[] = ['h264_videotoolbox', 'h264_nvenc', 'h264_v4l2m2m'];

const usualFramesPerSecond = 25;
/** Bits a second at most for each pixel of the picture: a little over 2 million for 1280 × 720. */
const bitsPerPixel = 2.4;

/** Each encoder's own words for: no delay, no look ahead, every key a fresh start. */
const settings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  libx264: { preset: 'superfast', tune: 'zerolatency', crf: '24', 'forced-idr': '1' },
  h264_nvenc: { preset: 'p3', tune: 'ull', 'forced-idr': '1', delay: '0', zerolatency: '1' },
  h264_videotoolbox: { realtime: '1' },
};

/** One picture, encoded. */
export interface EncodedPicture {
  readonly bytes: Uint8Array;
  readonly isKey: boolean;
}

/** Makes H.264 of masked pictures of one size and format; what is not wanted smaller keeps its size. */
export class H264Encoder {
  readonly size: Size;
  readonly #encoder = new CodecContext();
  readonly #packet = new Packet();
  readonly #target = new Frame();
  readonly #scaler: SoftwareScaleContext | undefined;

  private constructor(from: Size, format: AVPixelFormat, limit: Size) {
    this.size = fitWithin(from, limit);
    this.#packet.alloc();
    const isAsItIs = this.size.width === from.width && this.size.height === from.height;
    if (!isAsItIs || format !== AV_PIX_FMT_YUV420P) {
      allocatePlanes(this.#target, this.size, AV_PIX_FMT_YUV420P);
      this.#scaler = new SoftwareScaleContext();
      const { width, height } = this.size;
      this.#scaler.getContext(from.width, from.height, format, width, height, AV_PIX_FMT_YUV420P, SWS_AREA);
    }
  }

  /** `format` is that of the pictures to come; throws where this encoder does not open. */
  static async open(name: string, from: Size, format: AVPixelFormat, limit: Size): Promise<H264Encoder> {
    const made = new H264Encoder(from, format, limit);
    try {
      await made.#open(name);
      return made;
    } catch (fault) {
      made.close();
      throw fault;
    }
  }

  /** What stands before all pictures, where the encoder keeps it apart. */
  get header(): Uint8Array {
    return Uint8Array.from(this.#encoder.extraData ?? []);
  }

  /** Encodes beside the event loop; undefined where the encoder keeps the picture for later. One call at a time. */
  async encode(frame: Frame, timeMs: number, asKey: boolean): Promise<EncodedPicture | undefined> {
    const picture = this.#scaled(frame);
    picture.pts = BigInt(Math.round(timeMs));
    picture.pictType = asKey ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
    FFmpegError.throwIfError(await this.#encoder.sendFrame(picture));
    if (this.#encoder.receivePacketSync(this.#packet) < 0) return undefined;
    const bytes = Uint8Array.from(this.#packet.data ?? []);
    const { isKeyframe: isKey } = this.#packet;
    this.#packet.unref();
    return { bytes, isKey };
  }

  /** Frees the encoder. */
  close(): void {
    this.#encoder.freeContext();
    this.#scaler?.freeContext();
    this.#packet.free();
    this.#target.free();
  }

  #scaled(frame: Frame): Frame {
    if (this.#scaler === undefined) return frame;
    // The encoder may still read the one before.
    FFmpegError.throwIfError(this.#target.makeWritable());
    FFmpegError.throwIfError(this.#scaler.scaleFrameSync(this.#target, frame));
    return this.#target;
  }

  async #open(name: string): Promise<void> {
    const codec = Codec.findEncoderByName(name as FFEncoderCodec);
    if (codec === null) throw new VigieError('unavailable', `this build of FFmpeg has no encoder ${name}`);
    const encoder = this.#encoder;
    encoder.allocContext3(codec);
    encoder.width = this.size.width;
    encoder.height = this.size.height;
    encoder.pixelFormat = AV_PIX_FMT_YUV420P;
    encoder.timeBase = new Rational(1, 1000);
    encoder.framerate = new Rational(usualFramesPerSecond, 1);
    encoder.threadCount = 1;
    encoder.maxBFrames = 0;
    // Keys are asked for by time: the rate of pictures changes.
    encoder.gopSize = 10_000;
    const mostBits = Math.round(this.size.width * this.size.height * bitsPerPixel) + 100_000;
    if (name !== 'libx264') encoder.bitRate = BigInt(mostBits);
    encoder.rcMaxRate = BigInt(mostBits);
    encoder.rcBufferSize = mostBits;
    encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_LOW_DELAY);
    const options = Dictionary.fromObject({ ...settings[name] });
    try {
      FFmpegError.throwIfError(await encoder.open2(codec, options));
    } finally {
      options.free();
    }
  }
}

/** The largest size of the same shape within a limit, its sides even: the colour planes are half as large. */
function fitWithin(from: Size, limit: Size): Size {
  const scale = Math.min(1, limit.width / from.width, limit.height / from.height);
  const even = (side: number): number => Math.max(16, Math.floor((side * scale) / 2) * 2);
  return { width: even(from.width), height: even(from.height) };
}
