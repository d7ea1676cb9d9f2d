import type { Kysely } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Role } from './permissions.ts';

type AccountTables = {
  person: {
    id: string;
    territory_id: number;
    name: string;
    email: string;
    role: Role;
    created_at: Date;
    updated_at: Date;
  };
  credential: {
    id: string;
    territory_id: number;
    person_id: string;
    provider: string;
    account: string;
    password_hash: string;
    created_at: Date;
    updated_at: Date;
  };
  session: { id: string; person_id: string };
  one_time_link: {
    hash: string;
    territory_id: number;
    kind: 'setup' | 'reset';
    person_id: string | null;
    created_at: Date;
    expires_at: Date;
  };
};

/** A person as stored. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** A link that works once, known by the hash of its token. */
export interface LinkRow {
  readonly hash: string;
  readonly kind: 'setup' | 'reset';
  readonly personId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** What accounts keep in the database. */
export interface AccountStore {
  hasAdministrator(tx: Tx): Promise<boolean>;
  findPersonByEmail(tx: Tx, email: string): Promise<PersonRow | undefined>;
  listPeople(tx: Tx): Promise<readonly PersonRow[]>;
  insertPerson(
    tx: Tx,
    person: PersonRow & { readonly passwordHash: string; readonly at: Date },
  ): Promise<void>;
  /** Sets the password and ends every session of the person. */
  replacePassword(tx: Tx, personId: string, passwordHash: string, at: Date): Promise<void>;
  /** Puts the link in the place of every earlier one of its kind and person. */
  replaceLink(tx: Tx, link: LinkRow): Promise<void>;
  findLink(tx: Tx, hash: string): Promise<LinkRow | undefined>;
  /** Removes the link; undefined when it was used meanwhile. */
  takeLink(tx: Tx, hash: string): Promise<LinkRow | undefined>;
}

const sql = (tx: Tx): Kysely<AccountTables> => queries(tx).withTables<AccountTables>();

/** People and one-time links in PostgreSQL. */
export function createAccountStore(territoryId: number): AccountStore {
  return { ...peopleIn(territoryId), ...linksIn(territoryId) };
}

function peopleIn(territoryId: number): Omit<AccountStore, 'replaceLink' | 'findLink' | 'takeLink'> {
  return {
    async hasAdministrator(tx) {
      const found = await sql(tx)
        .selectFrom('person')
        .select('id')
        .where('role', '=', 'administrator')
        .limit(1)
        .executeTakeFirst();
      return found !== undefined;
    },
    findPersonByEmail: (tx, email) =>
      sql(tx)
        .selectFrom('person')
        .select(['id', 'name', 'email', 'role'])
        .where('email', '=', email)
        .executeTakeFirst(),
    listPeople: (tx) =>
      sql(tx).selectFrom('person').select(['id', 'name', 'email', 'role']).orderBy('name').execute(),
    async insertPerson(tx, { passwordHash, at, ...person }) {
      const times = { territory_id: territoryId, created_at: at, updated_at: at };
      await sql(tx)
        .insertInto('person')
        .values({ ...person, ...times })
        .execute();
      await sql(tx)
        .insertInto('credential')
        .values({
          id: person.id,
          person_id: person.id,
          provider: 'credential',
          account: person.id,
          password_hash: passwordHash,
          ...times,
        })
        .execute();
    },
    async replacePassword(tx, personId, passwordHash, at) {
      await sql(tx)
        .updateTable('credential')
        .set({ password_hash: passwordHash, updated_at: at })
        .where('person_id', '=', personId)
        .where('provider', '=', 'credential')
        .execute();
      await sql(tx).deleteFrom('session').where('person_id', '=', personId).execute();
    },
  };
}

const linkColumns = [
  'hash',
  'kind',
  'person_id as personId',
  'created_at as createdAt',
  'expires_at as expiresAt',
] as const;

function linksIn(territoryId: number): Pick<AccountStore, 'replaceLink' | 'findLink' | 'takeLink'> {
  return {
    async replaceLink(tx, link) {
      await sql(tx)
        .deleteFrom('one_time_link')
        .where('kind', '=', link.kind)
        .where('person_id', 'is not distinct from', link.personId)
        .execute();
      await sql(tx)
        .insertInto('one_time_link')
        .values({
          hash: link.hash,
          territory_id: territoryId,
          kind: link.kind,
          person_id: link.personId,
          created_at: link.createdAt,
          expires_at: link.expiresAt,
        })
        .execute();
    },
    findLink: (tx, hash) =>
      sql(tx).selectFrom('one_time_link').select(linkColumns).where('hash', '=', hash).executeTakeFirst(),
    takeLink: (tx, hash) =>
      sql(tx).deleteFrom('one_time_link').where('hash', '=', hash).returning(linkColumns).executeTakeFirst(),
  };
}
