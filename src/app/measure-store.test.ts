import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { measuresOf } from '#analytics/rules/catalogue.ts';
import { queries } from '#database/queries.ts';
import type { MeasureIncrement, StayRecord } from '#features/video-analysis/report.ts';
import { openTestTerritory, report, type TestTerritory } from '../../test/test-territory.ts';
import { bucketMs, makeWatchedCamera, start, type WatchedCamera } from '../../test/watched-camera.ts';

let world: TestTerritory;
let camera: WatchedCamera;
let ruleId: number;
beforeAll(async () => {
  world = await openTestTerritory();
});
afterAll(() => world.database.close());

const [definition] = measuresOf('occupancy');
const edges = definition?.edges ?? [];
const hour = { from: '2025-03-11T09:00:00Z', to: '2025-03-11T10:00:00Z', by: 'hour' as const };

async function makeRule(place: 'closed-site' | 'public-road' = 'closed-site'): Promise<void> {
  camera = await makeWatchedCamera(world, place);
  const parameters = { zoneId: camera.zoneId, moreThan: 3 };
  const rule = { name: 'Crowd', cameraId: camera.cameraId, kind: 'occupancy', parameters };
  ({ id: ruleId } = await world.services.rules.insert(rule));
}

/** A level that lasted, in milliseconds. */
function lasted(value: number, weight: number, change: Partial<MeasureIncrement> = {}): MeasureIncrement {
  const index = edges.filter((edge) => value >= edge).length;
  const bins = Array.from({ length: edges.length + 1 }, (_, bin) => (bin === index ? weight : 0));
  return {
    ruleId,
    measure: 'occupancy',
    class: null,
    part: '',
    bucketStartMs: start,
    weight,
    sum: value * weight,
    minimum: value,
    maximum: value,
    bins,
    ...change,
  };
}
const covered = (analysedMs: number, bucketStartMs = start) => ({ bucketStartMs, analysedMs });
const send = (sequence: number, content: object) =>
  world.services.storeReport(report({ cameraId: camera.cameraId, sequence, ...content }));

