import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { loadConfig } from '#app/config.ts';
import { demoSettings, demoTerritory } from '#app/demo.ts';
import { importFile } from '#app/import-file.ts';
import { type RunningServer, startServer } from '#app/serve.ts';
import { setUp } from '#app/setup.ts';
import type { CountIncrement, PresenceIncrement, Report } from '#features/video-analysis/report.ts';
import type { Line, Zone } from '#features/zones/zone-schema.ts';

/** The demo, with counts of its street of the days before: a chart of half a minute shows nothing. */
export interface ScreenshotWorld {
  readonly url: string;
  /** the one-time link that makes the first people */
  readonly setupUrl: string;
  /** Brings the cameras in, and what they would have counted. */
  bringIn(): Promise<void>;
  stop(): Promise<void>;
}

const bucketMs = 15 * 60_000;
const dayMs = 24 * 3_600_000;
const days = 9;
/** The street's shares of what passes, and how much of it passes in its busiest quarter hour. */
const shares: Readonly<Record<string, number>> = { car: 62, truck: 7, bus: 4, bicycle: 17, person: 38 };
/** Busier and quieter hours of a street, midnight first. */
const hours = [2, 1, 1, 1, 2, 5, 18, 62, 92, 54, 40, 44, 66, 58, 44, 46, 60, 92, 100, 68, 38, 24, 14, 6];
const weekend = 0.55;
/** A car is in sight so long. */
const stayMs = 9000;

/** Starts Vigie on fresh data. */
export async function openScreenshotWorld(say: (line: string) => void): Promise<ScreenshotWorld> {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-pictures-'));
  // The database server runs as another user when Vigie runs as root.
  chmodSync(directory, 0o755);
  const settings = { ...demoSettings(0), data: { directory: join(directory, 'data') } };
  const { config } = loadConfig({ environment: {}, overrides: settings });
  await setUp(config.models, say);
  const server = await startServer(config, { log: pino({ level: 'silent' }) });
  return {
    url: server.url,
    setupUrl: server.setupUrl ?? '',
    async bringIn() {
      await importFile(server.services, demoTerritory);
      await fillDaysBefore(server);
    },
    async stop() {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function fillDaysBefore({ services }: RunningServer): Promise<void> {
  const page = { limit: 100 };
  const { items: cameras } = await services.cameras.list(page);
  for (const camera of cameras.filter(({ place }) => place === 'public-road')) {
    const { items: lines } = await services.zones.lines.list(camera.id, page);
    const { items: zones } = await services.zones.zones.list(camera.id, page);
    await services.storeReport(reportOf({ cameraId: camera.id, lines, zones, nowMs: Date.now() }));
  }
  await services.series.settle();
}

interface Street {
  readonly cameraId: number;
  readonly lines: readonly Line[];
  readonly zones: readonly Zone[];
  readonly nowMs: number;
}

function reportOf({ cameraId, lines, zones, nowMs }: Street): Report {
  const end = Math.floor(nowMs / bucketMs) * bucketMs;
  const starts = Array.from(
    { length: (days * dayMs) / bucketMs },
    (_, index) => end - (index + 1) * bucketMs,
  );
  return {
    cameraId,
    run: randomUUID(),
    sequence: 1,
    events: [],
    counts: starts.flatMap((start) => lines.flatMap((line) => countsOf(line, start))),
    presence: starts.flatMap((start) => zones.flatMap((zone) => presenceOf(zone, start))),
    coverage: starts.map((bucketStartMs) => ({ bucketStartMs, analysedMs: bucketMs })),
    measures: [],
    stays: [],
  };
}

function countsOf({ id: lineId, classes }: Line, bucketStartMs: number): CountIncrement[] {
  const busy = busyAt(bucketStartMs);
  return classes.flatMap((kind) =>
    (['forward', 'backward'] as const).flatMap((direction) => {
      const expected = (shares[kind] ?? 0) * busy * (direction === 'forward' ? 0.54 : 0.46);
      const count = Math.round(
        expected * (0.8 + 0.4 * scatter(`${lineId} ${kind} ${direction} ${bucketStartMs}`)),
      );
      return count === 0 ? [] : [{ lineId, class: kind, direction, bucketStartMs, count }];
    }),
  );
}

function presenceOf({ id: zoneId }: Zone, bucketStartMs: number): PresenceIncrement[] {
  const busy = busyAt(bucketStartMs) * (0.8 + 0.4 * scatter(`${zoneId} ${bucketStartMs}`));
  const objectMs = Math.round((shares.car ?? 0) * busy * stayMs);
  return objectMs === 0 ? [] : [{ zoneId, class: 'car', bucketStartMs, objectMs }];
}

/** 0…1: how much of the busiest quarter hour a quarter hour has. */
function busyAt(timeMs: number): number {
  const time = new Date(timeMs);
  const day = time.getUTCDay() === 0 || time.getUTCDay() === 6 ? weekend : 1;
  return ((hours[(time.getUTCHours() + 1) % 24] ?? 0) / 100) * day;
}

/** 0…1, the same for the same words: the pictures are the same each time. */
function scatter(words: string): number {
  let hash = 7;
  for (const letter of words) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
  return (hash >>> 0) / 2 ** 32;
}
