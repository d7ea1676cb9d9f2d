import type { Kysely } from 'kysely';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Tables } from './tables.ts';

/** The SQL side of a transaction, for stores. */
export function queries(tx: Tx): Kysely<Tables> {
  return tx as unknown as Kysely<Tables>;
}

/** The opaque side, for everything else. */
export function asTx(kysely: Kysely<Tables>): Tx {
  return kysely as unknown as Tx;
}