describe('what a rule measures', () => {
  beforeEach(() => makeRule());

  it('adds up over reports, each counted once', async () => {
    const first = { measures: [lasted(0, 60_000), lasted(4, 60_000)], coverage: [covered(120_000)] };
    await send(1, first);
    expect(await send(1, first)).toBe('duplicate');
    await send(2, { measures: [lasted(12, 120_000)], coverage: [covered(120_000)] });
    const [series] = await world.services.statistics.measures({ rule: ruleId, ...hour });
    expect(series).toMatchObject({ measure: 'occupancy', ruleName: 'Crowd', part: '', partName: null });
    expect(series?.buckets).toHaveLength(1);
    expect(series?.buckets[0]).toMatchObject({
      weight: 240_000,
      mean: (4 + 24) / 4,
      minimum: 0,
      maximum: 12,
      coverage: 0.0667,
    });
    expect(series?.buckets[0]?.bins.reduce((sum, weight) => sum + weight)).toBe(240_000);
    const { value = 0, low = 0, high = 0 } = series?.total.median ?? {};
    expect([value >= low, value <= high, low]).toEqual([true, true, 2]);
  });

  it('spans quarter hours without losing its spread', async () => {
    await send(1, { measures: [lasted(1, 1000)], coverage: [covered(1000)] });
    const next = { bucketStartMs: start + bucketMs };
    await send(2, { measures: [lasted(9, 3000, next)], coverage: [covered(3000, start + bucketMs)] });
    const quarters = await world.services.statistics.measures({ rule: ruleId, ...hour, by: 'quarter-hour' });
    expect(quarters[0]?.buckets.map(({ mean, weight }) => [mean, weight])).toEqual([
      [1, 1000],
      [9, 3000],
      [null, 0],
      [null, 0],
    ]);
    expect(quarters[0]?.total).toMatchObject({ mean: 7, minimum: 1, maximum: 9 });
  });

  it('is left out when no rule of the camera measures it', async () => {
    const measures = [
      lasted(1, 1000, { measure: 'mood' }),
      lasted(1, 1000, { ruleId: camera.ruleId }),
      lasted(1, 1000, { bins: [1] }),
      lasted(Number.NaN, 1000),
    ];
    expect(await send(1, { measures })).toBe('stored');
    expect(await world.services.statistics.measures({ rule: ruleId, ...hour })).toEqual([]);
  });

  it('says its final coverage once the quarter hour is over', async () => {
    await send(1, { measures: [lasted(1, 1000)], coverage: [covered(450_000)] });
    await send(2, { coverage: [covered(450_000), covered(1000, start + bucketMs)] });
    const { rows } = await sql<{ coverage: number }>`
      SELECT (observation.parameters ->> 'coverage')::float8 AS coverage FROM observation
        JOIN datastream ON datastream.id = datastream_id WHERE rule_id = ${ruleId}`.execute(
      queries(world.database.reader),
    );
    expect(rows).toEqual([{ coverage: 1 }]);
  });

  it('comes as CSV with its distribution', async () => {
    await send(1, { measures: [lasted(4, 60_000)], coverage: [covered(60_000)] });
    const [head, row] = (await world.services.statistics.measuresCsv({ rule: ruleId, ...hour })).split(
      '\r\n',
    );
    expect(head).toMatch(/^camera,rule,measure,unit,class,part,from,to,weight,mean/);
    expect(row).toMatch(/,Crowd,occupancy,1,,,.*,60000,4,4,.*2-5:60000/);
  });

  it('of a rule there is not is not found', async () => {
    await expect(world.services.statistics.measures({ rule: 999_999, ...hour })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('stays', () => {
  const stay = (kind: string, enteredMs: number, seconds: number): StayRecord => ({
    ruleId,
    zoneId: camera.zoneId,
    class: kind,
    enteredMs,
    leftMs: enteredMs + seconds * 1000,
  });
  const stays = () => world.services.statistics.stays({ rule: ruleId, ...hour });

  it('of vehicles are kept with their times, those of persons never', async () => {
    await makeRule();
    await send(1, {
      stays: [stay('car', start, 90), stay('person', start, 30), stay('truck', start + 1000, 5)],
    });
    const { items } = await stays();
    expect(items.map((one) => [one.class, one.seconds, one.zoneName])).toEqual([
      ['truck', 5, 'yard'],
      ['car', 90, 'yard'],
    ]);
    expect(items[1]).toMatchObject({
      enteredAt: '2025-03-11T09:00:00.000Z',
      leftAt: '2025-03-11T09:01:30.000Z',
    });
  });

  it('come page by page, each once', async () => {
    await makeRule();
    await send(1, { stays: [1, 2, 3].map((index) => stay('car', start + index, index)) });
    const seen: number[] = [];
    for (let after: string | undefined; ; ) {
      const page = await world.services.statistics.stays({
        rule: ruleId,
        from: hour.from,
        to: hour.to,
        limit: 1,
        ...(after !== undefined && { after }),
      });
      seen.push(...page.items.map(({ seconds }) => seconds));
      after = page.next;
      if (after === undefined) break;
    }
    expect(seen).toEqual([3, 2, 1]);
  });

  it('are kept on no public place, where only the spread is', async () => {
    await makeRule('public-road');
    await send(1, {
      stays: [stay('car', start, 90)],
      measures: [lasted(4, 1000)],
      coverage: [covered(1000)],
    });
    await expect(stays()).rejects.toMatchObject({ code: 'forbidden' });
    const { rows } = await sql<{ number: number }>`
      SELECT count(*)::int AS number FROM datastream WHERE rule_id = ${ruleId} AND measure = 'stay'`.execute(
      queries(world.database.reader),
    );
    expect(rows).toEqual([{ number: 0 }]);
    expect((await world.services.statistics.measures({ rule: ruleId, ...hour }))[0]?.total.mean).toBe(4);
  });
});

describe('on a public place a rule that measures', () => {
  beforeEach(() => makeRule('public-road'));

  it('gives statistics and no alert, and says so', async () => {
    expect(await world.services.rules.find(ruleId)).toMatchObject({
      outputs: { alerts: false, statistics: true },
    });
    const event = camera.seen(start, { ruleId, kind: 'occupancy' });
    await send(1, { events: [event] });
    expect((await world.services.alerts.list({ camera: camera.cameraId })).items).toEqual([]);
  });

  it('shows quarter hours that are over only', async () => {
    const open = Math.floor(Date.now() / bucketMs) * bucketMs;
    await send(1, {
      measures: [lasted(4, 1000, { bucketStartMs: open })],
      coverage: [covered(1000, open)],
    });
    const asked = { from: new Date(open).toISOString(), to: new Date(open + bucketMs).toISOString() };
    expect(await world.services.statistics.measures({ rule: ruleId, ...asked })).toEqual([]);
  });
});
