import { AV_CODEC_FLAG_GLOBAL_HEADER, AV_PIX_FMT_YUV420P, FF_ENCODER_LIBX264 } from 'node-av/constants';
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
import { VigieError } from '#foundation/errors.ts';

/** Large enough for every decoder in hardware. */
const size = { width: 320, height: 240 };
const pictures = 8;
const framesPerSecond = 8;

/** Writes a clip of one grey, H.264 as cameras send it. */
export async function writeTinyClip(path: string, luma: number): Promise<void> {
  const output = new FormatContext();
  FFmpegError.throwIfError(output.allocOutputContext2(null, 'mp4', path));
  const encoder = openEncoder();
  const stream = output.newStream();
  stream.timeBase = encoder.timeBase;
  FFmpegError.throwIfError(stream.codecpar.fromContext(encoder));
  FFmpegError.throwIfError(await output.openOutput());
  FFmpegError.throwIfError(await output.writeHeader(Dictionary.fromObject({})));
  const frame = greyFrame(luma);
  for (let number = 0; number < pictures; number += 1) {
    frame.pts = BigInt(number);
    FFmpegError.throwIfError(encoder.sendFrameSync(frame));
    await drain(encoder, output, stream);
  }
  encoder.sendFrameSync(null);
  await drain(encoder, output, stream);
  FFmpegError.throwIfError(await output.writeTrailer());
  await output.closeOutput();
  frame.free();
  encoder.freeContext();
  output.freeContext();
}

function openEncoder(): CodecContext {
  const codec = Codec.findEncoderByName(FF_ENCODER_LIBX264);
  if (codec === null) {
    throw new VigieError('unavailable', 'this build of FFmpeg makes no H.264', { fix: 'run npm ci again' });
  }
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = size.width;
  encoder.height = size.height;
  encoder.pixelFormat = AV_PIX_FMT_YUV420P;
  encoder.timeBase = new Rational(1, framesPerSecond);
  encoder.framerate = new Rational(framesPerSecond, 1);
  encoder.threadCount = 1;
  encoder.maxBFrames = 0;
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  FFmpegError.throwIfError(encoder.open2Sync(codec, null));
  return encoder;
}

function greyFrame(luma: number): Frame {
  const frame = new Frame();
  frame.alloc();
  frame.width = size.width;
  frame.height = size.height;
  frame.format = AV_PIX_FMT_YUV420P;
  FFmpegError.throwIfError(frame.getBuffer());
  const [y, u, v] = frame.data ?? [];
  y?.fill(luma);
  u?.fill(128);
  v?.fill(128);
  return frame;
}

async function drain(encoder: CodecContext, output: FormatContext, stream: Stream): Promise<void> {
  const packet = new Packet();
  packet.alloc();
  while (encoder.receivePacketSync(packet) >= 0) {
    packet.streamIndex = stream.index;
    packet.rescaleTs(encoder.timeBase, stream.timeBase);
    FFmpegError.throwIfError(await output.interleavedWriteFrame(packet));
  }
  packet.free();
}
