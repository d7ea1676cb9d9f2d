import type { Words } from '#foundation/legal-gate.ts';

/** How one rule of compliance stands on this instance now. */
export interface Finding {
  /** row of docs/compliance.md, such as `F04` */
  readonly row: string;
  /** `action`: somebody must do something; `idle`: nothing here depends on it */
  readonly status: 'held' | 'action' | 'idle';
  readonly words: Words;
}
