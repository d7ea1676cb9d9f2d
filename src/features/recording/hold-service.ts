import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { ActingPerson } from './ports.ts';
import type { Hold, HoldInput } from './recording-schema.ts';
import type { RetentionStore } from './retention-store.ts';

/** Holds of justice: nothing of their cameras and their time is destroyed until they end. */
export interface HoldService {
  list(request: PageRequest): Promise<Page<Hold>>;
  open(input: HoldInput, by: ActingPerson): Promise<Hold>;
  /** Throws `not-found`, or `conflict` when it has ended. */
  end(id: number, motive: string, by: ActingPerson): Promise<Hold>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: RetentionStore;
  readonly clock: Clock;
  readonly audit: Audit;
}

/** Makes the use cases of holds. */
export function createHoldService({ unitOfWork, reader, store, clock, audit }: Parts): HoldService {
  const found = async (tx: Tx, id: number): Promise<Hold> => {
    const hold = await store.findHold(tx, id);
    if (hold !== undefined) return hold;
    throw new VigieError('not-found', `There is no hold ${id}`);
  };
  const log = (tx: Tx, verb: string, hold: Hold, motive?: string) =>
    audit(tx, {
      action: `hold.${verb}`,
      subject: { kind: 'hold', id: hold.id, name: hold.requisition },
      span: { fromMs: Date.parse(hold.from), toMs: Date.parse(hold.to) },
      ...(motive === undefined ? {} : { motive }),
      details: { cameras: hold.cameraIds, authority: hold.authority },
    });
  return {
    list: (request) => store.holds(reader, request),
    open: (input, { name }) =>
      unitOfWork(async (tx) => {
        if (Date.parse(input.to) <= Date.parse(input.from))
          throw invalidField('to', 'lies before the start', 'give a time that ends after it begins');
        const hold = await store.openHold(tx, input, name, clock());
        await log(tx, 'open', hold);
        return hold;
      }),
    end: (id, motive, { name }) =>
      unitOfWork(async (tx) => {
        const hold = await found(tx, id);
        if (hold.endedAt !== null) throw new VigieError('conflict', `Hold ${id} has ended`);
        await store.endHold(tx, id, { by: name, motive, nowMs: clock() });
        await log(tx, 'end', hold, motive);
        return found(tx, id);
      }),
  };
}
