import {
  AV_PIX_FMT_NV12,
  AV_PIX_FMT_RGB24,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUVJ420P,
  type AVPixelFormat,
} from 'node-av/constants';
import { FFmpegError, Frame } from 'node-av/lib';
import { describe, expect, it } from 'vitest';
import type { Picture } from '#features/video-analysis/ports.ts';
import { PictureMaker } from './picture-maker.ts';

const moment = { timeMs: 1, arrivedMs: 2, discontinuity: false };
const side = 64;

/** A frame whose luma is told by place and whose colour planes are neutral. */
function frameOf(
  width: number,
  height: number,
  light: (x: number, y: number) => number,
  format: AVPixelFormat = AV_PIX_FMT_YUV420P,
): Frame {
  const frame = new Frame();
  frame.alloc();
  frame.width = width;
  frame.height = height;
  frame.format = format;
  FFmpegError.throwIfError(frame.getBuffer());
  const bytes = format === AV_PIX_FMT_RGB24 ? 3 : 1;
  const [luma, ...colours] = frame.data ?? [];
  const stride = frame.linesize[0] ?? 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width * bytes; x += 1) {
      if (luma) luma[y * stride + x] = light(Math.floor(x / bytes), y);
    }
  }
  for (const plane of colours) plane.fill(128);
  return frame;
}

function makerOf(masks: readonly (readonly (readonly [number, number])[])[] = []): PictureMaker {
  return new PictureMaker({ inputWidth: side, inputHeight: side, masks });
}

/** Brightness the model sees at a pixel of the source. */
function seenAt(picture: Picture, x: number, y: number, region?: Parameters<Picture['look']>[0]): number {
  const { input, letterbox } = picture.look(region);
  const column = Math.floor((x + 0.5) * letterbox.scale + letterbox.padX);
  const row = Math.floor((y + 0.5) * letterbox.scale + letterbox.padY);
  return input[(row * side + column) * 3] ?? Number.NaN;
}

