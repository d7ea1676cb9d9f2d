import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { AnalysisPlan } from '#features/video-analysis/analysis-plan.ts';
import { signAssessment } from '../../test/lawful.ts';
import { silentLog } from '../../test/silent-log.ts';
import { openTestTerritory, report, type TestTerritory } from '../../test/test-territory.ts';
import { makeWatchedCamera, type WatchedCamera } from '../../test/watched-camera.ts';
import { createHealthBoard } from './health-board.ts';
import { keepPlan } from './plan-keeper.ts';

let world: TestTerritory;
let camera: WatchedCamera;
let keeper: Awaited<ReturnType<typeof keepPlan>>;
const plans: AnalysisPlan[] = [];
const dayMs = 86_400_000;
const dates = {
  from: new Date(Date.now() - dayMs).toISOString(),
  until: new Date(Date.now() + dayMs).toISOString(),
};

beforeAll(async () => {
  world = await openTestTerritory();
  const { law, rules, cameras } = world.services;
  camera = await makeWatchedCamera(world, 'public-road');
  const { cameraId, zoneId } = camera;
  const purpose = await law.purposes.insert({ name: 'Safety', code: 'csi-safety' });
  await cameras.update(cameraId, { purposeIds: [purpose.id] });
  await law.authorisations.insert({ number: '1', cameraIds: [cameraId], retentionDays: 0, ...dates });
  await rules.insert({ name: 'Area', cameraId, kind: 'intrusion', parameters: { zoneId } });
  await signAssessment(world);
  keeper = await keepPlan({
    database: world.database,
    stores: world.stores,
    analysis: { setPlan: (plan) => void plans.push(plan) },
    health: createHealthBoard(),
    law,
    audit: world.services.audit,
    log: silentLog,
  });
});
afterAll(async () => {
  await keeper?.stop();
  await world.database.close();
});

/** What the analysis, by the newest plan it was given, says of an alert. */
function answer(): string {
  const own = plans.at(-1)?.cameras.find(({ id }) => id === camera.cameraId);
  if (own === undefined) return 'not in the plan';
  const decision = world.services.law.decide(own.legal, 'intrusion', 'alert', Date.now());
  return decision.allowed ? 'allowed' : decision.reason;
}
/** Waits for a plan that says so; shorter than the time after which plans are renewed unasked. */
const planned = (expected: string) =>
  vi.waitFor(() => expect(answer()).toBe(expected), { timeout: 20_000, interval: 20 });
const alerts = async () => (await world.services.alerts.list({})).items.length;

it('F03: the emergency stop of an order reaches the analysis with its transaction, and nothing is stored meanwhile', async () => {
  const { bases } = world.services.law;
  const { cameraId } = camera;
  const order = {
    kind: 'jo-art10',
    reference: '2026-117',
    events: ['forbidden-area'],
    cameraIds: [cameraId],
  };
  const { id } = await bases.insert({ ...order, ...dates });
  await planned('allowed');
  const tell = async (sequence: number) => {
    const [rule] = plans.at(-1)?.cameras.find((one) => one.id === cameraId)?.rules ?? [];
    const event = camera.seen(Date.now() + sequence * 100_000, { ruleId: rule?.id ?? 0 });
    await world.services.storeReport(report({ cameraId, sequence, events: [event] }));
  };
  await tell(1);
  expect(await alerts()).toBe(1);
  await bases.stop(id, { motive: 'The crowd has left' });
  // An analysis that has not heard of it yet goes on telling.
  await tell(2);
  expect(await alerts()).toBe(1);
  await planned('basis-stopped');
  await bases.resume(id, { motive: 'The second half' });
  await planned('allowed');
});
