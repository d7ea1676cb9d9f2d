import type pg from 'pg';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';

/** The way to PostgreSQL. */
export interface Database {
  readonly kind: 'embedded' | 'external';
  /** of the server, for instance `18.4` */
  readonly version: string;
  /** process id of the embedded server */
  readonly pid: number | undefined;
  /** Connection string of the server; it may hold a password: never log it. */
  readonly url: string;
  /** whether the role of the service can neither change nor remove lines of who did what */
  readonly protectsLog: boolean;
  readonly unitOfWork: UnitOfWork;
  /** Reading outside a transaction; retried when the connection is lost. */
  readonly reader: Tx;
  /** For packages that bring their own SQL (accounts). */
  readonly pool: pg.Pool;
  /** Calls `receive` for each notification of the channel, and once with an empty text after a lost connection is back. */
  listen(channel: string, receive: (payload: string) => void): Promise<() => void>;
  /** Closes the connections, then stops the embedded server if this process started it. */
  close(): Promise<void>;
}
