import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { Session } from './people-schema.ts';
import type { SessionStore } from './session-store.ts';

/** Open sessions, to look at and to end. */
export interface SessionService {
  /** Throws `not-found` for an unknown person. */
  list(personId: string, thisOne: string | undefined): Promise<Session[]>;
  end(personId: string, sessionId: string): Promise<void>;
  /** Ends all sessions of a person but one. */
  endOthers(personId: string, sessionId: string): Promise<void>;
}

/** Makes the service of sessions. */
export function createSessionService({
  unitOfWork,
  reader,
  store,
  clock,
  audit,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: SessionStore;
  readonly clock: Clock;
  readonly audit: Audit;
}): SessionService {
  return {
    async list(personId, thisOne) {
      if (!(await store.hasPerson(reader, personId)))
        throw new VigieError('not-found', 'There is no such person');
      const sessions = await store.list(reader, personId, new Date(clock()));
      return sessions.map((session) => ({ ...session, isThisOne: session.id === thisOne }));
    },
    endOthers: (personId, sessionId) =>
      unitOfWork(async (tx) => {
        await store.endOthers(tx, personId, sessionId);
        const subject = { kind: 'person', id: personId };
        await audit(tx, { action: 'session.revoke', subject, details: { allBut: sessionId } });
      }),
    end: (personId, sessionId) =>
      unitOfWork(async (tx) => {
        if (!(await store.end(tx, personId, sessionId)))
          throw new VigieError('not-found', 'There is no such session');
        const subject = { kind: 'session', id: sessionId };
        await audit(tx, { action: 'session.revoke', subject, details: { personId } });
      }),
  };
}
