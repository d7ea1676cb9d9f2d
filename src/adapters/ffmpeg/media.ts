import {
  AV_CODEC_FLAG_LOW_DELAY,
  AV_LOG_QUIET,
  AV_NOPTS_VALUE,
  AVDISCARD_ALL,
  AVERROR_DECODER_NOT_FOUND,
  AVERROR_STREAM_NOT_FOUND,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants';
import {
  avGetCodecName,
  Codec,
  CodecContext,
  Dictionary,
  FormatContext,
  InputFormat,
  Log,
  type Stream,
} from 'node-av/lib';
import type { Clock } from '#foundation/clock.ts';
import { describeFault, sourceFault, unknownCodec } from './faults.ts';
import type { HardwareDecoder } from './hardware.ts';
import type { Door } from './knock.ts';
import type { SourceAddress } from './source-address.ts';

/**
 * Pixels of the largest picture that is decoded, a little more than 8K. A header of some bytes may claim 20 000 × 20 000:
 * it is refused before memory is set aside for it.
 */
const largestPixels = 8192 * 4352;

// FFmpeg writes whole addresses, passwords included, to the standard error output.
Log.setLevel(AV_LOG_QUIET);

/** What FFmpeg opens, and the limits it is held to. */
export interface MediaLocation {
  readonly address: SourceAddress;
  /** the address given to FFmpeg: a checked path or a checked host */
  readonly url: string;
  readonly options: Readonly<Record<string, string>>;
  /** FFmpeg's name of the format, where it must not be guessed */
  readonly format?: string;
  readonly live: boolean;
  /** where it can be seen that a stream's server is back */
  readonly door?: Door;
  /** ends what was opened to reach the stream; to be called once it is closed */
  readonly release?: () => void;
  /** true when the stream's server tried to send FFmpeg to another address */
  readonly wasRedirected?: () => boolean;
}

/** How the pictures are decoded. */
export interface DecodingChoice {
  readonly threads: number;
  readonly hardware: (codec: Codec) => HardwareDecoder | undefined;
  readonly clock: Clock;
}

/**
 * What tells the time of a picture: the stream's stamps, its arrival (MJPEG carries no stamps, FFmpeg invents them),
 * or stamps of a stream that comes in bursts of seconds and is to be shown evenly (HLS).
 */
type Clocking = 'stream' | 'arrival' | 'bursts';

/** An open stream with its decoder; `close` frees both. */
export interface Media {
  readonly format: FormatContext;
  readonly stream: Stream;
  readonly streamIndex: number;
  readonly decoder: CodecContext;
  readonly codec: string;
  readonly hardware: string | null;
  readonly width: number;
  readonly height: number;
  /** 0 when the stream does not tell */
  readonly framesPerSecond: number;
  readonly durationMs: number | undefined;
  readonly frames: number | undefined;
  /** how long the video itself lasts, as its container says */
  readonly videoMs: number | undefined;
  /** when the stream began to flow, milliseconds since 1970 */
  readonly connectedMs: number;
  readonly clocking: Clocking;
  /** the stream's own time at that moment, milliseconds */
  readonly firstStampMs: number | undefined;
  close(): Promise<void>;
}

/** Opens a file or a stream and the decoder of its best video stream; an abort ends the attempt. */
export async function openMedia(
  location: MediaLocation,
  choice: DecodingChoice,
  signal: AbortSignal,
): Promise<Media> {
  const format = new FormatContext();
  format.allocContext();
  const interrupt = () => format.interrupt();
  signal.addEventListener('abort', interrupt);
  try {
    const connectedMs = await openInput(format, location, choice.clock);
    return await openStream(format, location, choice, connectedMs);
  } catch (fault) {
    await format.closeInput();
    throw fault;
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
}

async function openInput(format: FormatContext, location: MediaLocation, clock: Clock): Promise<number> {
  const options = Dictionary.fromObject(location.options);
  try {
    const known = location.format === undefined ? null : InputFormat.findInputFormat(location.format);
    const opened = await format.openInput(location.url, known, options);
    if (opened < 0) {
      throw describeFault(opened, location.address);
    }
  } finally {
    options.free();
  }
  const connectedMs = clock();
  const found = await format.findStreamInfo();
  if (found < 0) {
    throw describeFault(found, location.address);
  }
  return connectedMs;
}

async function openStream(
  format: FormatContext,
  location: MediaLocation,
  choice: DecodingChoice,
  connectedMs: number,
): Promise<Media> {
  const streamIndex = format.findBestStream(AVMEDIA_TYPE_VIDEO);
  const stream = format.streams[streamIndex];
  if (streamIndex < 0 || stream === undefined) {
    throw noVideo(streamIndex, format, location);
  }
  const { codecpar } = stream;
  const name = avGetCodecName(codecpar.codecId) ?? 'unnamed';
  const codec = Codec.findDecoder(codecpar.codecId);
  if (codec === null || codecpar.width === 0 || codecpar.height === 0) {
    throw unknownCodec(location.address, codecpar.codecTagString ?? name);
  }
  if (codecpar.width * codecpar.height > largestPixels) {
    throw tooLarge(codecpar, location);
  }
  discardOthers(format, streamIndex);
  const { decoder, hardware } = await openDecoder(codec, stream, location, choice);
  return {
    format,
    stream,
    streamIndex,
    decoder,
    codec: name,
    hardware,
    width: codecpar.width,
    height: codecpar.height,
    ...lengthOf(format, stream),
    connectedMs,
    clocking: clockingOf(format, location),
    firstStampMs: firstStamp(stream),
    async close() {
      decoder.freeContext();
      await format.closeInput();
    },
  };
}

function noVideo(code: number, format: FormatContext, location: MediaLocation) {
  const video = format.streams.find((stream) => stream.codecpar.codecType === AVMEDIA_TYPE_VIDEO);
  if (video !== undefined && (code === AVERROR_DECODER_NOT_FOUND || code === AVERROR_STREAM_NOT_FOUND)) {
    return unknownCodec(location.address, video.codecpar.codecTagString ?? 'unnamed');
  }
  return sourceFault(
    'invalid',
    `${location.address.label}: there is no video in it`,
    location.live ? 'check that the address is that of the video stream' : 'give a file that holds video',
    'not-video',
  );
}

function tooLarge({ width, height }: { width: number; height: number }, location: MediaLocation) {
  return sourceFault(
    'invalid',
    `${location.address.label}: pictures of ${width} × ${height} pixels are not decoded`,
    'set the camera to 8K (7680 × 4320) at most',
    'too-large',
  );
}

function discardOthers(format: FormatContext, streamIndex: number): void {
  for (const stream of format.streams) {
    if (stream.index !== streamIndex) {
      stream.discard = AVDISCARD_ALL;
    }
  }
}

function lengthOf(format: FormatContext, stream: Stream) {
  const rate = stream.avgFrameRate.den > 0 ? stream.avgFrameRate : stream.rFrameRate;
  const framesPerSecond = rate.den > 0 && rate.num > 0 ? rate.num / rate.den : 0;
  const durationMs = format.duration > 0n ? Number(format.duration) / 1000 : undefined;
  const declared = Number(stream.nbFrames);
  const estimated =
    durationMs === undefined || framesPerSecond === 0
      ? undefined
      : Math.round((durationMs / 1000) * framesPerSecond);
  const own =
    stream.duration > 0n ? (Number(stream.duration) * 1000 * stream.timeBase.num) / stream.timeBase.den : 0;
  const alone = format.nbStreams === 1 ? durationMs : undefined;
  return {
    framesPerSecond,
    durationMs,
    videoMs: own > 0 ? own : alone,
    frames: declared > 0 ? declared : estimated,
  };
}

function clockingOf(format: FormatContext, location: MediaLocation): Clocking {
  const name = format.iformat?.name ?? '';
  if (!location.live || name === 'rtsp') {
    return 'stream';
  }
  return name === 'hls' ? 'bursts' : 'arrival';
}

function firstStamp({ startTime, timeBase }: Stream): number | undefined {
  const stampMs = (Number(startTime) * 1000 * timeBase.num) / timeBase.den;
  return startTime === AV_NOPTS_VALUE || !Number.isFinite(stampMs) ? undefined : stampMs;
}

async function openDecoder(codec: Codec, stream: Stream, location: MediaLocation, choice: DecodingChoice) {
  const hardware = choice.hardware(codec);
  if (hardware !== undefined) {
    const decoder = await tryDecoder(hardware.codec ?? codec, stream, location, choice.threads, hardware);
    if (typeof decoder !== 'number') {
      return { decoder, hardware: hardware.name };
    }
  }
  const decoder = await tryDecoder(codec, stream, location, choice.threads, undefined);
  if (typeof decoder === 'number') {
    throw describeFault(decoder, location.address);
  }
  return { decoder, hardware: null };
}

async function tryDecoder(
  codec: Codec,
  stream: Stream,
  location: MediaLocation,
  threads: number,
  hardware: HardwareDecoder | undefined,
): Promise<CodecContext | number> {
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  decoder.parametersToContext(stream.codecpar);
  decoder.pktTimebase = stream.timeBase;
  decoder.threadCount = threads;
  if (location.live) {
    decoder.setFlags(AV_CODEC_FLAG_LOW_DELAY);
  }
  if (hardware?.device !== undefined && hardware.pixelFormat !== undefined) {
    decoder.hwDeviceCtx = hardware.device;
    decoder.setHardwarePixelFormat(hardware.pixelFormat);
  }
  const limit = Dictionary.fromObject({ max_pixels: String(largestPixels) });
  const opened = await decoder.open2(codec, limit);
  limit.free();
  if (opened < 0) {
    decoder.freeContext();
    return opened;
  }
  return decoder;
}
