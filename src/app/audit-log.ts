import { createHash } from 'node:crypto';
import type { Database } from '#database/database.ts';
import { type AuditCheckService, createAuditCheckService } from '#features/audit/audit-check-service.ts';
import { type AuditReader, createAuditReader } from '#features/audit/audit-service.ts';
import type { AuditStore } from '#features/audit/audit-store.ts';
import { createViewLog, type ViewLog } from '#features/audit/view-service.ts';
import type { Events } from '#features/events.ts';
import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import type { Log } from '#foundation/log.ts';
import { territoryId } from './accounts.ts';
import { actAs, actor } from './acting.ts';
import { openAnchorFile } from './anchor-file.ts';
import type { InstanceKey } from './instance-key.ts';

/** Who did what: read, verified and kept, and who looks at which pictures. */
export interface AuditLog {
  readonly lines: AuditReader;
  readonly checks: AuditCheckService;
  readonly views: ViewLog;
}

interface AuditLogParts {
  readonly database: Pick<Database, 'unitOfWork' | 'reader'>;
  readonly store: AuditStore;
  readonly audit: Audit;
  readonly directory: string;
  readonly key: InstanceKey;
  readonly keepMonths: number;
  readonly events: Pick<EventBus<Events>, 'publish'>;
  readonly log: Log;
  readonly clock?: Clock;
}

/** Opens the log of an instance. */
export function openAuditLog(parts: AuditLogParts): AuditLog {
  const { database, store, audit, directory, key, keepMonths, events, log, clock = Date.now } = parts;
  const { unitOfWork, reader } = database;
  const base = { unitOfWork, reader, store, audit, clock, log };
  return {
    lines: createAuditReader(base),
    checks: createAuditCheckService({
      ...base,
      sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
      signer: key,
      anchors: openAnchorFile(directory),
      keepMonths,
      territoryId,
      onCheck: (check) => events.publish('audit-check', check),
    }),
    views: createViewLog({
      ...base,
      inName: (work) => {
        const who = actor();
        return () => actAs(who, work);
      },
    }),
  };
}
