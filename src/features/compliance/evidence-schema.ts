import { type Static, Type } from 'typebox';
import { Instant } from '#foundation/wire-schema.ts';
import { CameraRegister, ProcessingRecord } from './publication-schema.ts';

export const Evidence = Type.Object({
  madeAt: Instant,
  version: Type.String(),
  findings: Type.Array(
    Type.Object({
      row: Type.String({ description: 'row of docs/compliance.md' }),
      status: Type.Union([Type.Literal('held'), Type.Literal('action'), Type.Literal('idle')]),
      words: Type.Object({ en: Type.String(), fr: Type.String() }),
    }),
  ),
  register: CameraRegister,
  record: ProcessingRecord,
});
export type Evidence = Static<typeof Evidence>;

/** Evidence and its signature: the text is signed as it stands, byte by byte. */
export const EvidenceBundle = Type.Object({
  /** the evidence as JSON */
  text: Type.String(),
  /** Ed25519, base64url, by the key of this instance */
  signature: Type.String(),
  /** PEM */
  publicKey: Type.String(),
});
export type EvidenceBundle = Static<typeof EvidenceBundle>;
