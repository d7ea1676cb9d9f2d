import {
  AV_LOG_WARNING,
  AV_PIX_FMT_YUV420P,
  Encoder,
  FF_ENCODER_LIBX264,
  Frame,
  Log,
  Muxer,
  Rational,
} from 'node-av';
import type { Format } from '../plan/scene.ts';

const QUALITY = 27;
const SECONDS_BETWEEN_KEYFRAMES = 2;

/** Writes planar YUV 4:2:0 pictures to an MP4 file. */
export interface ClipEncoder {
  write(picture: Buffer, frame: number): Promise<void>;
  finish(): Promise<void>;
}

function createEncoder({ framesPerSecond, quality = QUALITY }: Format): Promise<Encoder> {
  const gopSize = framesPerSecond * SECONDS_BETWEEN_KEYFRAMES;
  const timing = { timeBase: new Rational(1, framesPerSecond), framerate: new Rational(framesPerSecond, 1) };
  return Encoder.create(FF_ENCODER_LIBX264, {
    context: { gopSize, threadCount: 1, ...timing },
    options: { crf: quality, preset: 'slow' },
  });
}

/** An H.264 file that starts playing before it is loaded whole. */
export async function createClipEncoder(path: string, format: Format): Promise<ClipEncoder> {
  const { width, height, framesPerSecond } = format;
  Log.setLevel(AV_LOG_WARNING);
  const encoder = await createEncoder(format);
  const muxer = await Muxer.open(path, { options: { movflags: '+faststart' } });
  const stream = muxer.addStream(encoder);
  const send = async (frame: Frame | null) => {
    for await (const packet of encoder.packets(frame)) {
      if (packet) await muxer.writePacket(packet, stream);
    }
  };
  return {
    async write(picture, frame) {
      const timeBase = { num: 1, den: framesPerSecond };
      const video = { width, height, format: AV_PIX_FMT_YUV420P, pts: BigInt(frame), timeBase } as const;
      using moment = Frame.fromVideoBuffer(picture, video);
      await send(moment);
    },
    async finish() {
      await send(null);
      await muxer.close();
      encoder.close();
    },
  };
}
