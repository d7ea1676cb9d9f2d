import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { queries } from '#database/queries.ts';
import type { RuleEvent } from '#features/video-analysis/report.ts';
import { lawfulCamera, signAssessment } from '../../test/lawful.ts';
import { openTestTerritory, report, type TestTerritory } from '../../test/test-territory.ts';
import { makeWatchedCamera, type WatchedCamera } from '../../test/watched-camera.ts';
import { loadPlan } from './load-plan.ts';

let world: TestTerritory;
let camera: WatchedCamera;
let cameraId: number;
let sequence = 0;
const ada = { id: 'ada', name: 'Ada' };
const bob = { id: 'bob', name: 'Bob' };
const dayMs = 86_400_000;
const at = (ms: number): string => new Date(Date.now() + ms).toISOString();

beforeAll(async () => {
  world = await openTestTerritory();
});
afterAll(() => world.database.close());

const law = () => world.services.law;
const write = (statement: string) => sql.raw(statement).execute(queries(world.database.reader));
const facts = async () =>
  (await world.stores.legalFacts.facts(world.database.reader, [cameraId])).get(cameraId);
const answer = async (detector: string, output: 'frames' | 'alert' | 'live-count'): Promise<string> => {
  const own = await facts();
  if (own === undefined) return 'gone';
  const decision = law().decide(own, detector, output, Date.now());
  return decision.allowed ? 'allowed' : decision.reason;
};
const alerts = async (): Promise<number> =>
  (await world.services.alerts.list({})).items.filter((alert) => alert.cameraId === cameraId).length;
/** Sends what an analysis saw, as if nothing had been checked there. */
const tell = (event: Partial<RuleEvent> = {}) =>
  world.services.storeReport(
    report({ cameraId, sequence: ++sequence, events: [camera.seen(Date.now() + sequence * 100_000, event)] }),
  );

describe('F01: the gate, where events are stored', () => {
  beforeEach(async () => {
    camera = await makeWatchedCamera(world);
    ({ cameraId } = camera);
  });

  it.each<[string, () => string, string]>([
    ['the place', () => `UPDATE camera SET place = 'open-to-public' WHERE id = ${cameraId}`, 'integrity'],
    ['the purpose', () => `UPDATE purpose SET valid_until = now() + interval '9 years'`, 'integrity'],
    [
      'the link to a purpose',
      () =>
        `INSERT INTO purpose (territory_id, name, code, ground, regime, valid_from) VALUES (1, 'Forged', 'site-operation', 'public-task', 'rgpd', now());
         UPDATE camera_purpose SET purpose_id = (SELECT max(id) FROM purpose) WHERE camera_id = ${cameraId}`,
      'integrity',
    ],
    [
      'a basis nobody recorded',
      () =>
        `INSERT INTO legal_basis (territory_id, kind, reference, events, camera_ids, valid_from, valid_until)
         VALUES (1, 'jo-art10', 'forged', '["forbidden-area"]', '[${cameraId}]', now(), now() + interval '1 year')`,
      'integrity',
    ],
    [
      'the waiver',
      () => `UPDATE camera SET mask_waiver = 'None is needed' WHERE id = ${cameraId}`,
      'integrity',
    ],
  ])('a direct edit of %s stops the camera and its alerts', async (_, statement, expected) => {
    expect(await answer('intrusion', 'alert')).toBe('allowed');
    await tell();
    expect(await alerts()).toBe(1);
    await write(statement());
    expect(await answer('video-analysis', 'frames')).toBe(expected);
    await tell();
    expect(await alerts()).toBe(1);
    await write('DELETE FROM legal_basis; UPDATE purpose SET valid_until = NULL');
  });

  it('what is refused is logged once, with its reason', async () => {
    await world.services.cameras.update(cameraId, { purposeIds: [] });
    await tell();
    await tell();
    expect(await alerts()).toBe(0);
    const { rows } = await sql<{ content: string }>`
      SELECT content FROM audit_line WHERE action = 'gate.refuse' AND camera_id = ${cameraId}`.execute(
      queries(world.database.reader),
    );
    expect(rows.map(({ content }) => JSON.parse(content).details)).toEqual([
      { detector: 'intrusion', output: 'alert', reason: 'no-purpose' },
    ]);
  });
});