describe('a picture', () => {
  it.each([
    { name: '16:9', width: 768, height: 432, expected: [192, 108] },
    { name: '4:3', width: 640, height: 480, expected: [144, 108] },
    { name: 'upright', width: 270, height: 480, expected: [61, 108] },
    { name: 'smaller than that', width: 160, height: 90, expected: [160, 90] },
  ])('has a grey form of about 100 lines in its own shape ($name)', async ({ width, height, expected }) => {
    const picture = await makerOf().make(
      frameOf(width, height, () => 126),
      moment,
    );
    const luma = picture.luma();
    expect([luma.width, luma.height, luma.data.length]).toEqual([
      ...expected,
      (expected[0] ?? 0) * (expected[1] ?? 0),
    ]);
    expect(picture.luma()).toBe(luma);
    picture.release();
  });

  it.each([
    { name: 'video range', format: AV_PIX_FMT_YUV420P, expected: [0, 128, 255] },
    { name: 'interleaved colours', format: AV_PIX_FMT_NV12, expected: [0, 128, 255] },
    { name: 'full range', format: AV_PIX_FMT_YUVJ420P, expected: [16, 126, 235] },
    { name: 'RGB', format: AV_PIX_FMT_RGB24, expected: [16, 126, 235] },
  ])('is grey from black 0 to white 255 ($name)', async ({ format, expected }) => {
    const light = (x: number) => [16, 126, 235][Math.floor(x / 128)] ?? 0;
    const picture = await makerOf().make(frameOf(384, 216, light, format), moment);
    const { width, data } = picture.luma();
    [32, 96, 160].forEach((column, index) => {
      expect(Math.abs((data[50 * width + column] ?? 0) - (expected[index] ?? 0))).toBeLessThanOrEqual(2);
    });
    picture.release();
  });

  it('shows the mean of the pixels under each of its grey ones', async () => {
    const picture = await makerOf().make(
      frameOf(768, 432, (x, y) => ((x + y) % 2 === 0 ? 16 : 235)),
      moment,
    );
    const { data } = picture.luma();
    expect(Math.max(...data) - Math.min(...data)).toBeLessThanOrEqual(2);
    expect(Math.abs((data[0] ?? 0) - 127)).toBeLessThanOrEqual(3);
    picture.release();
  });

  it.each([
    { name: 'planes', format: AV_PIX_FMT_YUV420P },
    { name: 'interleaved colours', format: AV_PIX_FMT_NV12 },
  ])('shows the model a part of itself, pixel by pixel ($name)', async ({ format }) => {
    const light = (x: number, y: number) => (x === 130 && y === 75 ? 235 : 40);
    const picture = await makerOf().make(frameOf(384, 216, light, format), moment);
    const region = { left: 100, top: 51, right: 160, bottom: 110 };
    const { region: seen, letterbox } = picture.look(region);
    expect(seen).toEqual({ left: 96, top: 50, right: 160, bottom: 114 });
    expect(letterbox).toEqual({ scale: 1, padX: -96, padY: -50 });
    expect(seenAt(picture, 130, 75, region)).toBeGreaterThan(200);
    expect(seenAt(picture, 133, 75, region)).toBeLessThan(60);
    picture.release();
  });

  it.each([
    { region: { left: 350, top: 190, right: 600, bottom: 400 } },
    { region: { left: -50, top: -50, right: 20, bottom: 20 } },
    { region: { left: 0, top: 0, right: 384, bottom: 216 } },
  ])('cuts parts at its borders: $region', async ({ region }) => {
    const picture = await makerOf().make(
      frameOf(384, 216, () => 235),
      moment,
    );
    const { region: seen, letterbox, input } = picture.look(region);
    expect(seen.left >= 0 && seen.top >= 0 && seen.right <= 384 && seen.bottom <= 216).toBe(true);
    expect(letterbox.scale * (seen.right - seen.left)).toBeLessThanOrEqual(side + 1e-9);
    expect(Math.max(...input)).toBeGreaterThan(230);
    picture.release();
  });

  it('is masked in every form', async () => {
    const mask = [
      [0.25, 0.25],
      [0.75, 0.25],
      [0.75, 0.75],
      [0.25, 0.75],
    ] as const;
    const picture = await makerOf([mask]).make(
      frameOf(384, 216, () => 200),
      moment,
    );
    const { width, height, data } = picture.luma();
    expect(data[(height >> 1) * width + (width >> 1)]).toBe(0);
    expect(data[0]).toBeGreaterThan(190);
    expect(seenAt(picture, 192, 108)).toBe(0);
    expect(seenAt(picture, 192, 108, { left: 160, top: 80, right: 224, bottom: 144 })).toBe(0);
    picture.release();
  });

  it('can still be scaled when the stream has gone on to another size, or ended', async () => {
    const maker = makerOf();
    const before = await maker.make(
      frameOf(384, 216, () => 235),
      moment,
    );
    const after = await maker.make(
      frameOf(128, 96, () => 126),
      moment,
    );
    maker.close();
    expect(seenAt(before, 10, 10)).toBeGreaterThan(230);
    expect(before.luma().width).toBe(192);
    expect(seenAt(after, 10, 10)).toBeGreaterThan(100);
    expect((await after.encodeJpeg(64)).slice(0, 2)).toEqual(new Uint8Array([0xff, 0xd8]));
    before.release();
    after.release();
    expect(() => before.look()).toThrow('released');
  });

  it('is seen in the memory of a picture released before it, never in that of one still held', async () => {
    const maker = makerOf();
    const make = (light: number) =>
      maker.make(
        frameOf(192, 108, () => light),
        moment,
      );
    const [first, second] = [await make(60), await make(120)];
    const [dark, middle] = [first.look().input, second.look().input];
    expect(dark.buffer).not.toBe(middle.buffer);
    first.release();
    const third = await make(200);
    expect(third.look().input.buffer).toBe(dark.buffer);
    expect(seenAt(second, 50, 50)).toBeLessThan(seenAt(third, 50, 50));
    // The grey above the picture is there again, whatever lay there.
    expect(third.look().input[0]).toBe(114);
    for (const picture of [second, third]) picture.release();
    maker.close();
  });
});
