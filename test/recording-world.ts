import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type InstanceKey, openInstanceKey } from '#app/instance-key.ts';
import { openRecordings, type Recordings } from '#app/recordings.ts';
import { queries } from '#database/queries.ts';
import { dayMs } from '#features/recording/retention.ts';
import type { Audit } from '#foundation/audit.ts';
import { silentLog } from './silent-log.ts';
import { openTestTerritory, report, type TestTerritory } from './test-territory.ts';

/** A JPEG as far as a scan can tell: its magic, its marker, then something to be read. */
export const fakeJpeg = (words: string): Uint8Array =>
  Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, ...Buffer.from(words)]);

/** What a camera keeps in these tests, for so many days. */
export const choice = (keptDays: number) => ({ secondsBefore: 5, secondsAfter: 10, keptDays });

/** A camera that may be told to record. */
export interface RecordingCamera {
  readonly cameraId: number;
  readonly zoneId: number;
  readonly ruleId: number;
}

/** Recordings of a fresh territory, with a clock that the test moves. */
export interface RecordingWorld {
  readonly territory: TestTerritory;
  readonly directory: string;
  readonly key: InstanceKey;
  nowMs: number;
  recordings: Recordings;
  /** the same, seen by another process */
  open(change?: {
    readonly doubtedAtMs?: number;
    readonly audit?: Audit;
    readonly directory?: string;
  }): Promise<Recordings>;
  /** Forgets all that is kept. */
  reset(): Promise<void>;
  makeCamera(retentionDays?: number): Promise<RecordingCamera>;
  /** An alert at a moment, and the pictures around it. */
  alerted(camera: RecordingCamera, timeMs: number): Promise<Evidence>;
  /** A camera that records, and one recording of it. */
  kept(days: number, timeMs?: number): Promise<RecordingCamera>;
  /** The one recording of a camera. */
  only(camera: RecordingCamera): Promise<Awaited<ReturnType<Recordings['recordings']['find']>>>;
  files(): Promise<string[]>;
  /** Number of lines of an action in the log. */
  lines(action: string): Promise<number>;
  close(): Promise<void>;
}

type Evidence = Parameters<Recordings['recordings']['keep']>[0];

let names = 0;

/** Opens a territory with its recordings. */
export async function openRecordingWorld(): Promise<RecordingWorld> {
  const territory = await openTestTerritory();
  const directory = await mkdtemp(join(tmpdir(), 'vigie-recordings-'));
  const key = await openInstanceKey(directory);
  const folder = join(directory, 'recordings');
  const tx = queries(territory.database.reader);
  const open: RecordingWorld['open'] = (change = {}) =>
    openRecordings({
      ...territory,
      law: {
        ...territory.services.law,
        watch: {
          ...territory.services.law.watch,
          doubtedAtMs: () => Promise.resolve(change.doubtedAtMs ?? null),
        },
      },
      audit: change.audit ?? territory.services.audit,
      directory: change.directory ?? directory,
      key,
      log: silentLog,
      clock: () => world.nowMs,
    });
  const world: RecordingWorld = {
    territory,
    directory,
    key,
    open,
    nowMs: Date.now(),
    recordings: undefined as unknown as Recordings,
    async reset() {
      world.nowMs = Date.now();
      for (const table of ['recording_watch', 'recording_hold', 'recording'])
        await sql`DELETE FROM ${sql.table(table)}`.execute(tx);
      await rm(folder, { recursive: true });
      await mkdir(folder);
    },
    makeCamera: (retentionDays = 10) => makeCamera(territory, retentionDays),
    alerted: (camera, timeMs) => alerted(territory, camera, timeMs),
    async kept(days, timeMs = world.nowMs) {
      const camera = await world.makeCamera();
      await world.recordings.choices.choose(camera.cameraId, choice(days));
      await world.recordings.recordings.keep(await world.alerted(camera, timeMs));
      return camera;
    },
    async only({ cameraId }) {
      const { items } = await world.recordings.recordings.list({ camera: cameraId });
      const [one] = items;
      if (one === undefined || items.length > 1) throw new Error(`${items.length} recordings`);
      return one;
    },
    files: () => readdir(folder),
    async lines(action) {
      const { rows } = await sql<{ n: number }>`
        SELECT count(*)::int AS n FROM audit_line WHERE action = ${action}`.execute(tx);
      return rows[0]?.n ?? 0;
    },
    async close() {
      await territory.database.close();
      await rm(directory, { recursive: true });
    },
  };
  world.recordings = await open();
  return world;
}

/** A camera of a closed site whose purpose lets pictures be kept, with a rule. */
async function makeCamera({ services }: TestTerritory, retentionDays: number): Promise<RecordingCamera> {
  names += 1;
  const purpose = await services.law.purposes.insert({
    name: `Protection ${names}`,
    code: 'site-protection',
    retentionDays,
    from: new Date(Date.now() - dayMs).toISOString(),
  });
  const camera = await services.cameras.insert({
    name: `Depot ${names}`,
    source: { url: 'a.mp4' },
    place: 'closed-site',
    purposeIds: [purpose.id],
  });
  const polygon: [number, number][] = [
    [0, 0],
    [1, 0],
    [1, 1],
  ];
  const zone = await services.zones.zones.insert(camera.id, { name: 'yard', polygon });
  const rule = await services.rules.insert({
    name: 'Intrusion',
    cameraId: camera.id,
    kind: 'intrusion',
    parameters: { zoneId: zone.id },
    cooldownSeconds: 0,
  });
  return { cameraId: camera.id, zoneId: zone.id, ruleId: rule.id };
}

let sequence = 0;

async function alerted(
  { services }: TestTerritory,
  { cameraId, ruleId, zoneId }: RecordingCamera,
  timeMs: number,
): Promise<Evidence> {
  sequence += 1;
  const event = { ruleId, kind: 'intrusion', timeMs, arrivedMs: timeMs, class: 'person', confidence: 0.8 };
  await services.storeReport(
    report({ cameraId, sequence, events: [{ ...event, zoneId, point: [0.5, 0.9] }] }),
  );
  const pictures = [-1000, 0, 1000].map((offset) => ({
    timeMs: timeMs + offset,
    jpeg: fakeJpeg(`scene ${offset}`),
  }));
  return { cameraId, ruleId, timeMs, pictures };
}