describe('F01, F03: an order of the prefect', () => {
  beforeEach(async () => {
    camera = await makeWatchedCamera(world, 'public-road');
    ({ cameraId } = camera);
    const purpose = await law().purposes.insert({ name: `Safety ${cameraId}`, code: 'csi-safety' });
    const authorisation = { number: `A-${cameraId}`, cameraIds: [cameraId], retentionDays: 15 };
    await law().authorisations.insert({ ...authorisation, from: at(-dayMs), until: at(dayMs) });
    await world.services.cameras.update(cameraId, { purposeIds: [purpose.id] });
    const zoneId = camera.zoneId;
    await world.services.rules.insert({ name: 'Watch', cameraId, kind: 'intrusion', parameters: { zoneId } });
    await world.services.rules.insert({ name: 'Stay', cameraId, kind: 'dwell', parameters: { zoneId } });
    await signAssessment(world);
  });
  const order = () => ({
    kind: 'jo-art10',
    reference: '2026-117',
    perimeter: 'Around the stadium',
    events: ['forbidden-area'],
    cameraIds: [cameraId],
    from: at(-dayMs),
    until: at(dayMs),
  });

  it('lets its events alert, and no other', async () => {
    expect(await answer('intrusion', 'alert')).toBe('no-basis');
    await law().bases.insert(order());
    expect(await answer('intrusion', 'alert')).toBe('allowed');
    expect(await answer('dwell', 'alert')).toBe('basis-event');
  });

  it('stops by hand at once, and starts again', async () => {
    const { id } = await law().bases.insert(order());
    await law().bases.stop(id, { event: 'forbidden-area', motive: 'The match is over' });
    expect(await answer('intrusion', 'alert')).toBe('basis-stopped');
    await law().bases.resume(id, { event: 'forbidden-area', motive: 'Second match' });
    expect(await answer('intrusion', 'alert')).toBe('allowed');
  });

  it.each([
    ['expired', { from: at(-2 * dayMs), until: at(-dayMs) }, 'basis-expired'],
    ['future', { from: at(dayMs), until: at(2 * dayMs) }, 'basis-not-yet'],
  ])('counts for nothing while it is %s', async (_, dates, expected) => {
    await law().bases.insert({ ...order(), ...dates });
    expect(await answer('intrusion', 'alert')).toBe(expected);
  });

  it.each<[string, object, string]>([
    ['an unknown event', { events: ['loitering'] }, 'events'],
    ['no event', { events: [] }, 'events'],
    ['an unknown kind', { kind: 'mayor' }, 'kind'],
    ['an end before its start', { until: at(-2 * dayMs) }, 'until'],
  ])('with %s is refused', async (_, change, field) => {
    await expect(law().bases.insert({ ...order(), ...change })).rejects.toMatchObject({
      faults: expect.arrayContaining([expect.objectContaining({ field })]),
    });
  });

  it('a special text counts once two persons signed it, and anew after a change', async () => {
    const text = {
      ...order(),
      kind: 'special-text',
      events: [],
      detectors: ['dwell'],
      documents: ['Text 1'],
    };
    const { id } = await law().bases.insert(text);
    await law().bases.sign(id, 'Data protection officer', ada);
    await expect(law().bases.sign(id, 'Again', ada)).rejects.toMatchObject({ code: 'conflict' });
    expect(await answer('dwell', 'alert')).toBe('basis-unsigned');
    await law().bases.sign(id, 'Director', bob);
    expect(await answer('dwell', 'alert')).toBe('allowed');
    await law().bases.update(id, { detectors: ['dwell', 'intrusion'] });
    expect(await answer('dwell', 'alert')).toBe('basis-unsigned');
  });

  it('F09: a camera out of the authorisation, or after its end, is not read', async () => {
    expect(await answer('video-analysis', 'frames')).toBe('allowed');
    const [own] = (await law().authorisations.list()).filter(({ cameraIds }) => cameraIds.includes(cameraId));
    await law().authorisations.update(own?.id ?? 0, { until: at(-1000) });
    expect(await answer('video-analysis', 'frames')).toBe('no-authorisation');
    await law().authorisations.update(own?.id ?? 0, { until: at(dayMs), cameraIds: [] });
    expect(await answer('video-analysis', 'frames')).toBe('no-authorisation');
  });
});

