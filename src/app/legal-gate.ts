import { createGate } from '#features/privacy/legal-decision.ts';
import type { RulePack } from '#features/privacy/rule-pack.ts';
import { type OwnPack, openPack, type SignedPack } from '#features/privacy/rule-pack-service.ts';
import type { Gate } from '#foundation/legal-gate.ts';

/** The legal gate of a checked rule pack. */
export interface OpenGate {
  readonly decide: Gate;
  readonly pack: RulePack;
  readonly signed: SignedPack;
}

/** Opens the gate: the rule pack of this release, or the territory's own. Every process checks the signature itself. */
export function openGate(own?: OwnPack): OpenGate {
  const signed = openPack(own);
  return { signed, pack: signed.pack, decide: createGate(signed.pack) };
}
