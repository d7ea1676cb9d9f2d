import {
  type AuthorisationService,
  createAuthorisationService,
} from '#features/privacy/authorisation-service.ts';
import { type BasisService, createBasisService } from '#features/privacy/basis-service.ts';
import { type CameraLawService, createCameraLawService } from '#features/privacy/camera-law-service.ts';
import { createClockWatchStore } from '#features/privacy/clock-watch-store.ts';
import { createDecisionService, type DecisionService } from '#features/privacy/decision-service.ts';
import { createLawWatch, type LawWatch } from '#features/privacy/law-watch-service.ts';
import { createLegalFactsStore } from '#features/privacy/legal-facts-store.ts';
import { createLegalRegisterStore } from '#features/privacy/legal-register-store.ts';
import type { LegalParts } from '#features/privacy/ports.ts';
import {
  createPurposeService,
  type PurposeService,
  type PurposeWriter,
} from '#features/privacy/purpose-service.ts';
import type { OwnPack } from '#features/privacy/rule-pack-service.ts';
import { territoryId } from './accounts.ts';
import { type OpenGate, openGate } from './legal-gate.ts';

/** All that the law asks of an instance. */
export interface Law extends OpenGate {
  readonly purposes: PurposeService & PurposeWriter;
  readonly bases: BasisService;
  readonly authorisations: AuthorisationService;
  readonly decisions: DecisionService;
  readonly cameraLaw: CameraLawService;
  readonly watch: LawWatch;
}

/** Stores of the legal records of this instance's territory. */
export function createLegalStores() {
  return {
    legalFacts: createLegalFactsStore(territoryId),
    legalRegister: createLegalRegisterStore(territoryId),
    clockWatch: createClockWatchStore(territoryId),
  };
}

type Base = Pick<LegalParts, 'unitOfWork' | 'reader' | 'clock' | 'audit' | 'announce'>;

/** Opens the gate, and wires the register of what it must know. */
export function createLaw(
  base: Base,
  stores: ReturnType<typeof createLegalStores>,
  options: { readonly own?: OwnPack | undefined },
): Law {
  const gate = openGate(options.own);
  const parts = { ...base, ...gate, facts: stores.legalFacts, register: stores.legalRegister };
  return {
    ...gate,
    purposes: createPurposeService(parts),
    bases: createBasisService(parts),
    authorisations: createAuthorisationService(parts),
    decisions: createDecisionService(parts),
    cameraLaw: createCameraLawService(parts),
    watch: createLawWatch({ ...parts, store: stores.clockWatch, uptime: () => performance.now() }),
  };
}
