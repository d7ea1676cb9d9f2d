import { randomUUID } from 'node:crypto';
import type { CountSeries } from '#features/statistics/statistics-schema.ts';
import type { CountIncrement, RuleEvent } from '#features/video-analysis/report.ts';
import { lawfulCamera } from './lawful.ts';
import type { TestTerritory } from './test-territory.ts';

/** Length of a bucket. */
export const bucketMs = 900_000;
/** A quarter hour long ago, on a working day. */
export const start = Date.parse('2025-03-11T09:00:00Z');

/** A camera with a line, a zone and, on a closed site, a rule. */
export interface WatchedCamera {
  readonly cameraId: number;
  readonly lineId: number;
  readonly zoneId: number;
  readonly ruleId: number;
  /** Cars that went forward over the line. */
  counted(count: number, bucketStartMs?: number): CountIncrement;
  /** A person seen in the zone. */
  seen(timeMs: number, change?: Partial<RuleEvent>): RuleEvent;
  /** The series of cars that went forward. */
  cars(from: string, to: string, by?: 'quarter-hour' | 'hour' | 'day'): Promise<CountSeries | undefined>;
}

/** Stores a new camera with its line `gate`, its zone `yard` and its rule `Intrusion`. */
export async function makeWatchedCamera(
  { services }: TestTerritory,
  place: 'closed-site' | 'public-road' = 'closed-site',
): Promise<WatchedCamera> {
  const source = { url: 'a.mp4' };
  const { id: cameraId } = await services.cameras.insert({
    name: randomUUID(),
    source,
    ...(await lawfulCamera(services, place)),
  });
  const { id: lineId } = await services.zones.lines.insert(cameraId, {
    name: 'gate',
    from: [0, 0.5],
    to: [1, 0.5],
    forward: 'in',
    backward: 'out',
    classes: ['car', 'person'],
  });
  const polygon: [number, number][] = [
    [0, 0],
    [1, 0],
    [1, 1],
  ];
  const { id: zoneId } = await services.zones.zones.insert(cameraId, { name: 'yard', polygon });
  const rule = {
    name: 'Intrusion',
    cameraId,
    kind: 'intrusion',
    parameters: { zoneId },
    cooldownSeconds: 60,
  };
  const ruleId = place === 'closed-site' ? (await services.rules.insert(rule)).id : 1;
  return {
    cameraId,
    lineId,
    zoneId,
    ruleId,
    counted: (count, bucketStartMs = start) => ({
      lineId,
      class: 'car',
      direction: 'forward',
      bucketStartMs,
      count,
    }),
    seen: (timeMs, change = {}) => ({
      ruleId,
      kind: 'intrusion',
      timeMs,
      arrivedMs: timeMs,
      class: 'person',
      confidence: 0.8,
      zoneId,
      point: [0.5, 0.9],
      ...change,
    }),
    cars: async (from, to, by = 'hour') =>
      (await services.statistics.counts({ camera: cameraId, from, to, by })).find(
        (series) => series.class === 'car' && series.direction === 'forward',
      ),
  };
}
