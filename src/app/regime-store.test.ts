import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { queries } from '#database/queries.ts';
import { signAssessment } from '../../test/lawful.ts';
import { openTestTerritory, report, type TestTerritory } from '../../test/test-territory.ts';
import { bucketMs, makeWatchedCamera, start } from '../../test/watched-camera.ts';

let world: TestTerritory;
let safety: number;
let traffic: number;
beforeAll(async () => {
  world = await openTestTerritory();
  const { purposes } = world.services.law;
  safety = (await purposes.insert({ name: 'Safety', code: 'csi-safety' })).id;
  traffic = (await purposes.insert({ name: 'Flows', code: 'csi-transport' })).id;
});
afterAll(() => world.database.close());

const from = '2025-03-11T09:00:00Z';
const hour = { from, to: '2025-03-11T10:00:00Z' };
const authorise = (cameraId: number) =>
  world.services.law.authorisations.insert({
    number: `A-${cameraId}`,
    cameraIds: [cameraId],
    retentionDays: 15,
    from: new Date(Date.now() - 86_400_000).toISOString(),
    until: new Date(Date.now() + 86_400_000).toISOString(),
  });
/** A camera of a public road under one regime, with cars counted. */
async function counting(purposeId: number, cars: number) {
  const camera = await makeWatchedCamera(world, 'public-road');
  const { cameraId, counted } = camera;
  await world.services.cameras.update(cameraId, { purposeIds: [purposeId] });
  await authorise(cameraId);
  await signAssessment(world);
  const coverage = [{ bucketStartMs: start, analysedMs: bucketMs }];
  const content = { cameraId, sequence: 1, counts: [counted(cars)], coverage, model: 'nano 12ab34 int8' };
  expect(await world.services.storeReport(report(content))).toBe('stored');
  return camera;
}

it('F36: figures are of one regime, in no answer and no file of both; F28: each says which model made it', async () => {
  const police = await counting(safety, 3);
  const flows = await counting(traffic, 5);
  const { statistics } = world.services;
  const total = async (regime: 'rgpd' | 'titre-iii' | undefined, camera?: number) =>
    (await statistics.counts({ ...hour, ...(regime && { regime }), ...(camera && { camera }) }))
      .filter(({ total: cars }) => cars > 0)
      .map((one) => [one.cameraId, one.regime, one.total, one.buckets[0]?.models]);
  const models = ['nano 12ab34 int8'];
  expect(await total('titre-iii')).toEqual([[police.cameraId, 'titre-iii', 3, models]]);
  expect(await total('rgpd')).toEqual([[flows.cameraId, 'rgpd', 5, models]]);
  expect(await total(undefined)).toEqual([[flows.cameraId, 'rgpd', 5, models]]);
  expect(await total(undefined, police.cameraId)).toEqual([[police.cameraId, 'titre-iii', 3, models]]);
  expect(await total('rgpd', police.cameraId)).toEqual([]);
  const file = await statistics.countsCsv({ ...hour, regime: 'titre-iii' });
  expect([file.includes(',titre-iii,nano 12ab34 int8'), file.includes('rgpd')]).toEqual([true, false]);
});

it('F36: alerts say which law they are under, and a list holds those of one when it is asked to', async () => {
  const general = await makeWatchedCamera(world);
  const guard = await world.services.law.purposes.insert({
    ...{ name: 'Guard', code: 'site-protection', regime: 'titre-iii' },
  });
  const guarded = await makeWatchedCamera(world);
  await world.services.cameras.update(guarded.cameraId, { purposeIds: [guard.id] });
  await signAssessment(world);
  for (const { cameraId, seen } of [general, guarded])
    await world.services.storeReport(report({ cameraId, sequence: 1, events: [seen(start)] }));
  const listed = async (regime?: 'rgpd' | 'titre-iii') =>
    (await world.services.alerts.list({ limit: 10, regime })).items.map((one) => [one.cameraId, one.regime]);
  const [one, other] = [
    [general.cameraId, 'rgpd'],
    [guarded.cameraId, 'titre-iii'],
  ];
  expect(await listed()).toEqual(expect.arrayContaining([one, other]));
  expect(await listed('titre-iii')).toEqual([other]);
  expect(await listed('rgpd')).toEqual([one]);
});

it('F36: a camera that holds data keeps its regime, whoever asks for another', async () => {
  const { cameras, law } = world.services;
  const { cameraId } = await counting(traffic, 1);
  await expect(cameras.update(cameraId, { purposeIds: [safety] })).rejects.toMatchObject({
    code: 'conflict',
  });
  await expect(cameras.update(cameraId, { purposeIds: [safety, traffic] })).rejects.toMatchObject({
    faults: [{ field: 'purposeIds' }],
  });
  const own = await law.purposes.insert({ name: 'Own', code: 'csi-transport' });
  await cameras.update(cameraId, { purposeIds: [own.id] });
  await expect(law.purposes.update(own.id, { code: 'csi-safety' })).rejects.toMatchObject({
    code: 'conflict',
  });
  const edit = sql`UPDATE camera SET regime = 'titre-iii' WHERE id = ${cameraId}`;
  await expect(edit.execute(queries(world.database.reader))).rejects.toThrow(/another regime/);
  expect((await law.cameraLaw.gate(cameraId)).answers[0]).toMatchObject({ output: 'frames', allowed: true });
});

it('F36: a camera without data may still change, and its purpose with it', async () => {
  const { cameras, law } = world.services;
  const { cameraId } = await makeWatchedCamera(world, 'public-road');
  await cameras.update(cameraId, { purposeIds: [safety] });
  const own = await law.purposes.insert({ name: 'Fresh', code: 'csi-transport' });
  await cameras.update(cameraId, { purposeIds: [own.id] });
  await law.purposes.update(own.id, { code: 'csi-safety' });
  const { rows } = await sql`SELECT camera.regime, thing.regime AS series FROM camera
    JOIN thing ON thing.camera_id = camera.id WHERE camera.id = ${cameraId}`.execute(
    queries(world.database.reader),
  );
  expect(rows).toEqual([{ regime: 'titre-iii', series: 'titre-iii' }]);
});

it('F36: purposes of the other regime, written past Vigie, stop the camera', async () => {
  const { cameraId } = await counting(traffic, 1);
  await sql`UPDATE camera_purpose SET purpose_id = ${safety} WHERE camera_id = ${cameraId}`.execute(
    queries(world.database.reader),
  );
  expect((await world.services.law.cameraLaw.gate(cameraId)).answers[0]).toMatchObject({
    reason: 'integrity',
  });
});
