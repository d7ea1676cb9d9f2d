import { invalidField, VigieError } from '#foundation/errors.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { PurposeRecord } from './legal-records.ts';
import type { LegalRegisterStore } from './legal-register-store.ts';

/** Puts a camera under the regime of its purposes; refuses two at once, and another while it holds data of the first. */
export async function settleRegime(
  tx: Tx,
  register: Pick<LegalRegisterStore, 'setRegime'>,
  cameraId: number,
  purposes: readonly Pick<PurposeRecord, 'regime'>[],
): Promise<void> {
  const [regime, ...others] = new Set(purposes.map((purpose) => purpose.regime));
  if (regime === undefined) return;
  if (others.length > 0)
    throw invalidField(
      'purposeIds',
      'belong to two regimes, the GDPR and title III of law 78-17, whose data are kept apart',
      'choose purposes of one; add the camera a second time for the other',
    );
  if (await register.setRegime(tx, cameraId, regime)) return;
  throw new VigieError(
    'conflict',
    `Camera ${cameraId} holds data of another regime: they stay there, and no others are mixed with them`,
    {
      fix: 'switch the camera off, and add it again under another name with the purpose of the other regime',
    },
  );
}
