import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { CameraPipeline } from '#features/video-analysis/camera-pipeline.ts';
import { FairShares } from '#features/video-analysis/fair-shares.ts';
import type { Report } from '#features/video-analysis/report.ts';
import { depotPlan } from '../fakes/plans.ts';
import { type RtspServer, rtspServerMissing, startRtspServer } from '../fakes/rtsp-server.ts';
import { makeClip } from '../fakes/video-clip.ts';
import { WalkerDetector, walkPictures } from '../fakes/walker-detector.ts';

const missing = await rtspServerMissing();
const cuts = 5;
const log = { debug() {}, info() {}, warn() {}, error() {} };
const middle = walkPictures / 2;
/** Pictures on each side of the line from which a walker must have been seen to be counted for sure. */
const sure = 5;

/** Pictures missing in a row from which a cut may lie between two pictures; the camera's world runs on meanwhile. */
const gap = 6;

/** Walks of which both sides of the line were seen in one connection: at least, and at most. */
function walksAcross(numbers: readonly number[]): { readonly certain: number; readonly possible: number } {
  return {
    certain: walks(numbers, gap).filter(({ before, after }) => before >= sure && after >= sure).length,
    possible: walks(numbers, Number.POSITIVE_INFINITY).filter(({ before, after }) => before > 0 && after > 0)
      .length,
  };
}

function walks(numbers: readonly number[], longestGap: number): { before: number; after: number }[] {
  const sides = new Map<string, { before: number; after: number }>();
  let connection = 0;
  numbers.forEach((number, index) => {
    const step = number - (numbers[index - 1] ?? number);
    if (step < 0 || step > longestGap) connection += 1;
    const key = `${connection} ${Math.floor(number / walkPictures)}`;
    const side = sides.get(key) ?? { before: 0, after: 0 };
    if (number % walkPictures < middle) side.before += 1;
    else side.after += 1;
    sides.set(key, side);
  });
  return [...sides.values()];
}

describe.skipIf(missing !== undefined)(
  `the analysis of an RTSP camera that is cut off${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    let directory: string;
    let server: RtspServer;

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'vigie-rtsp-'));
      server = await startRtspServer({ clip: await makeClip(join(directory, 'clip.mp4'), { frames: 1200 }) });
    });

    afterAll(async () => {
      await server?.stop();
      await rm(directory, { recursive: true, force: true });
    });

    it('survives five cuts without a false or a double count', async () => {
      const detector = new WalkerDetector();
      const reports: Report[] = [];
      const source = createFrameSource({ log, allowAddress: () => true, random: () => 0.5 });
      const pipeline = new CameraPipeline({
        plan: {
          ...depotPlan,
          source: { url: server.url },
          framesPerSecond: 12,
          lines: depotPlan.lines.map((line) => ({ ...line, from: [0.5, 1], to: [0.5, 0] })),
        },
        share: new FairShares().join(depotPlan.id, { framesPerSecond: 12, priority: 'normal' }),
        uptime: () => performance.now(),
        holidays: [],
        run: 'run',
        source,
        detector,
        decide: () => ({ allowed: true }),
        sunTimes: () => ({ sunriseMs: null, sunsetMs: null }),
        clock: Date.now,
        log,
        onReport: (report) => {
          reports.push(report);
          pipeline.acknowledge(report.run, report.sequence);
        },
        onLive: () => {},
        onFatal: (fault) => expect.unreachable(String(fault)),
      });
      pipeline.start();
      const timer = setInterval(() => pipeline.tick(Date.now()), 200);
      const watched = (pictures: number) => {
        const from = detector.numbers.length;
        return vi.waitFor(() => expect(detector.numbers.length).toBeGreaterThan(from + pictures), {
          timeout: 60_000,
          interval: 50,
        });
      };
      await watched(60);
      for (let cut = 0; cut < cuts; cut += 1) {
        await server.stop();
        await pause(700);
        await server.start();
        // Each cut falls on another moment of a walk.
        await watched(50 + cut * 7);
      }
      const { reconnections, state } = pipeline.health(Date.now());
      clearInterval(timer);
      await pipeline.stop();
      await source.stop();

      const counts = reports.flatMap((report) => report.counts);
      const forward = counts.filter(({ direction }) => direction === 'forward');
      const total = forward.reduce((sum, { count }) => sum + count, 0);
      const { certain, possible } = walksAcross(detector.numbers);
      expect(certain).toBeGreaterThanOrEqual(cuts);
      expect(total).toBeGreaterThanOrEqual(certain);
      expect(total).toBeLessThanOrEqual(possible);
      expect(counts.filter(({ direction }) => direction === 'backward')).toEqual([]);
      expect(reconnections).toBe(cuts);
      expect(state).toBe('running');
    });
  },
);
