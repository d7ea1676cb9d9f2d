import { ruleCatalogue } from '#analytics/rules/catalogue.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { Gate, Output } from '#foundation/legal-gate.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import { settleRegime } from './camera-regime-service.ts';
import type { LegalFactsStore } from './legal-facts-store.ts';
import type { CameraGate, GateAnswer } from './legal-schema.ts';
import type { LegalParts } from './ports.ts';

/** What the law says of cameras: their purposes, their waivers, and what each may give. */
export interface CameraLawService {
  readonly facts: LegalFactsStore['facts'];
  /** Writes what a camera says before the law, and its line in the log; after its place is stored. */
  write(
    tx: Tx,
    cameraId: number,
    change: {
      readonly purposeIds?: readonly number[] | undefined;
      readonly maskWaiver?: string | null | undefined;
    },
  ): Promise<void>;
  /** What a camera may give now, and why it may not give the rest. */
  gate(cameraId: number): Promise<CameraGate>;
}

const outputs: readonly Output[] = [
  'frames',
  'statistics',
  'live-count',
  'setup-count',
  'stay',
  'alert',
  'recording',
];

/** Makes the use cases of cameras before the law. */
export function createCameraLawService(parts: LegalParts & { readonly decide: Gate }): CameraLawService {
  const { facts, register, reader, audit, pack, decide, clock } = parts;
  return {
    facts: facts.facts,
    async write(tx, cameraId, { purposeIds, maskWaiver }) {
      if (purposeIds !== undefined) {
        const known = await facts.purposes(tx);
        const unknown = purposeIds.find((id) => !known.some((purpose) => purpose.id === id));
        if (unknown !== undefined)
          throw invalidField(
            'purposeIds',
            `there is no purpose ${unknown}`,
            'see GET /api/v1/legal/purposes',
          );
        await register.setPurposes(tx, cameraId, purposeIds);
        const own = known.filter(({ id }) => purposeIds.includes(id));
        await settleRegime(tx, register, cameraId, own);
      }
      if (maskWaiver !== undefined) await register.setMaskWaiver(tx, cameraId, maskWaiver);
      const written = (await facts.facts(tx, [cameraId], { unsealed: true })).get(cameraId);
      await audit(tx, {
        action: 'camera-law.update',
        subject: { kind: 'camera-law', id: cameraId },
        cameraId,
        details: {
          place: written?.place,
          purposes: written?.purposes.map(({ name }) => name),
          ...(maskWaiver === undefined ? {} : { maskWaiver }),
          rowHash: await facts.hash(tx, 'camera-law', cameraId),
        },
      });
    },
    async gate(cameraId) {
      const own = (await facts.facts(reader, [cameraId])).get(cameraId);
      if (own === undefined) throw new VigieError('not-found', `There is no camera ${cameraId}`);
      const answer = (detector: string, output: Output) =>
        answerOf(detector, output, decide(own, detector, output, clock()));
      return {
        cameraId,
        pack: pack.name,
        place: own.place,
        mask: own.mask,
        broken: [...own.broken],
        answers: [
          ...outputs.filter((output) => output !== 'alert').map((output) => answer('any', output)),
          ...ruleCatalogue.map(({ kind }) => answer(kind, 'alert')),
        ],
      };
    },
  };
}

function answerOf(detector: string, output: Output, decision: ReturnType<Gate>): GateAnswer {
  const nothing = { reason: null, rule: null, lift: null };
  return decision.allowed
    ? { detector, output, allowed: true, ...nothing }
    : {
        detector,
        output,
        allowed: false,
        reason: decision.reason,
        rule: decision.rule,
        lift: decision.lift,
      };
}
