import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUVJ420P,
  AVMEDIA_TYPE_VIDEO,
  type FFVideoEncoder,
} from 'node-av/constants';
import {
  Codec,
  CodecContext,
  Dictionary,
  FFmpegError,
  FormatContext,
  Frame,
  Packet,
  Rational,
  type Stream,
} from 'node-av/lib';

/** Twelve vertical bars tell the number of a picture, the highest bit on the left. */
const clipBits = 12;

/** What a clip for tests is made of. */
export interface ClipWishes {
  readonly width?: number;
  readonly height?: number;
  readonly frames: number;
  readonly framesPerSecond?: number;
  /** FFmpeg's name of the encoder; H.264 when absent */
  readonly codec?: string;
  /** FFmpeg's name of the container; by the file's ending when absent */
  readonly format?: string;
  readonly formatOptions?: Readonly<Record<string, string>>;
  /** luma of all pixels, instead of the numbered bars */
  readonly luma?: number;
  /** pictures between two that stand alone */
  readonly keyEvery?: number;
}

/** Writes a clip whose every picture shows its own number as bars. */
export async function makeClip(path: string, wishes: ClipWishes): Promise<string> {
  const output = new FormatContext();
  FFmpegError.throwIfError(output.allocOutputContext2(null, wishes.format ?? null, path));
  const rate = wishes.framesPerSecond ?? 12;
  const encoder = await openEncoder(
    wishes,
    rate,
    output.oformat?.name !== 'mp4' && output.oformat?.name !== 'mov',
  );
  const stream = output.newStream();
  stream.timeBase = new Rational(1, rate);
  stream.avgFrameRate = new Rational(rate, 1);
  FFmpegError.throwIfError(stream.codecpar.fromContext(encoder));
  FFmpegError.throwIfError(await output.openOutput());
  FFmpegError.throwIfError(await output.writeHeader(Dictionary.fromObject(wishes.formatOptions ?? {})));
  const frame = new Frame();
  frame.alloc();
  frame.width = encoder.width;
  frame.height = encoder.height;
  frame.format = encoder.pixelFormat;
  FFmpegError.throwIfError(frame.getBuffer());
  for (let number = 0; number < wishes.frames; number += 1) {
    FFmpegError.throwIfError(frame.makeWritable());
    paint(frame, number, wishes.luma);
    frame.pts = BigInt(number);
    FFmpegError.throwIfError(await encoder.sendFrame(frame));
    await drain(encoder, output, stream, rate);
  }
  await encoder.sendFrame(null);
  await drain(encoder, output, stream, rate);
  FFmpegError.throwIfError(await output.writeTrailer());
  await output.closeOutput();
  frame.free();
  encoder.freeContext();
  output.freeContext();
  return path;
}

async function openEncoder(wishes: ClipWishes, rate: number, inBand: boolean): Promise<CodecContext> {
  const codec = Codec.findEncoderByName((wishes.codec ?? 'libx264') as FFVideoEncoder);
  if (codec === null || codec.type !== AVMEDIA_TYPE_VIDEO) {
    throw new Error(`this build of FFmpeg has no encoder ${wishes.codec}`);
  }
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = wishes.width ?? 192;
  encoder.height = wishes.height ?? 108;
  encoder.pixelFormat = wishes.codec === 'mjpeg' ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
  encoder.timeBase = new Rational(1, rate);
  encoder.framerate = new Rational(rate, 1);
  encoder.gopSize = wishes.keyEvery ?? rate;
  encoder.maxBFrames = 0;
  encoder.threadCount = 1;
  if (inBand) {
    encoder.clearFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  } else {
    encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  }
  const options = Dictionary.fromObject(
    wishes.codec === undefined ? { preset: 'ultrafast', tune: 'zerolatency' } : {},
  );
  FFmpegError.throwIfError(await encoder.open2(codec, options));
  return encoder;
}

function paint(frame: Frame, number: number, luma: number | undefined): void {
  const [light, ...colours] = frame.data ?? [];
  const stride = frame.linesize[0] ?? 0;
  for (let row = 0; row < frame.height; row += 1) {
    for (let bit = 0; bit < clipBits; bit += 1) {
      const bright = luma ?? (((number >> (clipBits - 1 - bit)) & 1) === 1 ? 220 : 40);
      const from = Math.round((bit * frame.width) / clipBits);
      light?.fill(
        bright,
        row * stride + from,
        row * stride + Math.round(((bit + 1) * frame.width) / clipBits),
      );
    }
  }
  for (const plane of colours) {
    plane.fill(luma === undefined ? 128 : 90);
  }
}

/** The number a picture of a clip shows, read from the middle row of the model's input. */
export function readClipNumber(
  picture: {
    readonly width: number;
    readonly height: number;
    readonly input: Uint8Array;
    readonly letterbox: { readonly scale: number; readonly padX: number; readonly padY: number };
  },
  inputWidth: number,
): number {
  const { scale, padX, padY } = picture.letterbox;
  const row = Math.floor(padY + (picture.height * scale) / 2);
  let number = 0;
  for (let bit = 0; bit < clipBits; bit += 1) {
    const column = Math.floor(padX + ((bit + 0.5) * picture.width * scale) / clipBits);
    number = number * 2 + ((picture.input[(row * inputWidth + column) * 3] ?? 0) > 128 ? 1 : 0);
  }
  return number;
}

async function drain(
  encoder: CodecContext,
  output: FormatContext,
  stream: Stream,
  rate: number,
): Promise<void> {
  const packet = new Packet();
  packet.alloc();
  while ((await encoder.receivePacket(packet)) >= 0) {
    packet.duration = 1n;
    packet.rescaleTs({ num: 1, den: rate }, stream.timeBase);
    packet.streamIndex = stream.index;
    FFmpegError.throwIfError(await output.interleavedWriteFrame(packet));
    packet.unref();
  }
  packet.free();
}

/** The pictures of a clip of bare JPEGs. */
export function splitJpegs(bytes: Buffer): Buffer[] {
  const starts: number[] = [];
  for (let at = bytes.indexOf('ffd8ff', 0, 'hex'); at >= 0; at = bytes.indexOf('ffd8ff', at + 3, 'hex')) {
    starts.push(at);
  }
  return starts.map((start, index) => bytes.subarray(start, starts[index + 1] ?? bytes.length));
}
