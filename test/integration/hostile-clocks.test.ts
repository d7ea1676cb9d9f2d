import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { depotPlan } from '../fakes/plans.ts';
import { type RtpCameraWishes, splitPictures, startRtpCamera } from '../fakes/rtp-camera.ts';
import { type SupervisedAnalysis, superviseAnalysis } from '../fakes/supervised-analysis.ts';
import { makeClip } from '../fakes/video-clip.ts';
import { walkPictures } from '../fakes/walker-detector.ts';

const framesPerSecond = 12;
const keyEvery = 12;
const step = 90_000 / framesPerSecond;
const walks = 5;
/** Pictures at both ends of what was sent that the analysis may not have seen. */
const margin = 14;

/** What a camera's clock may do, and at which picture. */
const clocks: Readonly<Record<string, RtpCameraWishes['stamp']>> = {
  'runs as it should': undefined,
  'wraps at the end of its 32 bits': (index) => 2 ** 32 - 60 * step + index * step,
  'goes back by an hour': (index) => 2 ** 30 + index * step - (index > 60 ? 3600 * 90_000 : 0),
  'leaps ahead by three hours': (index) => index * step + (index > 60 ? 3 * 3600 * 90_000 : 0),
  'goes back again and again': (index) => (index % 30) * step,
  'stands still': () => 90_000,
};

/** By how much the clock of the machine is set after some seconds, milliseconds. */
const corrections = [3_600_000, -3_600_000, 4000, -4000];

let directory: string;
const cameras: Awaited<ReturnType<typeof startRtpCamera>>[] = [];
const running: SupervisedAnalysis[] = [];
const of = (index: number): SupervisedAnalysis =>
  running[Math.max(0, index - Object.keys(clocks).length + 1)]!;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigie-clocks-'));
  const frames = 30 * walkPictures;
  const clip = await makeClip(join(directory, 'clip.h264'), { frames, format: 'h264', keyEvery });
  const pictures = splitPictures(await readFile(clip));
  expect(pictures).toHaveLength(frames);
  const camera = async (stamp: RtpCameraWishes['stamp']) => {
    const wishes = { pictures, framesPerSecond, keyEvery };
    cameras.push(await startRtpCamera(stamp === undefined ? wishes : { ...wishes, stamp }));
    return { ...depotPlan, id: cameras.length, framesPerSecond, source: { url: cameras.at(-1)?.url ?? '' } };
  };
  const child = './walker-child.ts';
  const plans = [];
  for (const stamp of Object.values(clocks)) plans.push(await camera(stamp));
  running.push(superviseAnalysis({ child, cameras: plans }));
  for (const byMs of corrections) {
    const model = `clock${byMs > 0 ? '+' : ''}${byMs}@${Date.now() + 9000}`;
    running.push(superviseAnalysis({ child, cameras: [await camera(undefined)], init: { model } }));
  }
  const enough = (walks + 1) * walkPictures;
  await vi.waitFor(() => expect(cameras.every(({ sent }) => sent.length > enough)).toBe(true), {
    timeout: 60_000,
    interval: 100,
  });
  await Promise.all(running.map(({ supervisor }) => supervisor.stop()));
});
afterAll(async () => {
  for (const camera of cameras) camera.stop();
  await rm(directory, { recursive: true, force: true });
});

/** Compares what is stored with the pictures that the camera sent; the first and the last may not have been analysed. */
function expectTrue(index: number): void {
  const sent = cameras[index]?.sent ?? [];
  const crossings = sent.flatMap((number, at) => (number % walkPictures === walkPictures / 2 ? [at] : []));
  const sure = crossings.filter((at) => at >= margin && at < sent.length - margin);
  const analysis = of(index);
  expect(analysis.counted(index + 1)).toBeGreaterThanOrEqual(sure.length);
  expect(analysis.counted(index + 1)).toBeLessThanOrEqual(crossings.length);
  expect(analysis.health(index + 1)).toMatchObject({ reconnections: 0 });
  const spanMs = (sent.length / framesPerSecond) * 1000;
  expect(analysis.coveredMs(index + 1) / spanMs).toBeGreaterThan(0.75);
  expect(analysis.coveredMs(index + 1) / spanMs).toBeLessThan(1.1);
}

describe('an RTSP camera whose clock', () => {
  it.each(Object.keys(clocks).map((name, index) => [name, index] as const))(
    '%s is counted right',
    (_name, index) => expectTrue(index),
  );
});

describe('a camera on a machine whose clock', () => {
  it.each(corrections.map((byMs, index) => [byMs, index] as const))(
    'is set by %i ms is counted right, and goes along',
    (byMs, index) => {
      const at = Object.keys(clocks).length + index;
      expectTrue(at);
      const buckets = of(at)
        .reports(at + 1)
        .flatMap(({ coverage }) => coverage.map(({ bucketStartMs }) => bucketStartMs));
      const moved = Math.max(...buckets) - Math.min(...buckets);
      if (Math.abs(byMs) > 900_000) expect(moved).toBeGreaterThanOrEqual(Math.abs(byMs) - 900_000);
    },
  );
});
