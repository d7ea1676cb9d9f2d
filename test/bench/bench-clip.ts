import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  AV_LOG_ERROR,
  Decoder,
  Demuxer,
  Encoder,
  FF_ENCODER_LIBX264,
  FilterAPI,
  type Frame,
  Log,
  Muxer,
  Rational,
} from 'node-av';

/** A clip to measure with, made of another. */
export interface BenchClip {
  readonly from: string;
  readonly to: string;
  readonly width: number;
  readonly height: number;
  /** a larger grey picture that it is laid in the middle of */
  readonly canvas?: { readonly width: number; readonly height: number };
  readonly framesPerSecond: number;
  readonly frames: number;
  /** every picture is the first one, with the noise of a camera on it */
  readonly isStill: boolean;
}

/** Encodes the clip as cameras do: H.264, a whole picture every two seconds; done once, then kept. */
export async function makeBenchClip(clip: BenchClip): Promise<string> {
  if (existsSync(clip.to)) return clip.to;
  await mkdir(dirname(clip.to), { recursive: true });
  const draft = `${clip.to}.part.mp4`;
  await encode(clip, draft);
  await rename(draft, clip.to);
  return clip.to;
}

async function encode(clip: BenchClip, target: string): Promise<void> {
  const rate = new Rational(Math.round(clip.framesPerSecond * 2), 2);
  Log.setLevel(AV_LOG_ERROR);
  await using input = await Demuxer.open(clip.from);
  const stream = input.video();
  if (!stream) throw new Error(`${clip.from} has no video`);
  using decoder = await Decoder.create(stream);
  using filter = FilterAPI.create(filters(clip), { framerate: rate });
  using encoder = await Encoder.create(FF_ENCODER_LIBX264, {
    context: { gopSize: Math.round(clip.framesPerSecond * 2), threadCount: 1, framerate: rate },
    options: { crf: 27, preset: 'veryfast' },
  });
  const output = await Muxer.open(target);
  const track = output.addStream(encoder);
  const frames = firstOf(filter.frames(decoder.frames(input.packets(stream.index))), clip.frames);
  for await (const packet of encoder.packets(frames)) {
    if (packet) await output.writePacket(packet, track);
  }
  await output.close();
}

/** The clip is looped without end: so many of its pictures are wanted. */
async function* firstOf(frames: AsyncIterable<Frame | null>, count: number): AsyncGenerator<Frame | null> {
  let taken = 0;
  for await (const frame of frames) {
    if (!frame) continue;
    yield frame;
    taken += 1;
    if (taken === count) break;
  }
  yield null;
}

/** Shown as often as it takes to be long enough, at the wanted size and speed. */
function filters({ width, height, canvas, framesPerSecond, frames, isStill }: BenchClip): string {
  const source = isStill
    ? `select='eq(n,0)',loop=loop=${frames}:size=1,noise=alls=6:allf=t`
    : `loop=loop=-1:size=${frames}`;
  const speed = `settb=1/1000,setpts=N*1000/${framesPerSecond},fps=${framesPerSecond}`;
  const pad = canvas ? `,pad=${canvas.width}:${canvas.height}:(ow-iw)/2:(oh-ih)/2:gray` : '';
  return `${source},scale=${width}:${height}:flags=bicubic${pad},${speed},format=yuv420p`;
}
