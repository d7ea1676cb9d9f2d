import type { AuditEntry } from '#foundation/audit.ts';
import type { Gate, LegalFacts } from '#foundation/legal-gate.ts';
import type { Tx } from '#foundation/unit-of-work.ts';

/** What the law says of what may be seen of a camera, and when. */
export interface StatisticsLaw {
  readonly decide: Gate;
  readonly factsOf: (tx: Tx, cameraIds: readonly number[]) => Promise<ReadonlyMap<number, LegalFacts>>;
  /** when a quarter hour may be shown of a camera whose counts are not seen as they happen */
  readonly delay: 'next-day' | { readonly minutes: number };
  /** shortest interval that is shown of such a camera */
  readonly aggregationMinutes: number;
}

/** Logs an export before its file is handed out: what cannot be logged is not exported. */
export type RecordExport = (entry: Omit<AuditEntry, 'action'>) => Promise<void>;
