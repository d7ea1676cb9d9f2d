import type { LegalFacts, Place, Regime, Validity } from '#foundation/legal-gate.ts';
import { assessmentOf, type SignedCamera } from './signed-assessment.ts';

/** A purpose of the register, as it is stored. */
export interface PurposeRecord extends Validity {
  readonly id: number;
  readonly name: string;
  readonly code: string;
  readonly ground: string;
  readonly regime: Regime;
  readonly retentionDays: number;
  readonly recipients: readonly string[];
  readonly description: string;
}

/** Somebody who signed. */
export interface Signature {
  readonly personId: string;
  readonly name: string;
  /** in what quality: data protection officer, director… */
  readonly quality: string;
  readonly signedAt: string;
}

/** An order or special text, as it is stored. */
export interface BasisRecord extends Validity {
  readonly id: number;
  readonly kind: string;
  readonly reference: string;
  readonly perimeter: string;
  readonly documents: readonly string[];
  readonly events: readonly string[];
  readonly detectors: readonly string[];
  readonly cameraIds: readonly number[];
  readonly untilMs: number;
  readonly signatures: readonly Signature[];
  readonly stopped: readonly string[];
}

/** An authorisation of the prefect, as it is stored. */
export interface AuthorisationRecord extends Validity {
  readonly id: number;
  readonly number: string;
  readonly cameraIds: readonly number[];
  readonly retentionDays: number;
  readonly untilMs: number;
}

/** A dated decision about a camera, as it is stored. */
export interface DecisionRecord extends Validity {
  readonly id: number;
  readonly cameraId: number;
  readonly kind: 'live-counters' | 'setup-session';
  readonly motive: string;
  readonly decidedBy: string;
  readonly untilMs: number;
}

/** What of a camera the law looks at. */
export interface CameraRecord {
  readonly id: number;
  readonly place: Place;
  readonly maskWaiver: string | null;
  readonly purposeIds: readonly number[];
}

/** Kinds of records that count only as they were last written through the product; the subjects of their audit lines. */
export const sealedKinds = ['camera-law', 'purpose', 'basis', 'authorisation', 'decision'] as const;
export type SealedKind = (typeof sealedKinds)[number];

/** What of a camera the records are held against. */
interface CameraState {
  readonly masks: number;
  /** the regime it holds data under; null: it holds none yet */
  readonly regime: Regime | null;
  /** days for which its pictures are kept; 0: none is */
  readonly keptDays: number;
  /** the camera in the newest impact assessment that is signed; null: none is signed */
  readonly signed: Partial<SignedCamera> | null;
}

/** All records of a territory that concern some cameras. */
export interface LegalRecords {
  readonly cameras: readonly (CameraRecord & CameraState)[];
  readonly purposes: readonly PurposeRecord[];
  readonly bases: readonly BasisRecord[];
  readonly authorisations: readonly AuthorisationRecord[];
  readonly decisions: readonly DecisionRecord[];
  readonly clockDoubtedAtMs: number | null;
}

/** Says whether a record is as it was last written. */
export type IsIntact = (kind: SealedKind, id: number) => boolean;

/** The facts of one camera. */
export function factsOf(
  records: LegalRecords,
  camera: LegalRecords['cameras'][number],
  isIntact: IsIntact,
): LegalFacts {
  const purposes = records.purposes.filter(({ id }) => camera.purposeIds.includes(id));
  const bases = records.bases.filter(({ cameraIds }) => cameraIds.includes(camera.id));
  const authorisations = records.authorisations.filter(({ cameraIds }) => cameraIds.includes(camera.id));
  const decisions = records.decisions.filter(({ cameraId }) => cameraId === camera.id);
  const standing: readonly [SealedKind, readonly { readonly id: number }[]][] = [
    // A camera without a purpose gives nothing: there is nothing that could have been forged.
    ['camera-law', camera.purposeIds.length > 0 || camera.maskWaiver !== null ? [camera] : []],
    ['purpose', purposes],
    ['basis', bases],
    ['authorisation', authorisations],
    ['decision', decisions],
  ];
  return {
    place: camera.place,
    mask: maskOf(camera),
    purposes: purposes.map(({ id, name, code, regime, fromMs, untilMs }) => ({
      id,
      name,
      code,
      regime,
      fromMs,
      untilMs,
    })),
    bases: bases.map(({ id, kind, reference, events, detectors, signatures, stopped, fromMs, untilMs }) => ({
      id,
      kind,
      reference,
      events,
      detectors,
      signatures: new Set(signatures.map(({ personId }) => personId)).size,
      stopped,
      fromMs,
      untilMs,
    })),
    authorisations: authorisations.map(({ cameraIds: _, ...one }) => one),
    decisions: decisions.map(({ id, kind, fromMs, untilMs }) => ({ id, kind, fromMs, untilMs })),
    assessment: assessmentOf(camera, purposes, maskOf(camera)),
    broken: isForeign(camera, purposes)
      ? [`camera-law ${camera.id}`]
      : standing.flatMap(([kind, those]) =>
          those.filter(({ id }) => !isIntact(kind, id)).map(({ id }) => `${kind} ${id}`),
        ),
    clockDoubtedAtMs: records.clockDoubtedAtMs,
  };
}

/** Whether a camera that holds data under one regime was given purposes of the other. */
function isForeign({ regime }: CameraState, purposes: readonly PurposeRecord[]): boolean {
  return regime !== null && purposes.some((purpose) => purpose.regime !== regime);
}

function maskOf({ masks, maskWaiver }: LegalRecords['cameras'][number]): LegalFacts['mask'] {
  if (masks > 0) return 'drawn';
  return maskWaiver === null ? 'missing' : 'waived';
}

/** Facts of a camera that is not stored, such as that of `vigie analyse`: nothing but its place and purposes. */
export function plainFacts(
  place: Place,
  codes: readonly string[],
  mask: LegalFacts['mask'] = 'drawn',
): LegalFacts {
  return {
    place,
    mask,
    purposes: codes.map((code, index) => ({
      id: index + 1,
      name: code,
      code,
      regime: 'rgpd',
      fromMs: 0,
      untilMs: null,
    })),
    bases: [],
    authorisations: [],
    decisions: [],
    assessment: null,
    broken: [],
    clockDoubtedAtMs: null,
  };
}
