import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { queries } from '#database/queries.ts';
import { openTestTerritory, report, type TestTerritory } from '../../test/test-territory.ts';
import { bucketMs, makeWatchedCamera, start, type WatchedCamera } from '../../test/watched-camera.ts';

let world: TestTerritory;
beforeAll(async () => {
  world = await openTestTerritory();
  await world.services.territory.update({ timeZone: 'Europe/Paris' });
});
afterAll(() => world.database.close());

let camera: WatchedCamera;
let cameraId: number;
async function makeCamera(place: 'closed-site' | 'public-road' = 'closed-site'): Promise<void> {
  camera = await makeWatchedCamera(world, place);
  ({ cameraId } = camera);
}

describe('a report', () => {
  beforeEach(() => makeCamera());

  it('is stored once, however often it comes', async () => {
    const given = report({
      cameraId,
      sequence: 1,
      counts: [camera.counted(3)],
      coverage: [{ bucketStartMs: start, analysedMs: 60_000 }],
    });
    expect(await world.services.storeReport(given)).toBe('stored');
    expect(await world.services.storeReport(given)).toBe('duplicate');
    expect(await world.services.storeReport({ ...given, sequence: 2 })).toBe('stored');
    const series = await camera.cars('2025-03-11T09:00:00Z', '2025-03-11T10:00:00Z');
    expect(series).toMatchObject({ total: 6, directionName: 'in', lineName: 'gate' });
    expect(series?.buckets).toEqual([
      {
        from: '2025-03-11T09:00:00.000Z',
        to: '2025-03-11T10:00:00.000Z',
        value: 6,
        coverage: 0.0333,
        models: [],
      },
    ]);
  });

  it('of a removed camera is taken and forgotten', async () => {
    await world.services.cameras.remove(cameraId);
    expect(
      await world.services.storeReport(report({ cameraId, sequence: 1, counts: [camera.counted(1)] })),
    ).toBe('unknown-camera');
  });

  it('raises one alert a rule and cool-down, told after it is stored', async () => {
    const before = world.happened.length;
    const events = [camera.seen(start), camera.seen(start + 30_000), camera.seen(start + 61_000)];
    await world.services.storeReport(report({ cameraId, sequence: 1, events }));
    const { items } = await world.services.alerts.list({ camera: cameraId });
    expect(items.map(({ occurredAt }) => Date.parse(occurredAt) - start)).toEqual([61_000, 0]);
    expect(items[0]).toMatchObject({
      ruleName: 'Intrusion',
      where: 'yard',
      class: 'person',
      state: 'new',
      point: [0.5, 0.9],
    });
    expect(world.happened.slice(before)).toMatchObject([
      { name: 'alert', event: { cameraId, change: 'raised' } },
      { name: 'alert', event: { cameraId, change: 'raised' } },
    ]);
  });

  it('raises nothing for a rule of another camera or switched off', async () => {
    await world.services.rules.update(camera.ruleId, { enabled: false });
    await world.services.storeReport(
      report({
        cameraId,
        sequence: 1,
        events: [camera.seen(start), camera.seen(start, { ruleId: 999_999 })],
      }),
    );
    expect((await world.services.alerts.list({ camera: cameraId })).items).toEqual([]);
  });

  it('leaves nothing behind when it fails half way', async () => {
    const given = report({
      cameraId,
      sequence: 1,
      counts: [camera.counted(1)],
      events: [camera.seen(start, { class: '\u0000' })],
    });
    await expect(world.services.storeReport(given)).rejects.toThrow();
    expect(await world.services.storeReport({ ...given, events: [] })).toBe('stored');
  });

  it('of a public road raises no alert and tells no count', async () => {
    await makeCamera('public-road');
    const before = world.happened.length;
    await world.services.storeReport(
      report({ cameraId, sequence: 1, events: [camera.seen(start)], counts: [camera.counted(2)] }),
    );
    expect(world.happened.slice(before)).toEqual([]);
    expect((await world.services.alerts.list({ camera: cameraId })).items).toEqual([]);
  });
});

