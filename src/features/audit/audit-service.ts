import type { Audit, AuditEntry } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import { contentOf } from './audit-content.ts';
import type { AuditStore } from './audit-store.ts';
import { canonicalJson } from './canonical-json.ts';
import type { WhoActs } from './ports.ts';

/** Reads the hash of a subject's row from the last line about it; `undefined` when no line holds one. */
export type LastHashOf = (
  tx: Tx,
  subject: Pick<AuditEntry['subject'], 'kind' | 'id'>,
) => Promise<string | undefined>;

/** Who did what: writes lines, and finds what the last one said. */
export interface AuditWriter {
  readonly audit: Audit;
  readonly lastHashOf: LastHashOf;
}

/** Makes what every service writes its lines with. */
export function createAuditWriter({
  store,
  whoActs,
  clock,
}: {
  readonly store: Pick<AuditStore, 'append' | 'lastRowHash'>;
  readonly whoActs: WhoActs;
  readonly clock: Clock;
}): AuditWriter {
  return {
    audit: (tx, entry) => store.append(tx, canonicalJson(contentOf(entry, whoActs(), clock()))),
    lastHashOf: (tx, { kind, id }) => store.lastRowHash(tx, kind, String(id)),
  };
}
