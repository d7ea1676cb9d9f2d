import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Fault } from './channel-schema.ts';
import type { OwnChoices, PushDevice, PushDeviceInput } from './own-schema.ts';
import type { PushTarget } from './ports.ts';

/** A rule that may be followed. */
export interface FollowableRule {
  readonly id: number;
  readonly name: string;
  readonly cameraId: number;
  readonly cameraName: string;
}

/** What each person chose, and their browsers. */
export interface OwnStore {
  choicesOf(tx: Tx, personId: string): Promise<OwnChoices | undefined>;
  /** `digestSentOn`: the day whose digest is not to come any more */
  saveChoices(tx: Tx, personId: string, choices: OwnChoices, digestSentOn: string): Promise<void>;
  /** People who follow a rule by their own wish. */
  followersOf(tx: Tx, ruleId: number): Promise<readonly string[]>;
  /** People who want a digest, with the last day they had one. */
  digests(tx: Tx): Promise<readonly DigestWish[]>;
  noteDigest(tx: Tx, personId: string, day: string): Promise<void>;
  devicesOf(tx: Tx, personId: string): Promise<readonly PushDevice[]>;
  targetOf(tx: Tx, deviceId: number): Promise<(PushTarget & { readonly personId: string }) | undefined>;
  /** A browser belongs to who subscribed last. */
  addDevice(tx: Tx, personId: string, device: PushDeviceInput, atMs: number): Promise<number>;
  removeDevice(tx: Tx, personId: string, id: number): Promise<boolean>;
  noteDevice(tx: Tx, id: number, atMs: number, fault: Fault | undefined): Promise<void>;
  rules(tx: Tx): Promise<readonly FollowableRule[]>;
}

/** Somebody's wish for a digest. */
export interface DigestWish {
  readonly personId: string;
  readonly digestAt: string;
  readonly sentOn: string | null;
}

/** Choices in PostgreSQL. */
export function createOwnStore(territoryId: number): OwnStore {
  return { ...choices(territoryId), ...devices(territoryId), rules: (tx) => rulesOf(tx, territoryId) };
}

type Choosing = Pick<OwnStore, 'choicesOf' | 'saveChoices' | 'followersOf' | 'digests' | 'noteDigest'>;

function choices(territoryId: number): Choosing {
  return {
    async choicesOf(tx, personId) {
      const { rows } = await sql<
        OwnChoices & { readonly quietFrom: string | null; readonly quietUntil: string }
      >`
        SELECT language, by_mail AS "byMail", by_push AS "byPush", follows, rule_ids AS "ruleIds",
               to_char(quiet_from, 'HH24:MI') AS "quietFrom", to_char(quiet_until, 'HH24:MI') AS "quietUntil",
               critical_always AS "criticalAlways", to_char(digest_at, 'HH24:MI') AS "digestAt"
          FROM notice_preference WHERE person_id = ${personId} AND territory_id = ${territoryId}`.execute(
        queries(tx),
      );
      if (rows[0] === undefined) return undefined;
      const { quietFrom, quietUntil, ruleIds, ...rest } = rows[0];
      const quiet = quietFrom === null ? null : { from: quietFrom, until: quietUntil };
      return { ...rest, ruleIds: ruleIds.map(Number), quiet };
    },
    async saveChoices(tx, personId, own, digestSentOn) {
      const { quiet } = own;
      await sql`INSERT INTO notice_preference (person_id, territory_id, language, by_mail, by_push, follows, rule_ids,
                                               quiet_from, quiet_until, critical_always, digest_at, digest_sent_on)
        VALUES (${personId}, ${territoryId}, ${own.language}, ${own.byMail}, ${own.byPush}, ${own.follows},
                ${[...own.ruleIds]}::bigint[], ${quiet?.from ?? null}, ${quiet?.until ?? null}, ${own.criticalAlways},
                ${own.digestAt}, ${digestSentOn})
        ON CONFLICT (person_id) DO UPDATE SET
          language = excluded.language, by_mail = excluded.by_mail, by_push = excluded.by_push,
          follows = excluded.follows, rule_ids = excluded.rule_ids, quiet_from = excluded.quiet_from,
          quiet_until = excluded.quiet_until, critical_always = excluded.critical_always,
          digest_sent_on = CASE WHEN notice_preference.digest_at IS NOT DISTINCT FROM excluded.digest_at
                                THEN notice_preference.digest_sent_on ELSE excluded.digest_sent_on END,
          digest_at = excluded.digest_at`.execute(queries(tx));
    },
    async followersOf(tx, ruleId) {
      const { rows } = await sql<{ id: string }>`
        SELECT person_id AS id FROM notice_preference
         WHERE territory_id = ${territoryId}
           AND (follows = 'all' OR (follows = 'chosen' AND ${ruleId} = ANY (rule_ids)))`.execute(queries(tx));
      return rows.map(({ id }) => id);
    },
    async digests(tx) {
      const { rows } = await sql<DigestWish>`
        SELECT person_id AS "personId", to_char(digest_at, 'HH24:MI') AS "digestAt",
               to_char(digest_sent_on, 'YYYY-MM-DD') AS "sentOn"
          FROM notice_preference WHERE territory_id = ${territoryId} AND digest_at IS NOT NULL`.execute(
        queries(tx),
      );
      return rows;
    },
    async noteDigest(tx, personId, day) {
      await sql`UPDATE notice_preference SET digest_sent_on = ${day} WHERE person_id = ${personId}`.execute(
        queries(tx),
      );
    },
  };
}

