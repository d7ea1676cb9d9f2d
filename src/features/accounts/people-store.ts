import { type RawBuilder, sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { HabilitationInput } from './habilitation-schema.ts';
import type { CameraScopeInput, Habilitation, Person } from './people-schema.ts';
import type { Role } from './permissions.ts';

/** What may change of a person. */
export interface PersonValues {
  readonly name: string;
  readonly role: Role;
  readonly cameras: CameraScopeInput;
  readonly isSuspended: boolean;
}

/** People with their rights, as those who manage them see them. */
export interface PeopleStore {
  list(tx: Tx): Promise<Person[]>;
  find(tx: Tx, id: string): Promise<Person | undefined>;
  /** A person without a password: a one-time link lets them choose one. */
  insert(tx: Tx, person: NewPerson): Promise<void>;
  update(tx: Tx, id: string, values: PersonValues, at: Date): Promise<void>;
  remove(tx: Tx, id: string): Promise<void>;
  /** How many administrators may sign in, besides one. */
  otherAdministrators(tx: Tx, id: string): Promise<number>;
  endSessions(tx: Tx, personId: string): Promise<void>;
  insertHabilitation(tx: Tx, personId: string, input: HabilitationInput, at: Date): Promise<number>;
  /** The habilitation, ended; none when it is not of this person or ended before. */
  endHabilitation(tx: Tx, personId: string, id: number, at: Date): Promise<Habilitation | undefined>;
  removeSecondFactor(tx: Tx, personId: string): Promise<void>;
}

interface NewPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly cameras: CameraScopeInput;
  readonly at: Date;
}

const instant = (column: RawBuilder<unknown>) =>
  sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const hour = (column: RawBuilder<unknown>) => sql`to_char(${column}, 'HH24:MI')`;

const habilitationJson = sql`json_build_object(
  'id', act.id, 'act', act.act, 'trainedOn', act.trained_on, 'validFrom', act.valid_from,
  'validUntil', act.valid_until, 'communeId', act.commune_id, 'groupId', act.group_id,
  'dailyFrom', ${hour(sql`act.daily_from`)}, 'dailyUntil', ${hour(sql`act.daily_until`)},
  'endedAt', ${instant(sql`act.ended_at`)})`;

/** People in PostgreSQL. */
export function createPeopleStore(territoryId: number): PeopleStore {
  return { ...reading(territoryId), ...writing(territoryId), ...habilitations(territoryId) };
}

function reading(territoryId: number): Pick<PeopleStore, 'list' | 'find' | 'otherAdministrators'> {
  const select = async (tx: Tx, where: RawBuilder<unknown>): Promise<Person[]> => {
    const { rows } = await sql<Person>`
      SELECT id, name, email, role,
             CASE WHEN scope_communes IS NULL THEN NULL
                  ELSE json_build_object('communes', scope_communes, 'groups', scope_groups) END AS cameras,
             suspended_at IS NOT NULL AS "isSuspended",
             NOT EXISTS (SELECT FROM credential WHERE person_id = person.id AND password_hash IS NOT NULL) AS "isInvited",
             EXISTS (SELECT FROM passkey WHERE person_id = person.id)
               OR EXISTS (SELECT FROM authenticator WHERE person_id = person.id AND confirmed_at IS NOT NULL)
               AS "hasSecondFactor",
             COALESCE((SELECT json_agg(${habilitationJson} ORDER BY act.id)
                         FROM habilitation AS act WHERE act.person_id = person.id), '[]') AS habilitations
        FROM person WHERE territory_id = ${territoryId} AND ${where} ORDER BY name, id`.execute(queries(tx));
    return rows;
  };
  return {
    list: (tx) => select(tx, sql`true`),
    find: async (tx, id) => (await select(tx, sql`id = ${id}`))[0],
    async otherAdministrators(tx, id) {
      const { rows } = await sql<{ id: string }>`
        SELECT id FROM person WHERE territory_id = ${territoryId} AND role = 'administrator'
           AND suspended_at IS NULL AND id <> ${id} FOR UPDATE`.execute(queries(tx));
      return rows.length;
    },
  };
}

const ids = (scope: CameraScopeInput, of: 'communes' | 'groups') =>
  scope === null ? sql`NULL` : sql`${[...scope[of]]}::bigint[]`;

function writing(
  territoryId: number,
): Pick<PeopleStore, 'insert' | 'update' | 'remove' | 'endSessions' | 'removeSecondFactor'> {
  return {
    async insert(tx, { id, name, email, role, cameras, at }) {
      await sql`INSERT INTO person (id, territory_id, name, email, role, scope_communes, scope_groups, created_at, updated_at)
        VALUES (${id}, ${territoryId}, ${name}, ${email}, ${role}, ${ids(cameras, 'communes')}, ${ids(cameras, 'groups')},
                ${at}, ${at})`.execute(queries(tx));
      await sql`INSERT INTO credential (id, territory_id, person_id, provider, account, created_at, updated_at)
        VALUES (${id}, ${territoryId}, ${id}, 'credential', ${id}, ${at}, ${at})`.execute(queries(tx));
    },
    async update(tx, id, { name, role, cameras, isSuspended }, at) {
      const suspendedAt = isSuspended ? sql`COALESCE(suspended_at, ${at})` : sql`NULL`;
      await sql`UPDATE person SET name = ${name}, role = ${role}, scope_communes = ${ids(cameras, 'communes')},
               scope_groups = ${ids(cameras, 'groups')}, suspended_at = ${suspendedAt}, updated_at = ${at}
         WHERE id = ${id} AND territory_id = ${territoryId}`.execute(queries(tx));
    },
    async remove(tx, id) {
      await sql`DELETE FROM person WHERE id = ${id} AND territory_id = ${territoryId}`.execute(queries(tx));
    },
    async endSessions(tx, personId) {
      await sql`DELETE FROM session WHERE person_id = ${personId}`.execute(queries(tx));
    },
    async removeSecondFactor(tx, personId) {
      for (const table of ['authenticator', 'recovery_code', 'passkey'])
        await sql`DELETE FROM ${sql.table(table)} WHERE person_id = ${personId}`.execute(queries(tx));
    },
  };
}

function habilitations(territoryId: number): Pick<PeopleStore, 'insertHabilitation' | 'endHabilitation'> {
  return {
    async insertHabilitation(tx, personId, input, at) {
      const { act, trainedOn, validFrom, validUntil } = input;
      const { communeId = null, groupId = null, dailyFrom = null, dailyUntil = null } = input;
      const { rows } = await sql<{ id: number }>`
        INSERT INTO habilitation (territory_id, person_id, act, trained_on, valid_from, valid_until, commune_id, group_id,
                                  daily_from, daily_until, created_at)
        VALUES (${territoryId}, ${personId}, ${act}, ${trainedOn}, ${validFrom}, ${validUntil}, ${communeId}, ${groupId},
                ${dailyFrom}, ${dailyUntil}, ${at}) RETURNING id`.execute(queries(tx));
      return rows[0]?.id ?? 0;
    },
    async endHabilitation(tx, personId, id, at) {
      const { rows } = await sql<{ habilitation: Habilitation }>`
        UPDATE habilitation AS act SET ended_at = ${at}
         WHERE id = ${id} AND person_id = ${personId} AND territory_id = ${territoryId} AND ended_at IS NULL
        RETURNING ${habilitationJson} AS habilitation`.execute(queries(tx));
      return rows[0]?.habilitation;
    },
  };
}
