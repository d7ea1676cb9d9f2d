import { createAudit } from '#features/audit/audit-service.ts';
import { createAuditStore } from '#features/audit/audit-store.ts';
import { type Accounts, createAccounts, secondFactorOf, territoryId } from './accounts.ts';
import { actor } from './acting.ts';
import { loadConfig } from './config.ts';
import { createLog } from './log.ts';
import { openSharedDatabase } from './shared-database.ts';

/** What `vigie admin` works with. */
export interface Admin extends Accounts {
  /** the address people type, for links */
  readonly publicUrl: string;
  close(): Promise<void>;
}

/** Opens the database of an instance, whether it runs now or not. */
export async function openAdmin(configFile: string | undefined): Promise<Admin> {
  const { config } = loadConfig({ file: configFile });
  const { host, port, publicUrl, tls } = config.server;
  const database = await openSharedDatabase(config, createLog('error'));
  const audit = createAudit({
    store: createAuditStore(territoryId),
    whoActs: actor,
    clock: Date.now,
  });
  return {
    ...createAccounts(database, { audit, secondFactor: secondFactorOf(config) }),
    publicUrl: publicUrl ?? `${tls === undefined ? 'http' : 'https'}://${host}:${port}`,
    close: () => database.close(),
  };
}
