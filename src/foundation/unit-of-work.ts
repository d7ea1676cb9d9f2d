declare const brand: unique symbol;

/** A way to the database, opaque outside the stores: a transaction, or plain reading. */
export interface Tx {
  readonly [brand]: 'tx';
}

/** Runs the work in one transaction: all of it is stored, or nothing is. */
export type UnitOfWork = <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
