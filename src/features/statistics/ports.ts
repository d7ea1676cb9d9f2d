import type { AuditEntry } from '#foundation/audit.ts';
/** Says whether a camera at a place may give an output: the legal gate. */
export type Decide = (
  place: 'public-road' | 'open-to-public' | 'closed-site',
  detector: string,
  output: 'statistics' | 'live-count' | 'stay' | 'alert',
) => { readonly allowed: boolean };

/** Logs an export before its file is handed out: what cannot be logged is not exported. */
export type RecordExport = (entry: Omit<AuditEntry, 'action'>) => Promise<void>;