describe('F02, F04: a camera that is switched on', () => {
  const input = (name: string) => ({ name, source: { url: 'a.mp4' }, enabled: true });
  it('F02: without a purpose is refused, with the text that blocks', async () => {
    const added = world.services.cameras.insert({ ...input('No purpose'), place: 'closed-site' });
    await expect(added).rejects.toMatchObject({ code: 'conflict', message: /GDPR art\. 5\(1\)\(b\)/ });
    const { rows } = await sql<{ content: string }>`
      SELECT content FROM audit_line WHERE action = 'gate.refuse' AND subject_id = 'No purpose'`.execute(
      queries(world.database.reader),
    );
    expect(rows.map(({ content }) => JSON.parse(content).details.reason)).toEqual(['no-purpose']);
  });

  it('F04: on a public road without mask or waiver is refused; a set-up session lets its masks be drawn', async () => {
    const { maskWaiver: _, ...lawful } = await lawfulCamera(world.services, 'public-road');
    const { cameras, zones } = world.services;
    await expect(cameras.insert({ ...input('Unmasked'), ...lawful })).rejects.toMatchObject({
      code: 'conflict',
      message: /L\.251-3/,
    });
    const { id } = await cameras.insert({ ...input('Unmasked'), ...lawful, enabled: false });
    const session = await law().decisions.openSetupSession(id, { motive: 'Drawing masks', minutes: 5 }, ada);
    await cameras.update(id, { enabled: true });
    await zones.masks.insert(id, {
      name: 'house',
      polygon: [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
    });
    await law().decisions.closeSetupSession(session.id);
    expect((await cameras.find(id)).refusal).toBeNull();
  });

  it('F02: that loses its purpose stays in the plan, refused, and starts again with a new one', async () => {
    camera = await makeWatchedCamera(world);
    ({ cameraId } = camera);
    const own = await law().purposes.insert({ name: 'Short', code: 'site-operation' });
    await world.services.cameras.update(cameraId, { purposeIds: [own.id] });
    await law().purposes.remove(own.id);
    const { unitOfWork } = world.database;
    const plan = await loadPlan({ unitOfWork, stores: world.stores, holidaysOf: () => [], clock: Date.now });
    expect(plan.cameras.find(({ id }) => id === cameraId)?.legal.purposes).toEqual([]);
    expect((await world.services.cameras.find(cameraId)).refusal).toMatchObject({ reason: 'no-purpose' });
  });
});

test('F18: live counters of a public place want a dated decision, and end with it', async () => {
  camera = await makeWatchedCamera(world, 'public-road');
  ({ cameraId } = camera);
  expect(await answer('any', 'live-count')).toBe('not-operational');
  const { id } = await law().decisions.decide(
    { cameraId, motive: 'Works on the crossing', until: at(dayMs) },
    ada,
  );
  expect(await answer('any', 'live-count')).toBe('allowed');
  await law().decisions.revoke(id, 'Works are over');
  expect(await answer('any', 'live-count')).toBe('not-operational');
});

test.each([
  ['a code that there is not', { code: 'watching' }, 'code'],
  ['a ground that there is not', { ground: 'habit' }, 'ground'],
  ['an end before its start', { from: at(0), until: at(-1) }, 'until'],
])('F02: a purpose with %s is refused', async (_, change, field) => {
  const purpose = { name: 'Bad', code: 'site-operation', ...change };
  await expect(law().purposes.insert(purpose)).rejects.toMatchObject({ faults: [{ field }] });
});

test('N37: a rule pack older than the one last used is refused, and one changed under its name', async () => {
  const { signed, watch, pack } = law();
  await watch.takePack(signed);
  await watch.takePack(signed);
  await expect(watch.takePack({ ...signed, digest: 'other' })).rejects.toMatchObject({ code: 'conflict' });
  await watch.takePack({ pack: { ...pack, name: 'fr-2026.3', version: [2026, 3] }, digest: 'newer' });
  await expect(watch.takePack(signed)).rejects.toThrow(/older/);
});

test('records whose lines fade are written anew only where they are intact', async () => {
  const kinds = async () =>
    (await world.stores.legalFacts.fading(world.database.reader, Date.now() + dayMs)).map(
      ({ kind, id }) => `${kind} ${id}`,
    );
  camera = await makeWatchedCamera(world);
  expect(await kinds()).toContain(`camera-law ${camera.cameraId}`);
  await write(`UPDATE camera SET place = 'open-to-public' WHERE id = ${camera.cameraId}`);
  expect(await kinds()).not.toContain(`camera-law ${camera.cameraId}`);
});
