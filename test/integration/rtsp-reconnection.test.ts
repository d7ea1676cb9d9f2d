import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import type { SourceNotice } from '#features/video-analysis/ports.ts';
import { type RtspServer, rtspServerMissing, startRtspServer } from '../fakes/rtsp-server.ts';
import { makeClip, readClipNumber } from '../fakes/video-clip.ts';

const missing = await rtspServerMissing();
const cuts = 5;
const side = 416;
const clipFrames = 1200;

interface Seen {
  readonly number: number;
  readonly timeMs: number;
  readonly arrivedMs: number;
  readonly discontinuity: boolean;
}

describe.skipIf(missing !== undefined)(
  `an RTSP camera that is cut off${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    let directory: string;
    let server: RtspServer;

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'vigie-rtsp-'));
      server = await startRtspServer({
        clip: await makeClip(join(directory, 'clip.mp4'), { frames: clipFrames }),
      });
    });

    afterAll(async () => {
      await server?.stop();
      await rm(directory, { recursive: true, force: true });
    });

    it('comes back after each of five cuts, no picture twice, time never back', async () => {
      const source = createFrameSource({ log: silentLog, allowAddress: () => true, random: () => 0.5 });
      const ended = new AbortController();
      const seen: Seen[] = [];
      const returns: number[] = [];
      const faults: string[] = [];
      const reading = (async () => {
        for await (const picture of source.open(request(server.url, faults), ended.signal)) {
          const { width, height, timeMs, arrivedMs, discontinuity } = picture;
          seen.push({
            number: readClipNumber({ width, height, ...picture.look() }, side),
            timeMs,
            arrivedMs,
            discontinuity,
          });
          picture.release();
        }
      })();
      await until(() => seen.length > 6);
      for (let cut = 0; cut < cuts; cut += 1) {
        await server.stop();
        const before = seen.length;
        await setTimeout(800);
        await server.start();
        const backMs = Date.now();
        await until(() => seen.length > before + 6);
        returns.push((seen[before]?.arrivedMs ?? Number.POSITIVE_INFINITY) - backMs);
      }
      ended.abort();
      await reading;
      await source.stop();

      expect(Math.max(...returns)).toBeLessThan(10_000);
      expect(seen.filter(({ discontinuity }) => discontinuity)).toHaveLength(cuts + 1);
      expect(faults.length).toBeGreaterThanOrEqual(cuts);
      for (const [index, { number, timeMs }] of seen.entries()) {
        const before = seen[index - 1];
        expect(timeMs).toBeGreaterThan(before?.timeMs ?? 0);
        expect((number - (before?.number ?? number - 1) + clipFrames) % clipFrames).toBeGreaterThan(0);
        expect((number - (before?.number ?? number - 1) + clipFrames) % clipFrames).toBeLessThan(
          clipFrames / 2,
        );
      }
    });

    it('is noticed when it hangs, and read again when it goes on', async () => {
      const source = createFrameSource({
        log: silentLog,
        allowAddress: () => true,
        random: () => 0,
        stallMs: 2000,
      });
      const ended = new AbortController();
      const notices: SourceNotice[] = [];
      let pictures = 0;
      const reading = (async () => {
        const asked = {
          ...request(server.url, []),
          onNotice: (notice: SourceNotice) => notices.push(notice),
        };
        for await (const picture of source.open(asked, ended.signal)) {
          pictures += 1;
          picture.release();
        }
      })();
      await until(() => pictures > 6);
      server.freeze();
      await until(() => notices.some(({ kind }) => kind === 'disconnected'));
      const before = pictures;
      server.thaw();
      await until(() => pictures > before + 6);
      ended.abort();
      await reading;
      await source.stop();
      expect(notices.map(({ kind }) => kind).slice(0, 3)).toEqual(['connected', 'stalled', 'disconnected']);
    });
  },
);

const silentLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

function request(url: string, faults: string[]) {
  return {
    url,
    loop: false,
    pace: 'real-time' as const,
    framesPerSecond: Number.POSITIVE_INFINITY,
    inputWidth: side,
    inputHeight: side,
    masks: [],
    reconnect: true,
    onNotice: (notice: SourceNotice) => {
      if (notice.kind === 'disconnected') {
        faults.push(notice.fault);
      }
    },
  };
}

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) {
    await setTimeout(50);
  }
}