describe('series', () => {
  beforeEach(() => makeCamera());

  const rows = (observed: 'count' | 'presence') =>
    queries(world.database.reader)
      .selectFrom('observation')
      .innerJoin('datastream', 'datastream.id', 'observation.datastream_id')
      .innerJoin('thing', 'thing.id', 'datastream.thing_id')
      .select([
        'datastream.class',
        'datastream.direction',
        'observation.phenomenon_start',
        'observation.result',
        'observation.parameters',
      ])
      .where('thing.camera_id', '=', cameraId)
      .where('datastream.observed_property', '=', observed)
      .orderBy('observation.phenomenon_start')
      .orderBy('datastream.id')
      .execute();

  it('F29: get their zeros when the next quarter hour begins: missing is never zero', async () => {
    const first = report({
      cameraId,
      sequence: 1,
      counts: [camera.counted(2)],
      coverage: [{ bucketStartMs: start, analysedMs: 450_000 }],
    });
    await world.services.storeReport(first);
    expect(await rows('count')).toHaveLength(1);
    const next = start + bucketMs;
    await world.services.storeReport(
      report({ cameraId, sequence: 2, coverage: [{ bucketStartMs: next, analysedMs: 1000 }] }),
    );
    expect(
      (await rows('count')).map((row) => [row.class, row.direction, row.result, row.parameters]),
    ).toEqual([
      ['car', 'forward', 2, { coverage: 0.5 }],
      ['car', 'backward', 0, { coverage: 0.5 }],
      ['person', 'forward', 0, { coverage: 0.5 }],
      ['person', 'backward', 0, { coverage: 0.5 }],
    ]);
  });

  it('F29: say the mean number present over the time analysed, so that a gap does not lower it', async () => {
    const presence = [{ zoneId: camera.zoneId, class: 'person', bucketStartMs: start, objectMs: 120_000 }];
    const coverage = [{ bucketStartMs: start, analysedMs: 60_000 }];
    await world.services.storeReport(report({ cameraId, sequence: 1, presence, coverage }));
    await world.services.storeReport(report({ cameraId, sequence: 2, presence, coverage }));
    await world.services.storeReport(report({ cameraId, sequence: 3, coverage }));
    const from = '2025-03-11T09:00:00Z';
    const [hour] = await world.services.statistics
      .presence({ camera: cameraId, from, to: '2025-03-11T10:00:00Z' })
      .then((all) => all.filter((series) => series.class === 'person'));
    expect(hour?.buckets).toMatchObject([{ value: 1.3333, coverage: 0.05 }]);
    await world.services.series.settle();
    const person = (await rows('presence')).find((row) => row.class === 'person');
    expect(person?.result).toBeCloseTo(240_000 / 180_000, 6);
  });

  it('keep their last value and their number', async () => {
    for (const [index, count] of [3, 4].entries())
      await world.services.storeReport(
        report({
          cameraId,
          sequence: index + 1,
          counts: [camera.counted(count, start + index * bucketMs), camera.counted(1, start - bucketMs)],
        }),
      );
    const last = await queries(world.database.reader)
      .selectFrom('observation_last')
      .innerJoin('datastream', 'datastream.id', 'observation_last.datastream_id')
      .select(['result', 'observations', 'phenomenon_start'])
      .where('datastream.line_id', '=', camera.lineId)
      .where('datastream.class', '=', 'car')
      .where('datastream.direction', '=', 'forward')
      .executeTakeFirst();
    expect(last).toEqual({ result: 4, observations: 3, phenomenon_start: new Date(start + bucketMs) });
  });

  it('outlive their camera without it', async () => {
    await world.services.storeReport(report({ cameraId, sequence: 1, counts: [camera.counted(2)] }));
    await world.services.cameras.remove(cameraId);
    const { rows: left } = await sql<{ sum: number }>`
      SELECT sum(result)::float8 AS sum FROM observation JOIN datastream ON datastream.id = datastream_id
       WHERE line_id IS NULL AND zone_id IS NULL AND class = 'car'`.execute(queries(world.database.reader));
    expect(left[0]?.sum).toBeGreaterThanOrEqual(2);
  });
});
