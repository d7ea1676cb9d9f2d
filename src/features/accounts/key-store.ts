import type { Generated, Kysely } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Regime } from '#foundation/legal-gate.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { StoredScope } from './rights-store.ts';

type KeyTables = {
  api_key: {
    id: Generated<number>;
    territory_id: number;
    name: string;
    hash: string;
    scopes: string[];
    created_at: Date;
    last_used_at: Date | null;
    expires_at: Date | null;
    scope_communes: number[] | null;
    scope_groups: number[] | null;
    created_by: string | null;
    regime: Regime;
  };
};

/** An API key as stored: never the key itself. */
export interface KeyRow extends StoredScope {
  readonly id: number;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  /** the one whose data it reads */
  readonly regime: Regime;
}

/** What API keys keep in the database. */
export interface KeyStore {
  find(tx: Tx, hash: string): Promise<KeyRow | undefined>;
  findByName(tx: Tx, name: string): Promise<KeyRow | undefined>;
  list(tx: Tx): Promise<readonly KeyRow[]>;
  insert(
    tx: Tx,
    key: {
      readonly name: string;
      readonly hash: string;
      readonly scopes: readonly string[];
      readonly createdAt: Date;
      readonly expiresAt: Date | null;
      readonly cameras: StoredScope;
      readonly createdBy: string | null;
      readonly regime: Regime;
    },
  ): Promise<number>;
  /** Notes that the key was used. */
  touch(tx: Tx, id: number, at: Date): Promise<void>;
  /** True when there was such a key. */
  remove(tx: Tx, name: string): Promise<boolean>;
}

const sql = (tx: Tx): Kysely<KeyTables> => queries(tx).withTables<KeyTables>();
const columns = [
  'id',
  'name',
  'scopes',
  'created_at as createdAt',
  'last_used_at as lastUsedAt',
  'expires_at as expiresAt',
  'scope_communes as communes',
  'scope_groups as groups',
  'regime',
] as const;

const copied = (ids: readonly number[] | null): number[] | null => (ids === null ? null : [...ids]);

/** API keys in PostgreSQL. */
export function createKeyStore(territoryId: number): KeyStore {
  const select = (tx: Tx) => sql(tx).selectFrom('api_key').select(columns);
  return {
    find: (tx, hash) => select(tx).where('hash', '=', hash).executeTakeFirst(),
    findByName: (tx, name) => select(tx).where('name', '=', name).executeTakeFirst(),
    list: (tx) => select(tx).orderBy('id').execute(),
    async insert(tx, key) {
      const row = await sql(tx)
        .insertInto('api_key')
        .values({
          territory_id: territoryId,
          name: key.name,
          hash: key.hash,
          scopes: [...key.scopes],
          created_at: key.createdAt,
          expires_at: key.expiresAt,
          scope_communes: copied(key.cameras.communes),
          scope_groups: copied(key.cameras.groups),
          created_by: key.createdBy,
          regime: key.regime,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return row.id;
    },
    async touch(tx, id, at) {
      await sql(tx).updateTable('api_key').set({ last_used_at: at }).where('id', '=', id).execute();
    },
    async remove(tx, name) {
      const result = await sql(tx).deleteFrom('api_key').where('name', '=', name).executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}
