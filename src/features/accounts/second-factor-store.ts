import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';

/** An authenticator as stored: its secret is sealed. */
export interface StoredAuthenticator {
  readonly secret: string;
  readonly isConfirmed: boolean;
}

/** A passkey as stored. */
export interface StoredPasskey {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** What proves a person a second time. */
export interface SecondFactorStore {
  authenticatorOf(tx: Tx, personId: string): Promise<StoredAuthenticator | undefined>;
  /** Puts an authenticator, not confirmed yet, in the place of one that never was. */
  putAuthenticator(tx: Tx, personId: string, secret: string): Promise<void>;
  confirmAuthenticator(tx: Tx, personId: string, at: Date): Promise<void>;
  removeAuthenticator(tx: Tx, personId: string): Promise<void>;
  /** Uses up a step of time; false when it, or a later one, was used before. */
  takeStep(tx: Tx, personId: string, step: number): Promise<boolean>;
  putRecoveryCodes(tx: Tx, personId: string, hashes: readonly string[]): Promise<void>;
  /** Uses up a code; false when there is none. */
  takeRecoveryCode(tx: Tx, personId: string, hash: string): Promise<boolean>;
  countRecoveryCodes(tx: Tx, personId: string): Promise<number>;
  passkeysOf(tx: Tx, personId: string): Promise<StoredPasskey[]>;
  findPasskey(tx: Tx, id: string): Promise<StoredPasskey | undefined>;
  insertPasskey(tx: Tx, passkey: StoredPasskey): Promise<void>;
  notePasskey(tx: Tx, id: string, counter: number, at: Date): Promise<void>;
  removePasskey(tx: Tx, personId: string, id: string): Promise<boolean>;
}

/** Second factors in PostgreSQL. */
export function createSecondFactorStore(): SecondFactorStore {
  return { ...authenticators, ...recoveryCodes, ...passkeys };
}

const authenticators: Pick<
  SecondFactorStore,
  'authenticatorOf' | 'putAuthenticator' | 'confirmAuthenticator' | 'removeAuthenticator' | 'takeStep'
> = {
  async authenticatorOf(tx, personId) {
    const { rows } = await sql<StoredAuthenticator>`
      SELECT secret, confirmed_at IS NOT NULL AS "isConfirmed" FROM authenticator
       WHERE person_id = ${personId}`.execute(queries(tx));
    return rows[0];
  },
  async putAuthenticator(tx, personId, secret) {
    await sql`INSERT INTO authenticator (person_id, secret) VALUES (${personId}, ${secret})
      ON CONFLICT (person_id) DO UPDATE SET secret = ${secret}, last_step = 0
        WHERE authenticator.confirmed_at IS NULL`.execute(queries(tx));
  },
  async confirmAuthenticator(tx, personId, at) {
    await sql`UPDATE authenticator SET confirmed_at = ${at} WHERE person_id = ${personId}`.execute(
      queries(tx),
    );
  },
  async removeAuthenticator(tx, personId) {
    await sql`DELETE FROM authenticator WHERE person_id = ${personId}`.execute(queries(tx));
    await sql`DELETE FROM recovery_code WHERE person_id = ${personId}`.execute(queries(tx));
  },
  async takeStep(tx, personId, step) {
    const { numAffectedRows } = await sql`
      UPDATE authenticator SET last_step = ${step} WHERE person_id = ${personId} AND last_step < ${step}`.execute(
      queries(tx),
    );
    return numAffectedRows === 1n;
  },
};

const recoveryCodes: Pick<SecondFactorStore, 'putRecoveryCodes' | 'takeRecoveryCode' | 'countRecoveryCodes'> =
  {
    async putRecoveryCodes(tx, personId, hashes) {
      await sql`DELETE FROM recovery_code WHERE person_id = ${personId}`.execute(queries(tx));
      await sql`INSERT INTO recovery_code (hash, person_id)
      SELECT hash, ${personId} FROM unnest(${[...hashes]}::text[]) AS hash`.execute(queries(tx));
    },
    async takeRecoveryCode(tx, personId, hash) {
      const { numAffectedRows } = await sql`
      DELETE FROM recovery_code WHERE person_id = ${personId} AND hash = ${hash}`.execute(queries(tx));
      return numAffectedRows === 1n;
    },
    async countRecoveryCodes(tx, personId) {
      const { rows } = await sql<{ count: number }>`
      SELECT count(*)::int AS count FROM recovery_code WHERE person_id = ${personId}`.execute(queries(tx));
      return rows[0]?.count ?? 0;
    },
  };

const passkeyColumns = sql`id, person_id AS "personId", name, public_key AS "publicKey", counter::float8 AS counter,
  transports, created_at AS "createdAt", last_used_at AS "lastUsedAt"`;

const passkeys: Pick<
  SecondFactorStore,
  'passkeysOf' | 'findPasskey' | 'insertPasskey' | 'notePasskey' | 'removePasskey'
> = {
  async passkeysOf(tx, personId) {
    const { rows } = await sql<StoredPasskey>`
      SELECT ${passkeyColumns} FROM passkey WHERE person_id = ${personId} ORDER BY created_at`.execute(
      queries(tx),
    );
    return rows;
  },
  async findPasskey(tx, id) {
    const { rows } = await sql<StoredPasskey>`SELECT ${passkeyColumns} FROM passkey WHERE id = ${id}`.execute(
      queries(tx),
    );
    return rows[0];
  },
  async insertPasskey(tx, { id, personId, name, publicKey, counter, transports, createdAt }) {
    await sql`INSERT INTO passkey (id, person_id, name, public_key, counter, transports, created_at)
      VALUES (${id}, ${personId}, ${name}, ${Buffer.from(publicKey)}, ${counter}, ${[...transports]}::text[], ${createdAt})`.execute(
      queries(tx),
    );
  },
  async notePasskey(tx, id, counter, at) {
    await sql`UPDATE passkey SET counter = ${counter}, last_used_at = ${at} WHERE id = ${id}`.execute(
      queries(tx),
    );
  },
  async removePasskey(tx, personId, id) {
    const { numAffectedRows } =
      await sql`DELETE FROM passkey WHERE person_id = ${personId} AND id = ${id}`.execute(queries(tx));
    return numAffectedRows === 1n;
  },
};
