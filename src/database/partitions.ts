import { type Kysely, sql } from 'kysely';
import type { Log } from '#foundation/log.ts';
import type { Tables } from './tables.ts';

const monthsAhead = 3;
const dayMs = 86_400_000;
/** Names the lock of whoever makes partitions: any number, the same for ever. */
const lockKey = 7_245_002;

interface Month {
  readonly table: string;
  readonly from: string;
  readonly to: string;
}

/** The months whose partitions must exist at a moment: the one before, the present one and the coming ones. */
export function monthsAround(nowMs: number): readonly Month[] {
  const now = new Date(nowMs);
  return Array.from({ length: monthsAhead + 2 }, (_, index) => {
    const first = (shift: number): Date =>
      new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + index - 1 + shift, 1));
    const from = first(0);
    const name = `${from.getUTCFullYear()}_${String(from.getUTCMonth() + 1).padStart(2, '0')}`;
    return { table: `observation_${name}`, from: from.toISOString(), to: first(1).toISOString() };
  });
}

/** Makes the partitions of observations that are missing around a moment; rows that came earlier move in. */
export async function makePartitions(kysely: Kysely<Tables>, nowMs: number): Promise<void> {
  for (const month of monthsAround(nowMs))
    await kysely.transaction().execute(async (transaction) => {
      await sql`SELECT pg_advisory_xact_lock(${sql.lit(lockKey)})`.execute(transaction);
      const found = await sql<{
        name: string | null;
      }>`SELECT to_regclass(${month.table})::text AS name`.execute(transaction);
      if (found.rows[0]?.name == null) await makePartition(transaction, month);
    });
}

async function makePartition(transaction: Kysely<Tables>, month: Month): Promise<void> {
  const table = sql.table(month.table);
  const [from, to] = [sql.lit(month.from), sql.lit(month.to)];
  // Made apart, then attached: readers and writers of other months go on meanwhile.
  await sql`CREATE TABLE ${table} (LIKE observation INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`.execute(
    transaction,
  );
  await sql`LOCK TABLE observation_other IN ACCESS EXCLUSIVE MODE`.execute(transaction);
  await sql`WITH moved AS (
      DELETE FROM observation_other WHERE phenomenon_start >= ${from} AND phenomenon_start < ${to} RETURNING *)
    INSERT INTO ${table} SELECT * FROM moved`.execute(transaction);
  await sql`ALTER TABLE observation ATTACH PARTITION ${table} FOR VALUES FROM (${from}) TO (${to})`.execute(
    transaction,
  );
}

/** Makes partitions ahead now and once a day, for as long as the database is open. */
export function startPartitionJob(kysely: Kysely<Tables>, log: Log): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = makePartitions(kysely, Date.now()).catch((fault: unknown) =>
      log.warn(
        { fault },
        'Partitions of observations could not be made ahead; rows go to the common one meanwhile',
      ),
    );
  };
  run();
  const timer = setInterval(run, dayMs).unref();
  return {
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
}
