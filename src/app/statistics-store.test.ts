import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestTerritory, report, type TestTerritory } from '../../test/test-territory.ts';
import { bucketMs, makeWatchedCamera, start, type WatchedCamera } from '../../test/watched-camera.ts';

let world: TestTerritory;
let camera: WatchedCamera;
beforeAll(async () => {
  world = await openTestTerritory();
  await world.services.territory.update({ timeZone: 'Europe/Paris' });
});
afterAll(() => world.database.close());
beforeEach(async () => {
  camera = await makeWatchedCamera(world);
});

it('F29: leaves a gap where nothing was analysed, and a zero where nothing passed', async () => {
  const coverage = [{ bucketStartMs: start + bucketMs, analysedMs: bucketMs }];
  await world.services.storeReport(report({ cameraId: camera.cameraId, sequence: 1, coverage }));
  const series = await camera.cars('2025-03-11T09:00:00Z', '2025-03-11T09:45:00Z', 'quarter-hour');
  expect(series?.buckets.map(({ value, coverage: share }) => [value, share])).toEqual([
    [null, 0],
    [0, 1],
    [null, 0],
  ]);
});

it.each([
  ['2025-03-29T23:00:00Z', '2025-03-30T22:00:00Z', 23],
  ['2025-10-25T22:00:00Z', '2025-10-26T23:00:00Z', 25],
])('begins and ends a day at midnight when the clock changes: %s', async (from, to, length) => {
  const { cameraId, counted, cars } = camera;
  const day = Date.parse(from);
  const noon = Math.floor((day + 12 * 3_600_000) / bucketMs) * bucketMs;
  const counts = [
    counted(1, day),
    counted(1, noon),
    counted(1, Date.parse(to) - bucketMs),
    counted(5, Date.parse(to)),
  ];
  await world.services.storeReport(report({ cameraId, sequence: 1, counts }));
  const series = await cars(new Date(noon).toISOString(), new Date(noon + 1).toISOString(), 'day');
  expect(series?.buckets).toMatchObject([
    { from: new Date(day).toISOString(), to: new Date(to).toISOString(), value: 3 },
  ]);
  expect((await cars(from, to, 'hour'))?.buckets).toHaveLength(length);
});

it.each([
  ['closed-site', 2, 2],
  ['public-road', 0, null],
] as const)('F18: shows the open quarter hour of a %s: %i', async (place, expected, expectedToday) => {
  const { cameraId, counted, cars } = await makeWatchedCamera(world, place);
  const open = Math.floor(Date.now() / bucketMs) * bucketMs;
  await world.services.storeReport(report({ cameraId, sequence: 1, counts: [counted(2, open)] }));
  const series = await cars(
    new Date(open).toISOString(),
    new Date(open + bucketMs).toISOString(),
    'quarter-hour',
  );
  const today = (await world.services.statistics.today()).find(
    (one) => one.cameraId === cameraId && one.class === 'car' && one.direction === 'forward',
  );
  expect([series?.total, today?.total]).toEqual([expected, expectedToday]);
});

it('comes as CSV with the names of directions', async () => {
  const { cameraId, counted } = camera;
  const coverage = [{ bucketStartMs: start, analysedMs: bucketMs }];
  await world.services.storeReport(report({ cameraId, sequence: 1, counts: [counted(7)], coverage }));
  const csv = await world.services.statistics.countsCsv({
    camera: cameraId,
    from: '2025-03-11T09:00:00Z',
    to: '2025-03-11T10:00:00Z',
  });
  const [head, row] = csv.split('\r\n');
  expect(head).toBe('camera,line,class,direction,from,to,count,coverage,regime,models');
  expect(row).toMatch(/,gate,car,in,2025-03-11T09:00:00.000Z,2025-03-11T10:00:00.000Z,7,0.25,rgpd,$/);
});

it('gives one line or one class alone, in answers and files alike', async () => {
  const { cameraId, lineId } = camera;
  const span = { camera: cameraId, from: '2025-03-11T09:00:00Z', to: '2025-03-11T10:00:00Z' };
  const { statistics, zones } = world.services;
  const points = { from: [0, 0.9] as [number, number], to: [1, 0.9] as [number, number] };
  const other = await zones.lines.insert(cameraId, {
    ...{ name: 'road', ...points, forward: 'up', backward: 'down' },
    classes: ['car'],
  });
  const lines = await statistics.counts({ ...span, line: other.id });
  expect(lines.map(({ lineName, class: name }) => `${lineName} ${name}`)).toEqual(['road car', 'road car']);
  const persons = await statistics.counts({ ...span, class: 'person' });
  expect(persons.map(({ lineName }) => lineName)).toEqual(['gate', 'gate']);
  const seen = await statistics.presence({ ...span, class: 'person' });
  expect(new Set(seen.map((one) => one.class))).toEqual(new Set(['person']));
  const file = await statistics.countsCsv({ ...span, line: lineId, class: 'car' });
  expect([/,gate,car,/.test(file), /person|road/.test(file)]).toEqual([true, false]);
});

it('says what is counted, of the cameras in scope alone', async () => {
  const { statistics } = world.services;
  const other = await makeWatchedCamera(world);
  const counted = await statistics.counted({ cameraIds: [camera.cameraId] });
  expect(counted).toMatchObject([
    {
      cameraId: camera.cameraId,
      regime: 'rgpd',
      lines: [{ id: camera.lineId, name: 'gate', classes: ['car', 'person'] }],
      zones: [{ id: camera.zoneId, name: 'yard' }],
    },
  ]);
  const all = await statistics.counted();
  expect(all.map(({ cameraId }) => cameraId)).toEqual(
    expect.arrayContaining([camera.cameraId, other.cameraId]),
  );
});

it('refuses a span that ends before it begins, and one too long', async () => {
  await expect(camera.cars('2025-03-11T09:00:00Z', '2025-03-11T09:00:00Z')).rejects.toMatchObject({
    faults: [{ field: 'to' }],
  });
  await expect(
    camera.cars('2020-03-10T09:00:00Z', '2025-03-11T09:00:00Z', 'quarter-hour'),
  ).rejects.toMatchObject({
    faults: [{ field: 'by' }],
  });
});
