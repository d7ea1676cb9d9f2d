import type { Database } from '#database/database.ts';
import { openDatabase } from '#database/open-database.ts';
import type { Log } from '#foundation/log.ts';
import type { Config } from './config.ts';

/** Opens the database of an instance whether it runs now or not: what a command does beside `vigie serve`. */
export function openSharedDatabase({ database, data }: Config, log: Log): Promise<Database> {
  const { url, ownerUrl } = database;
  return openDatabase({ url, ownerUrl, dataDirectory: data.directory, log, share: true });
}