type Devices = Pick<OwnStore, 'devicesOf' | 'targetOf' | 'addDevice' | 'removeDevice' | 'noteDevice'>;

function devices(territoryId: number): Devices {
  return {
    async devicesOf(tx, personId) {
      const { rows } = await sql<DeviceRow>`
        SELECT id, name, endpoint, created_at, last_success_at, last_failure_at, last_fault FROM push_device
         WHERE person_id = ${personId} AND territory_id = ${territoryId} ORDER BY id`.execute(queries(tx));
      return rows.map(fromRow);
    },
    async targetOf(tx, deviceId) {
      const { rows } = await sql<PushTarget & { readonly personId: string }>`
        SELECT endpoint, p256dh, auth, person_id AS "personId" FROM push_device
         WHERE id = ${deviceId} AND territory_id = ${territoryId}`.execute(queries(tx));
      return rows[0];
    },
    async addDevice(tx, personId, { name, endpoint, keys }, atMs) {
      const { rows } = await sql<{ id: number }>`
        INSERT INTO push_device (territory_id, person_id, name, endpoint, p256dh, auth, created_at)
        VALUES (${territoryId}, ${personId}, ${name}, ${endpoint}, ${keys.p256dh}, ${keys.auth}, ${new Date(atMs)})
        ON CONFLICT (endpoint) DO UPDATE SET person_id = excluded.person_id, name = excluded.name,
          p256dh = excluded.p256dh, auth = excluded.auth RETURNING id`.execute(queries(tx));
      return rows[0]?.id ?? 0;
    },
    async removeDevice(tx, personId, id) {
      const { numAffectedRows } = await sql`
        DELETE FROM push_device WHERE id = ${id} AND person_id = ${personId} AND territory_id = ${territoryId}`.execute(
        queries(tx),
      );
      return numAffectedRows === 1n;
    },
    async noteDevice(tx, id, atMs, fault) {
      const set =
        fault === undefined
          ? sql`last_success_at = ${new Date(atMs)}`
          : sql`last_failure_at = ${new Date(atMs)}, last_fault = ${JSON.stringify(fault)}`;
      await sql`UPDATE push_device SET ${set} WHERE id = ${id}`.execute(queries(tx));
    },
  };
}

async function rulesOf(tx: Tx, territoryId: number): Promise<readonly FollowableRule[]> {
  const { rows } = await sql<FollowableRule>`
    SELECT rule.id, rule.name, camera.id AS "cameraId", camera.name AS "cameraName"
      FROM rule JOIN camera ON camera.id = rule.camera_id
     WHERE rule.territory_id = ${territoryId} ORDER BY camera.name, rule.name`.execute(queries(tx));
  return rows;
}

interface DeviceRow {
  readonly id: number;
  readonly name: string;
  readonly endpoint: string;
  readonly created_at: Date;
  readonly last_success_at: Date | null;
  readonly last_failure_at: Date | null;
  readonly last_fault: Fault | null;
}

function fromRow({ id, name, endpoint, ...row }: DeviceRow): PushDevice {
  return {
    id,
    name,
    createdAt: row.created_at.toISOString(),
    lastSuccessAt: row.last_success_at?.toISOString() ?? null,
    lastFailureAt: row.last_failure_at?.toISOString() ?? null,
    lastFault: row.last_fault,
    endpointHash: createHash('sha256').update(endpoint).digest('hex'),
  };
}
