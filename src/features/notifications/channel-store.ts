import { sql } from 'kysely';
import { explained } from '#database/constraints.ts';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Channel, Fault } from './channel-schema.ts';

/** A channel with its sealed secret. */
export interface StoredChannel extends Channel {
  readonly sealedSecret: string | null;
}

/** What is written of a channel. */
export interface ChannelValues {
  readonly name: string;
  readonly enabled: boolean;
  readonly settings: Channel['settings'];
  readonly sealedSecret: string | null;
}

/** The channels of a territory. */
export interface ChannelStore {
  list(tx: Tx): Promise<StoredChannel[]>;
  find(tx: Tx, id: number): Promise<StoredChannel | undefined>;
  insert(tx: Tx, kind: Channel['kind'], values: ChannelValues): Promise<number>;
  /** Writes the values and forgets that the channel failed: it is tried at once. */
  update(tx: Tx, id: number, values: ChannelValues): Promise<void>;
  remove(tx: Tx, id: number): Promise<void>;
  /** How often in a row it failed. */
  failures(tx: Tx, id: number): Promise<number>;
  noteSuccess(tx: Tx, id: number, atMs: number): Promise<void>;
  /** `retryMs`: until when the whole channel waits; undefined when one message failed only. */
  noteFailure(tx: Tx, id: number, failure: ChannelFailure): Promise<void>;
}

/** A failure to remember. */
export interface ChannelFailure {
  readonly fault: Fault;
  readonly atMs: number;
  readonly retryMs?: number;
}

const taken = {
  notice_channel_name_taken: {
    field: 'name',
    message: 'another channel has this name',
    fix: 'choose another name',
  },
  notice_channel_once: {
    field: 'kind',
    message: 'there is one already',
    fix: 'change the one there is',
  },
};

/** Channels in PostgreSQL. */
export function createChannelStore(territoryId: number): ChannelStore {
  const select = async (tx: Tx, where = sql`true`): Promise<StoredChannel[]> => {
    const { rows } = await sql<Row>`
      SELECT id, kind, name, enabled, settings, sealed_secret, last_success_at, last_failure_at, last_fault, retry_at,
             (SELECT count(*)::int FROM notice WHERE channel_id = notice_channel.id AND state = 'waiting') AS waiting
        FROM notice_channel WHERE territory_id = ${territoryId} AND ${where}
       ORDER BY array_position(ARRAY['mail', 'push', 'webhook', 'mqtt'], kind), name, id`.execute(
      queries(tx),
    );
    return rows.map(fromRow);
  };
  return {
    list: (tx) => select(tx),
    find: async (tx, id) => (await select(tx, sql`id = ${id}`))[0],
    insert: (tx, kind, { name, enabled, settings, sealedSecret }) =>
      explained(taken, async () => {
        const { rows } = await sql<{ id: number }>`
          INSERT INTO notice_channel (territory_id, kind, name, enabled, settings, sealed_secret)
          VALUES (${territoryId}, ${kind}, ${name}, ${enabled}, ${JSON.stringify(settings)}, ${sealedSecret})
          RETURNING id`.execute(queries(tx));
        return rows[0]?.id ?? 0;
      }),
    update: (tx, id, { name, enabled, settings, sealedSecret }) =>
      explained(taken, async () => {
        await sql`UPDATE notice_channel SET name = ${name}, enabled = ${enabled}, settings = ${JSON.stringify(settings)},
                  sealed_secret = ${sealedSecret}, failures = 0, retry_at = NULL
           WHERE id = ${id} AND territory_id = ${territoryId}`.execute(queries(tx));
      }),
    async remove(tx, id) {
      await sql`DELETE FROM notice_channel WHERE id = ${id} AND territory_id = ${territoryId}`.execute(
        queries(tx),
      );
    },
    async failures(tx, id) {
      const { rows } = await sql<{
        failures: number;
      }>`SELECT failures FROM notice_channel WHERE id = ${id}`.execute(queries(tx));
      return rows[0]?.failures ?? 0;
    },
    async noteSuccess(tx, id, atMs) {
      await sql`UPDATE notice_channel SET last_success_at = ${new Date(atMs)}, failures = 0, retry_at = NULL
         WHERE id = ${id}`.execute(queries(tx));
    },
    async noteFailure(tx, id, { fault, atMs, retryMs }) {
      const waits =
        retryMs === undefined ? sql`` : sql`, failures = failures + 1, retry_at = ${new Date(retryMs)}`;
      await sql`UPDATE notice_channel SET last_failure_at = ${new Date(atMs)}, last_fault = ${JSON.stringify(fault)} ${waits}
         WHERE id = ${id}`.execute(queries(tx));
    },
  };
}

interface Row extends Pick<Channel, 'id' | 'kind' | 'name' | 'enabled' | 'settings' | 'waiting'> {
  readonly sealed_secret: string | null;
  readonly last_success_at: Date | null;
  readonly last_failure_at: Date | null;
  readonly last_fault: Fault | null;
  readonly retry_at: Date | null;
}

function fromRow({ id, kind, name, enabled, settings, waiting, ...row }: Row): StoredChannel {
  return {
    id,
    kind,
    name,
    enabled,
    settings,
    waiting,
    hasSecret: row.sealed_secret !== null,
    sealedSecret: row.sealed_secret,
    lastSuccessAt: row.last_success_at?.toISOString() ?? null,
    lastFailureAt: row.last_failure_at?.toISOString() ?? null,
    lastFault: row.last_fault,
    retryAt: row.retry_at?.toISOString() ?? null,
  };
}
