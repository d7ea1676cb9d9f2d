import { isIntact, type StoredCheck } from '#features/audit/audit-check-service.ts';
import type { Events } from '#features/events.ts';
import { createEventBus } from '#foundation/event-bus.ts';
import { actAs, commandActor } from './acting.ts';
import { openAuditLog } from './audit-log.ts';
import { loadConfig } from './config.ts';
import { openInstanceKey } from './instance-key.ts';
import { silentLog } from './log.ts';
import { createServices, createStores } from './services.ts';
import { openSharedDatabase } from './shared-database.ts';

/** Verifies the log of an instance, whether it runs now or not. */
export async function verifyLog(
  configFile: string | undefined,
): Promise<StoredCheck & { readonly isIntact: boolean }> {
  const { config } = loadConfig({ file: configFile });
  const { directory } = config.data;
  const log = silentLog;
  const database = await openSharedDatabase(config, log);
  try {
    const events = createEventBus<Events>(() => undefined);
    const stores = createStores();
    const { audit } = createServices(database, events, stores);
    const key = await openInstanceKey(directory);
    const { keepMonths } = config.audit;
    const { checks } = openAuditLog({
      database,
      store: stores.audit,
      audit,
      directory,
      key,
      keepMonths,
      events,
      log,
    });
    const check = await actAs(commandActor('audit verify'), checks.verify);
    return { ...check, isIntact: isIntact(check) };
  } finally {
    await database.close();
  }
}
