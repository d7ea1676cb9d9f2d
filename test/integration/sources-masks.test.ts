import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodePicture } from '#adapters/ffmpeg/decode-picture.ts';
import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import type { Picture } from '#features/video-analysis/ports.ts';
import { makeClip } from '../fakes/video-clip.ts';

const silentLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const rectangle = [
  [0.2, 0.3],
  [0.7, 0.3],
  [0.7, 0.8],
  [0.2, 0.8],
] as const;
/** Light grey with a tint: anything that leaks into the mask shows. */
const luma = 200;

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigie-masks-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** The brightest channel inside the rectangle, borders included, of an RGB picture. */
function brightestInside(
  rgb: Uint8Array,
  rowLength: number,
  place: { left: number; top: number; width: number; height: number },
): number {
  let brightest = 0;
  const [[left, top], , [right, bottom]] = rectangle;
  for (let y = Math.ceil(top * place.height); y < Math.floor(bottom * place.height); y += 1) {
    for (let x = Math.ceil(left * place.width); x < Math.floor(right * place.width); x += 1) {
      const at = ((place.top + y) * rowLength + place.left + x) * 3;
      brightest = Math.max(brightest, rgb[at] ?? 255, rgb[at + 1] ?? 255, rgb[at + 2] ?? 255);
    }
  }
  return brightest;
}

function inInput(picture: Picture): number {
  const { input, letterbox } = picture.look();
  const { scale, padX, padY } = letterbox;
  return brightestInside(input, 416, {
    left: padX,
    top: padY,
    width: picture.width * scale,
    height: picture.height * scale,
  });
}

describe('masked pictures', () => {
  it.each<{ name: string; codec: string; width: number; height: number; file: string }>([
    {
      name: 'H.264, scaled down',
      codec: 'libx264',
      width: 1280,
      height: 720,
      file: 'large.mp4',
    },
    {
      name: 'H.264, scaled up',
      codec: 'libx264',
      width: 160,
      height: 90,
      file: 'small.mp4',
    },
    { name: 'upright', codec: 'mpeg4', width: 270, height: 480, file: 'upright.mp4' },
    {
      name: 'MJPEG, full range',
      codec: 'mjpeg',
      width: 642,
      height: 362,
      file: 'full.avi',
    },
  ])(
    'are black inside the mask for the model and in the JPEG ($name)',
    async ({ codec, width, height, file }) => {
      const path = await makeClip(join(directory, file), { codec, width, height, frames: 3, luma });
      const source = createFrameSource({ log: silentLog, anyFile: true });
      let pictures = 0;
      for await (const picture of source.open(request(path, [rectangle]), new AbortController().signal)) {
        expect(inInput(picture)).toBe(0);
        const jpeg = join(directory, `${file}.jpg`);
        await writeFile(jpeg, await picture.encodeJpeg(400));
        const reread = await decodePicture(source, jpeg, { inputWidth: 416, inputHeight: 416 });
        // JPEG rounds off each block of 8 by 8 pixels: a border shows a trace of what lies outside, never of the inside.
        expect(inInput(reread)).toBeLessThan(60);
        expect(
          Math.max(...picture.look().input.subarray(0, 3), ...reread.look().input.slice(-3)),
        ).toBeGreaterThan(100);
        reread.release();
        picture.release();
        pictures += 1;
      }
      expect(pictures).toBe(3);
    },
  );

  it('leave the pictures that follow as they were filmed', async () => {
    const path = await makeClip(join(directory, 'later.mp4'), {
      frames: 24,
      width: 320,
      height: 180,
      luma,
      keyEvery: 24,
    });
    const source = createFrameSource({ log: silentLog, anyFile: true });
    const means: number[] = [];
    for await (const picture of source.open(request(path, [rectangle]), new AbortController().signal)) {
      const { input, letterbox } = picture.look();
      const row = (letterbox.padY + Math.round(picture.height * letterbox.scale * 0.1)) * 416 * 3;
      const cells = input.subarray(row, row + 416 * 3);
      means.push(cells.reduce((sum, value) => sum + value, 0) / cells.length);
      picture.release();
    }
    expect(Math.max(...means) - Math.min(...means)).toBeLessThan(6);
  });

  it('refuse to become a JPEG once released', async () => {
    const path = await makeClip(join(directory, 'released.mp4'), { frames: 1 });
    const source = createFrameSource({ log: silentLog, anyFile: true });
    const picture = await decodePicture(source, path, { inputWidth: 64, inputHeight: 64 });
    picture.release();
    picture.release();
    await expect(picture.encodeJpeg(64)).rejects.toThrow('released');
  });
});

function request(url: string, masks: readonly (readonly (readonly [number, number])[])[]) {
  return {
    url,
    loop: false,
    pace: 'as-fast-as-possible' as const,
    framesPerSecond: Number.POSITIVE_INFINITY,
    inputWidth: 416,
    inputHeight: 416,
    masks,
    startMs: 0,
    reconnect: false,
    onNotice: () => undefined,
  };
}
