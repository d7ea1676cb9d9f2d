import type { Audit } from '#foundation/audit.ts';
import type { CameraScope } from '#foundation/camera-scope.ts';
import type { Clock } from '#foundation/clock.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Regime } from '#foundation/legal-gate.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { Role } from './permissions.ts';
import type { SignedInPerson } from './ports.ts';
import type { RightsStore, StoredScope } from './rights-store.ts';

/** How sure Vigie wants to be of people. */
export interface SecondFactorSettings {
  /** roles that must have a second factor */
  readonly roles: readonly Role[];
  /** days after the first sign-in during which they may go without one */
  readonly graceDays: number;
}

/** Who a session stands for, and what it may do now. */
export interface PersonRights {
  readonly role: Role;
  readonly cameraIds: CameraScope;
  readonly viewableIds: readonly number[];
  /** a second factor is asked for before anything else */
  readonly isHalf: boolean;
  readonly secondFactor: SecondFactorState;
}

/** Where a person stands with the second factor. */
export interface SecondFactorState {
  readonly isRequired: boolean;
  readonly isSetUp: boolean;
  /** until when a person who must have one may go without; null when there is nothing to wait for */
  readonly graceUntil: Date | null;
}

/** Who may see what, now. */
export interface RightsService {
  /** None for a person who is suspended or gone. */
  rightsOf(person: SignedInPerson): Promise<PersonRights | undefined>;
  camerasIn(scope: StoredScope, regimes: readonly Regime[]): Promise<CameraScope>;
  /** Throws `forbidden`, and logs the attempt, unless who asks may see the images of all these cameras now. */
  requireViewing(
    viewer: { readonly id: string; readonly name: string; readonly viewableIds?: readonly number[] },
    cameraIds: readonly number[],
  ): Promise<void>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: RightsStore;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly secondFactor: SecondFactorSettings;
}

const dayMs = 24 * 3_600_000;

/** Makes the service of rights. */
export function createRightsService({
  unitOfWork,
  reader,
  store,
  clock,
  audit,
  secondFactor,
}: Parts): RightsService {
  return {
    async rightsOf(person) {
      const nowMs = clock();
      const rights = await store.rightsOf(reader, person.id, new Date(nowMs));
      if (rights === undefined || rights.isSuspended) return undefined;
      if (rights.firstSignInAt === null)
        await unitOfWork((tx) => store.noteFirstSignIn(tx, person.id, new Date(nowMs)));
      const isRequired = secondFactor.roles.includes(rights.role);
      const graceMs = (rights.firstSignInAt?.getTime() ?? nowMs) + secondFactor.graceDays * dayMs;
      const isSetUp = rights.hasSecondFactor;
      const isAsked = isSetUp || (isRequired && nowMs >= graceMs);
      return {
        role: rights.role,
        cameraIds: rights.cameraIds,
        viewableIds: rights.viewableIds,
        isHalf: isAsked && !person.secondFactor,
        secondFactor: {
          isRequired,
          isSetUp,
          graceUntil: isRequired && !isSetUp ? new Date(graceMs) : null,
        },
      };
    },
    camerasIn: (scope, regimes) => store.camerasIn(reader, scope, regimes),
    async requireViewing(viewer, cameraIds) {
      const refused = cameraIds.filter((id) => viewer.viewableIds?.includes(id) !== true);
      if (refused.length === 0) return;
      // In a transaction of its own: the refusal below must not take the line back.
      await unitOfWork(async (tx) => {
        for (const cameraId of refused)
          await audit(tx, {
            action: 'images.refuse',
            subject: { kind: 'person', id: viewer.id, name: viewer.name },
            cameraId,
            motive: 'no habilitation covers this camera now',
          });
      });
      throw new VigieError('forbidden', 'No habilitation of yours covers this camera now', {
        fix: 'ask an administrator: the act, its dates, its territory and its hours decide who may see images',
      });
    },
  };
}
