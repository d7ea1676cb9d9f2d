import type pg from 'pg';

/** Names the lock of whoever hands out rights: any number, the same for ever. */
const lockKey = 7_245_003;

/** What the service may do with a table whose comment does not say `service: …`. */
const usual = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];
const every = [...usual, 'TRUNCATE', 'REFERENCES', 'TRIGGER'];

/** Makes the login role of the service, which owns nothing; the local socket is its door, and it has no password. */
export async function createServiceRole(owner: pg.Client, role: string): Promise<void> {
  const { rowCount } = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount !== 0) return;
  await owner
    .query(`CREATE ROLE ${owner.escapeIdentifier(role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT`)
    .catch((fault: { code?: string }) => {
      // Two starters at once: the other one made it.
      if (fault.code !== '42710' && fault.code !== '23505') throw fault;
    });
}

interface TableRights {
  readonly name: string;
  readonly comment: string | null;
  readonly held: readonly string[];
}

/**
 * Gives the service the rights it works with: reading and writing rows, except where the comment of a table says
 * `service: SELECT` or the like; no change of the schema, ever. Only what differs is changed.
 */
export async function grantService(owner: pg.Client, role: string): Promise<void> {
  const name = owner.escapeIdentifier(role);
  await owner.query('BEGIN');
  try {
    await owner.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
    await owner.query(`GRANT USAGE ON SCHEMA ${owner.escapeIdentifier(await schemaOf(owner))} TO ${name}`);
    for (const table of await tablesOf(owner, role)) {
      const due = rightsOf(table.comment);
      if (due.length === table.held.length && due.every((right) => table.held.includes(right))) continue;
      await owner.query(`REVOKE ALL ON ${table.name} FROM ${name}`);
      if (due.length > 0) await owner.query(`GRANT ${due.join(', ')} ON ${table.name} TO ${name}`);
    }
    for (const sequence of await missing(owner, sequences, role))
      await owner.query(`GRANT USAGE ON SEQUENCE ${sequence} TO ${name}`);
    for (const routine of await missing(owner, routines, role))
      await owner.query(`GRANT EXECUTE ON FUNCTION ${routine} TO ${name}`);
    await owner.query('COMMIT');
  } catch (fault) {
    await owner.query('ROLLBACK');
    throw fault;
  }
}

/** The rights that the comment of a table leaves the service. */
export function rightsOf(comment: string | null): readonly string[] {
  const words = /\bservice: ([A-Za-z, ]+)$/.exec(comment ?? '')?.[1];
  if (words === undefined) return usual;
  return words.split(',').flatMap((word) => {
    const right = word.trim().toUpperCase();
    return usual.includes(right) ? [right] : [];
  });
}

/** Whether this connection can change or remove lines of who did what, which the service must not. */
export async function canRewriteLog(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ can: boolean }>(
    `SELECT has_table_privilege('audit_line', 'UPDATE, DELETE, TRUNCATE')
            OR pg_has_role((SELECT relowner FROM pg_class WHERE oid = 'audit_line'::regclass), 'MEMBER') AS can`,
  );
  return rows[0]?.can ?? true;
}

async function schemaOf(owner: pg.Client): Promise<string> {
  const { rows } = await owner.query<{ name: string }>('SELECT current_schema() AS name');
  return rows[0]?.name ?? 'public';
}

/** Partitions are written by way of their parent, and hold no rights of their own. */
async function tablesOf(owner: pg.Client, role: string): Promise<readonly TableRights[]> {
  const { rows } = await owner.query<TableRights>(
    `SELECT oid::regclass::text AS name, obj_description(oid, 'pg_class') AS comment,
            ARRAY(SELECT r FROM unnest($2::text[]) AS r WHERE has_table_privilege($1, oid, r)) AS held
     FROM pg_class
     WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`,
    [role, every],
  );
  return rows;
}

const sequences = `SELECT oid::regclass::text AS name FROM pg_class
  WHERE relnamespace = current_schema()::regnamespace
    AND CASE WHEN relkind = 'S' THEN NOT has_sequence_privilege($1, oid, 'USAGE') ELSE false END`;

/** Functions that act with the owner's rights: each guards itself. Triggers need no right. */
const routines = `SELECT oid::regprocedure::text AS name FROM pg_proc
  WHERE pronamespace = current_schema()::regnamespace AND prosecdef AND prorettype <> 'trigger'::regtype
    AND NOT has_function_privilege($1, oid, 'EXECUTE')`;

async function missing(owner: pg.Client, query: string, role: string): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(query, [role]);
  return rows.map(({ name }) => name);
}
