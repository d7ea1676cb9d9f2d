import { createHash } from 'node:crypto';
import { openAuditLog } from '#app/audit-log.ts';
import { openInstanceKey } from '#app/instance-key.ts';
import { createNotifications, type Notifications, openCarriers } from '#app/notifications.ts';
import { createCameraImports } from '#app/onboarding.ts';
import { createOutgoingGate } from '#app/outgoing-gate.ts';
import { openRecordings } from '#app/recordings.ts';
import { createServices, createStores, type Services } from '#app/services.ts';
import { openDatabase } from '#database/open-database.ts';
import type { Events } from '#features/events.ts';
import { createEventBus } from '#foundation/event-bus.ts';
import { silentLog } from '../silent-log.ts';

const publicUrl = (): string => 'https://vigie.example';

/** A camera whose rule raises alerts and whose pictures are kept. */
export interface BusyCamera {
  readonly cameraId: number;
  readonly ruleId: number;
  readonly zoneId: number;
}

/** The services of a data directory as `main` opens them: what a process has that may be killed. */
export async function openBusyTerritory(directory: string, clock: () => number = Date.now) {
  const database = await openDatabase({ dataDirectory: directory, log: silentLog });
  const events = createEventBus<Events>((_, fault) => {
    throw fault;
  });
  const stores = createStores();
  const services = createServices(database, events, stores);
  const key = await openInstanceKey(directory);
  const { audit, law } = services;
  const parts = { database, stores, services, law, audit, directory, key, events, log: silentLog };
  return {
    database,
    services,
    recorded: await openRecordings({ ...parts, clock }),
    auditLog: openAuditLog({ ...parts, store: stores.audit, keepMonths: 12 }),
    imports: createCameraImports(parts),
    notifications: createNotifications({
      database,
      audit,
      alerts: stores.alerts,
      findTerritory: services.territory.find,
      publicUrl,
      secret: 'a secret of thirty-two characters, at least',
      clock,
      carriers: await openCarriers(directory, createOutgoingGate(['127.0.0.0/8']), publicUrl),
    }),
  };
}
export type BusyTerritory = Awaited<ReturnType<typeof openBusyTerritory>>;

/** Tells a webhook of what is confirmed, and lets a camera keep pictures. */
export async function furnish({ services, notifications, recorded }: BusyTerritory, url: string) {
  const made = await notifications.channels.create({
    kind: 'webhook',
    name: 'Supervision',
    settings: { url },
  });
  await notifications.plans.create({
    name: 'All',
    enabled: true,
    ruleIds: [],
    leastSeverity: 'information',
    groupMinutes: 0,
    steps: [],
    outside: { channelIds: [made.channel.id], addresses: [] },
  });
  const camera = await addCamera(services);
  await recorded.choices.choose(camera.cameraId, { secondsBefore: 5, secondsAfter: 10, keptDays: 3 });
}

async function addCamera(services: Services): Promise<BusyCamera> {
  const purpose = await services.law.purposes.insert({
    name: 'Protection',
    code: 'site-protection',
    retentionDays: 10,
    from: new Date(Date.now() - 86_400_000).toISOString(),
  });
  const law = { place: 'closed-site' as const, purposeIds: [purpose.id] };
  const { id: cameraId } = await services.cameras.insert({ name: 'Yard', source: { url: 'a.mp4' }, ...law });
  const polygon: [number, number][] = [
    [0, 0],
    [1, 0],
    [1, 1],
  ];
  const { id: zoneId } = await services.zones.zones.insert(cameraId, { name: 'yard', polygon });
  const { id: ruleId } = await services.rules.insert({
    ...{ name: 'Intrusion', cameraId, kind: 'intrusion', cooldownSeconds: 0 },
    parameters: { zoneId },
  });
  return { cameraId, ruleId, zoneId };
}

/** The camera that `furnish` made. */
export async function findCamera({ services }: BusyTerritory): Promise<BusyCamera> {
  const [rule] = (await services.rules.list({})).items;
  if (rule === undefined) throw new Error('nothing was furnished');
  return { cameraId: rule.cameraId, ruleId: rule.id, zoneId: Number(rule.parameters.zoneId) };
}

/** A rule sees somebody; answers what the camera would keep of it. */
export async function see({ services }: BusyTerritory, camera: BusyCamera, timeMs: number, sequence: number) {
  const { cameraId, ruleId, zoneId } = camera;
  const event = { ruleId, zoneId, kind: 'intrusion', timeMs, arrivedMs: timeMs, class: 'person' };
  const events = [{ ...event, confidence: 0.8, point: [0.5, 0.9] as const }];
  const run = `6f1c2f6e-3c4a-4f57-9a40-${timeMs.toString(16).padStart(12, '0')}`;
  const nothing = { counts: [], presence: [], coverage: [], measures: [], stays: [] };
  await services.storeReport({ cameraId, sequence, run, events, ...nothing });
  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]);
  const pictures = [0, 1, 2].map((number) => ({ timeMs: timeMs + number, jpeg }));
  return { cameraId, ruleId, timeMs, pictures };
}

/** SHA-256 in hexadecimal. */
export const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Plans and sends all that is due. */
export async function tellAll({ planning, sending }: Notifications): Promise<void> {
  while (await planning.plan());
  for (const id of await sending.dueChannels()) await sending.drain(id, () => false);
}
