import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { LegalFactsStore } from './legal-facts-store.ts';
import type { LegalRegisterStore } from './legal-register-store.ts';
import type { RulePack } from './rule-pack.ts';

/** Tells, with the commit, that a camera's configuration changed; null: of several. */
export type Announce = (tx: Tx, cameraId: number | null) => Promise<void>;

/** What the use cases of legal records are made of. */
export interface LegalParts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly facts: LegalFactsStore;
  readonly register: LegalRegisterStore;
  readonly pack: RulePack;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly announce: Announce;
}

/** The person who acts. */
export interface ActingPerson {
  readonly id: string;
  readonly name: string;
}
