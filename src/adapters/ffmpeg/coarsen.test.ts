import { AV_CODEC_ID_MJPEG, AV_PIX_FMT_YUV420P } from 'node-av/constants';
import { Codec, CodecContext, FFmpegError, Frame, Packet } from 'node-av/lib';
import { describe, expect, it } from 'vitest';
import { coarsen, type SamplePlane } from './coarsen.ts';
import { PictureMaker } from './picture-maker.ts';

const box = { left: 40, top: 20, right: 80, bottom: 120 };

function noise(width: number, height: number): SamplePlane {
  const data = Uint8Array.from(
    { length: width * height },
    (_, index) => (index * 7919 + (index >> 3) * 104_729) & 255,
  );
  return { data, stride: width, width, height };
}

/** Number of different values in a part of a plane. */
function valuesIn({ data, stride }: SamplePlane, { left, top, right, bottom }: typeof box): number {
  const seen = new Set<number>();
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) seen.add(data[y * stride + x] ?? -1);
  return seen.size;
}

describe('what is made coarse', () => {
  it('holds no more than a few means of blocks, in every plane, with a margin round it', () => {
    const planes = [noise(200, 160), noise(100, 80), noise(100, 80)];
    coarsen(planes, [box], 1);
    const [luma, blue] = planes;
    if (luma === undefined || blue === undefined) throw new Error('no planes');
    // 52 × 130 with its margin, in blocks of 13: 4 × 10.
    expect(valuesIn(luma, box)).toBeLessThanOrEqual(40);
    expect(valuesIn(luma, { left: 34, top: 5, right: 86, bottom: 135 })).toBeLessThanOrEqual(40);
    expect(valuesIn(blue, { left: 20, top: 10, right: 40, bottom: 60 })).toBeLessThanOrEqual(50);
    expect(valuesIn(luma, { left: 100, top: 0, right: 140, bottom: 160 })).toBeGreaterThan(200);
  });

  it('may reach over the borders, be small, or be covered twice', () => {
    const plane = noise(64, 64);
    const whole = { left: -50, top: -50, right: 500, bottom: 500 };
    coarsen([plane], [whole, { left: 3, top: 3, right: 5, bottom: 5 }, whole], 1);
    expect(valuesIn(plane, { left: 0, top: 0, right: 64, bottom: 64 })).toBeLessThanOrEqual(4);
  });
});

/** A frame of fine black and white stripes. */
function striped(width: number, height: number): Frame {
  const frame = new Frame();
  frame.alloc();
  frame.width = width;
  frame.height = height;
  frame.format = AV_PIX_FMT_YUV420P;
  FFmpegError.throwIfError(frame.getBuffer());
  const [luma, ...colours] = frame.data ?? [];
  const stride = frame.linesize[0] ?? 0;
  const row = Uint8Array.from({ length: width }, (_, x) => ((x >> 2) % 2 === 0 ? 16 : 235));
  for (let y = 0; y < height; y += 1) luma?.set(row, y * stride);
  for (const plane of colours) plane.fill(128);
  return frame;
}

/** The light of a JPEG. */
function lightOf(jpeg: Uint8Array): SamplePlane {
  const codec = Codec.findDecoder(AV_CODEC_ID_MJPEG);
  if (codec === null) throw new Error('no decoder');
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  FFmpegError.throwIfError(decoder.open2Sync(codec, null));
  const packet = new Packet();
  packet.alloc();
  packet.data = Buffer.from(jpeg);
  FFmpegError.throwIfError(decoder.sendPacketSync(packet));
  const frame = new Frame();
  frame.alloc();
  FFmpegError.throwIfError(decoder.receiveFrameSync(frame));
  const { width, height } = frame;
  return { data: Uint8Array.from(frame.data?.[0] ?? []), stride: frame.linesize[0] ?? 0, width, height };
}

describe('the picture of a recording', () => {
  it('N23: shows nothing under a mask, and of who stands outside it only blocks', async () => {
    const maker = new PictureMaker({
      inputWidth: 64,
      inputHeight: 64,
      masks: [
        [
          [0.5, 0],
          [1, 0],
          [1, 1],
          [0.5, 1],
        ],
      ],
    });
    const picture = await maker.make(striped(640, 360), { timeMs: 1, arrivedMs: 2, discontinuity: false });
    const person = { left: 100, top: 100, right: 180, bottom: 260 };
    const bytes = await picture.encodeJpeg(640, [person]);
    picture.release();
    maker.close();
    const { data, stride } = lightOf(bytes);
    const contrast = (left: number, top: number, right: number, bottom: number): number => {
      let [least, most] = [255, 0];
      for (let y = top; y < bottom; y += 1)
        for (let x = left; x < right; x += 1) {
          const value = data[y * stride + x] ?? 0;
          [least, most] = [Math.min(least, value), Math.max(most, value)];
        }
      return most - least;
    };
    expect(contrast(340, 10, 630, 350)).toBeLessThan(12);
    expect(contrast(110, 110, 170, 250)).toBeLessThan(60);
    expect(contrast(10, 10, 80, 80)).toBeGreaterThan(150);
  });
});
