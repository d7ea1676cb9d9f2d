import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';

/** The latest moment seen, and the doubt in the clock, milliseconds since 1970. */
export interface SeenClock {
  readonly latestMs: number;
  readonly doubtedAtMs: number | null;
}

/** Remembers the clock across restarts. */
export interface ClockWatchStore {
  find(tx: Tx): Promise<SeenClock | undefined>;
  keep(tx: Tx, seen: SeenClock): Promise<void>;
  /** The newest pack in use of a country, and its digest. */
  newestPack(tx: Tx, country: string): Promise<UsedPack | undefined>;
  addPack(tx: Tx, pack: UsedPack & { readonly country: string; readonly atMs: number }): Promise<void>;
}

/** A rule pack that was in use. */
export interface UsedPack {
  readonly name: string;
  readonly version: readonly [year: number, number: number];
  readonly digest: string;
}

/** Makes the store of what an instance must never forget. */
export function createClockWatchStore(territoryId: number): ClockWatchStore {
  return {
    async find(tx) {
      const row = await queries(tx)
        .selectFrom('clock_watch')
        .selectAll()
        .where('territory_id', '=', territoryId)
        .executeTakeFirst();
      return row && { latestMs: row.latest.getTime(), doubtedAtMs: row.doubted_at?.getTime() ?? null };
    },
    async keep(tx, { latestMs, doubtedAtMs }) {
      const doubted = doubtedAtMs === null ? null : new Date(doubtedAtMs);
      await sql`
        INSERT INTO clock_watch (territory_id, latest, doubted_at) VALUES (${territoryId}, ${new Date(latestMs)}, ${doubted})
        ON CONFLICT (territory_id) DO UPDATE SET latest = excluded.latest, doubted_at = excluded.doubted_at`.execute(
        queries(tx),
      );
    },
    async newestPack(tx, country) {
      const row = await queries(tx)
        .selectFrom('rule_pack_used')
        .selectAll()
        .where('territory_id', '=', territoryId)
        .where('country', '=', country)
        .orderBy('year', 'desc')
        .orderBy('number', 'desc')
        .executeTakeFirst();
      return row && { name: row.name, version: [row.year, row.number], digest: row.digest };
    },
    async addPack(tx, { name, version: [year, number], digest, country, atMs }) {
      await queries(tx)
        .insertInto('rule_pack_used')
        .values({
          territory_id: territoryId,
          country,
          year,
          number,
          name,
          digest,
          used_at: new Date(atMs),
        })
        .execute();
    },
  };
}
