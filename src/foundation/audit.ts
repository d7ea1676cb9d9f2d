import type { Tx } from './unit-of-work.ts';

/** Who does something: a person signed in, a key, a command at the machine, or Vigie by itself. */
export interface Actor {
  readonly kind: 'person' | 'key' | 'command' | 'system';
  readonly id: string;
  readonly name: string;
  readonly role?: string;
}

/** One thing done, as it goes into the log of who did what. */
export interface AuditEntry {
  /** `noun.verb`, such as `camera.update` or `images.view` */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string | number; readonly name?: string };
  readonly cameraId?: number;
  /** why, in the words of who asked or from the list */
  readonly motive?: string;
  /** the time that what was seen or taken out covers */
  readonly span?: { readonly fromMs: number; readonly toMs: number };
  /** to whom it was handed */
  readonly recipient?: string;
  /** no secret, no image, no plate, nothing of those filmed */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Writes a line in the transaction of the change: what cannot be logged is not done. */
export type Audit = (tx: Tx, entry: AuditEntry) => Promise<void>;
