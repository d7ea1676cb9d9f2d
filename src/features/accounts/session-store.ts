import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Session } from './people-schema.ts';

/** Open sessions of people. */
export interface SessionStore {
  hasPerson(tx: Tx, personId: string): Promise<boolean>;
  list(tx: Tx, personId: string, at: Date): Promise<Omit<Session, 'isThisOne'>[]>;
  /** False when the person has no such session. */
  end(tx: Tx, personId: string, sessionId: string): Promise<boolean>;
  endOthers(tx: Tx, personId: string, sessionId: string): Promise<void>;
  /** Notes that a second factor stands behind the session. */
  strengthen(tx: Tx, sessionId: string): Promise<void>;
}

const instant = (name: string) =>
  sql`to_char(${sql.ref(name)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Sessions in PostgreSQL. */
export function createSessionStore(): SessionStore {
  return {
    async hasPerson(tx, personId) {
      const { rows } = await sql`SELECT 1 FROM person WHERE id = ${personId}`.execute(queries(tx));
      return rows.length > 0;
    },
    async list(tx, personId, at) {
      const { rows } = await sql<Omit<Session, 'isThisOne'>>`
        SELECT id, opened_by AS "openedBy", second_factor AS "secondFactor", ${instant('created_at')} AS "openedAt",
               ${instant('updated_at')} AS "lastSeenAt", ${instant('expires_at')} AS "expiresAt"
          FROM session WHERE person_id = ${personId} AND expires_at > ${at} ORDER BY created_at DESC`.execute(
        queries(tx),
      );
      return rows;
    },
    async end(tx, personId, sessionId) {
      const { numAffectedRows } =
        await sql`DELETE FROM session WHERE person_id = ${personId} AND id = ${sessionId}`.execute(
          queries(tx),
        );
      return numAffectedRows === 1n;
    },
    async endOthers(tx, personId, sessionId) {
      await sql`DELETE FROM session WHERE person_id = ${personId} AND id <> ${sessionId}`.execute(
        queries(tx),
      );
    },
    async strengthen(tx, sessionId) {
      await sql`UPDATE session SET second_factor = true WHERE id = ${sessionId}`.execute(queries(tx));
    },
  };
}
