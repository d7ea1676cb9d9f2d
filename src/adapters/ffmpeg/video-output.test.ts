import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AV_PIX_FMT_YUV420P } from 'node-av/constants';
import { Frame } from 'node-av/lib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Luma } from '#analytics/motion/luma.ts';
import type { PictureForm, VideoPiece, VideoTap } from '#features/video-analysis/ports.ts';
import { createFrameSource } from './frame-source.ts';
import { softwareEncoders } from './h264-encoder.ts';
import { PictureMaker } from './picture-maker.ts';
import { allocatePlanes, planesOf } from './rgb-scaler.ts';
import { VideoOutput } from './video-output.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const size = { width: 640, height: 360 };
const stepMs = 40;
const startMs = 1_700_000_000_000;
const rightHalf = [
  [0.5, 0],
  [1, 0],
  [1, 1],
  [0.5, 1],
] as const;

/** Stripes that move, so that no picture is like the one before. */
function striped(number: number): Frame {
  const frame = new Frame();
  allocatePlanes(frame, size, AV_PIX_FMT_YUV420P);
  const [luma, ...colours] = planesOf(frame);
  const stride = frame.linesize[0] ?? 0;
  const row = Uint8Array.from({ length: size.width }, (_, x) => (((x + number) >> 1) % 2 === 0 ? 16 : 235));
  for (let y = 0; y < size.height; y += 1) luma?.set(row, y * stride);
  for (const plane of colours) plane.fill(128);
  return frame;
}

class Viewer implements VideoTap {
  forms: readonly PictureForm[];
  wishes = new Set<PictureForm>();
  readonly pieces: { readonly form: PictureForm; readonly piece: VideoPiece }[] = [];

  constructor(...forms: readonly PictureForm[]) {
    this.forms = forms;
  }

  readonly wanted = () => this.forms;
  readonly takeKeyWish = (form: PictureForm) => this.wishes.delete(form);
  readonly onPiece = (form: PictureForm, piece: VideoPiece) => {
    this.pieces.push({ form, piece });
  };
  of(form: PictureForm): VideoPiece[] {
    return this.pieces.filter((one) => one.form === form).map(({ piece }) => piece);
  }
}

async function film(
  viewer: Viewer,
  count: number,
  { encoders = softwareEncoders, before = (_number: number) => {} } = {},
): Promise<void> {
  const maker = new PictureMaker({ inputWidth: 64, inputHeight: 64, masks: [rightHalf] });
  const output = new VideoOutput(viewer, { encoders, log });
  for (let number = 0; number < count; number += 1) {
    before(number);
    const seen = viewer.pieces.length;
    const { frame, format } = await maker.mask(striped(number));
    output.take(frame, format, startMs + number * stepMs);
    frame.free();
    const least = encoders === softwareEncoders ? seen + viewer.forms.length : 1;
    await vi.waitFor(() => expect(viewer.pieces.length).toBeGreaterThanOrEqual(least));
  }
  output.close();
  maker.close();
}

const bytesOf = (pieces: readonly VideoPiece[]): Buffer =>
  Buffer.concat(pieces.flatMap((piece) => (piece.kind === 'none' ? [] : [piece.bytes])));

describe('live video', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigie-video-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Plays the pieces as a file, which they are. */
  async function play(pieces: readonly VideoPiece[]) {
    const file = join(folder, 'live.mp4');
    await writeFile(file, bytesOf(pieces));
    const source = createFrameSource({ log, anyFile: true, hardware: 'none' });
    const request = {
      url: `file:${file}`,
      loop: false,
      pace: 'as-fast-as-possible',
      framesPerSecond: Number.POSITIVE_INFINITY,
      inputWidth: 64,
      inputHeight: 64,
      masks: [],
      startMs: 0,
      reconnect: false,
      onNotice: () => {},
    } as const;
    const seen: { width: number; height: number; timeMs: number; luma: Luma }[] = [];
    for await (const picture of source.open(request, new AbortController().signal)) {
      const { width, height, timeMs } = picture;
      seen.push({ width, height, timeMs, luma: picture.luma() });
      picture.release();
    }
    await source.stop();
    return seen;
  }

  it('is a file in fragments that plays, each picture at its time', async () => {
    const viewer = new Viewer('full');
    await film(viewer, 12);
    const pieces = viewer.of('full');
    expect(pieces.map(({ kind }) => kind)).toEqual(['key', ...Array(11).fill('delta')]);
    expect(pieces[0]).toMatchObject({
      codec: expect.stringMatching(/^avc1\.[0-9a-f]{6}$/),
      ...size,
      timeMs: startMs,
      mediaMs: 0,
    });
    const seen = await play(pieces);
    expect(seen.map(({ timeMs }) => timeMs)).toEqual(
      Array.from({ length: 12 }, (_, index) => index * stepMs),
    );
    expect(seen[0]).toMatchObject(size);
  });

  it('N23: shows nothing under a mask, in either form', async () => {
    const viewer = new Viewer('full', 'coarse');
    await film(viewer, 8);
    for (const form of ['full', 'coarse'] as const) {
      const seen = await play(viewer.of(form));
      expect(seen.length).toBe(8);
      for (const { luma } of seen) {
        const hidden = luma.data.filter((_, at) => at % luma.width > luma.width / 2 + 1);
        expect(Math.max(...hidden)).toBeLessThan(24);
        expect(Math.max(...luma.data)).toBeGreaterThan(60);
      }
    }
  });

  it('N23: has 96 lines at most in its coarse form, and no detail finer than those', async () => {
    const viewer = new Viewer('coarse');
    await film(viewer, 4);
    const seen = await play(viewer.of('coarse'));
    for (const { width, height, luma } of seen) {
      expect([width, height]).toEqual([170, 94]);
      const row = [...luma.data.subarray(40 * luma.width, 40 * luma.width + luma.width / 2 - 12)];
      // Stripes of two pixels are half of one here: what is left of black and white is a haze.
      expect(Math.max(...row) - Math.min(...row)).toBeLessThan(100);
    }
  });

  it('is made only while somebody watches, and begins anew for who comes', async () => {
    const viewer = new Viewer();
    await film(viewer, 30, {
      before: (number) => {
        viewer.forms = number >= 5 && number < 25 ? ['full'] : [];
        if (number === 20) viewer.wishes.add('full');
      },
    });
    const pieces = viewer.of('full');
    expect(pieces).toHaveLength(20);
    expect(pieces.flatMap(({ kind }, index) => (kind === 'key' ? [index] : []))).toEqual([0, 15]);
    expect((await play(pieces.slice(15))).length).toBe(5);
  });

  it('says so where it cannot be made', async () => {
    const viewer = new Viewer('full');
    await film(viewer, 3, { encoders: ['no-such-encoder'] });
    await vi.waitFor(() => expect(viewer.of('full')).toEqual([{ kind: 'none' }]));
  });
});
