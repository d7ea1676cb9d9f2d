import type { Audit } from '#foundation/audit.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import { type Controller, type ControllerDraft, isComplete, missingFields } from './controller.ts';
import type { ControllerStore } from './controller-store.ts';

/** Who answers for the processing. */
export interface ControllerService {
  find(): Promise<ControllerDraft>;
  save(controller: ControllerDraft): Promise<ControllerDraft>;
  /** The whole of it; throws `conflict` naming the fields that are missing. */
  complete(): Promise<Controller>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly audit: Audit;
  readonly store: ControllerStore;
}

/** Makes the use cases of the controller. */
export function createControllerService({ unitOfWork, reader, audit, store }: Parts): ControllerService {
  return {
    find: () => store.find(reader),
    save: (controller) =>
      unitOfWork(async (tx) => {
        await store.save(tx, controller);
        const subject = { kind: 'controller', id: 1, ...(controller.name && { name: controller.name }) };
        await audit(tx, { action: 'controller.update', subject, details: { ...controller } });
        return controller;
      }),
    async complete() {
      const draft = await store.find(reader);
      if (isComplete(draft)) return draft;
      throw new VigieError('conflict', 'Who answers for the processing is not fully known', {
        faults: missingFields(draft),
        fix: 'fill in the controller, its data protection officer and the authority',
      });
    },
  };
}
