import { type Static, Type } from 'typebox';
import { Id, Instant, PageQuery } from '#foundation/wire-schema.ts';

const Word = Type.String({ minLength: 1, maxLength: 200 });

/** One thing that was done. */
export const AuditLine = Type.Object({
  sequence: Type.Integer({ description: 'number of the line, without a gap' }),
  at: Instant,
  actor: Type.Object({
    kind: Type.Union([
      Type.Literal('person'),
      Type.Literal('key'),
      Type.Literal('command'),
      Type.Literal('system'),
    ]),
    id: Type.String(),
    name: Type.String(),
    role: Type.Optional(Type.String()),
  }),
  action: Type.String({ description: 'noun.verb, such as camera.update' }),
  subject: Type.Object({ kind: Type.String(), id: Type.String(), name: Type.Optional(Type.String()) }),
  cameraId: Type.Optional(Id),
  motive: Type.Optional(Type.String()),
  span: Type.Optional(Type.Object({ from: Instant, to: Instant })),
  recipient: Type.Optional(Type.String()),
  details: Type.Optional(Type.Unknown({ description: 'what changed, or what was seen' })),
  hash: Type.String({ description: 'SHA-256 of the line before, this number and this text' }),
});
export type AuditLine = Static<typeof AuditLine>;

const filter = {
  from: Type.Optional(Instant),
  to: Type.Optional(Instant),
  action: Type.Optional(
    Type.String({ pattern: '^[a-z-]+(\\.[a-z-]+)?$', description: 'camera.update, or camera for all of it' }),
  ),
  actorKind: Type.Optional(AuditLine.properties.actor.properties.kind),
  actor: Type.Optional(Word),
  subjectKind: Type.Optional(Word),
  subject: Type.Optional(Word),
  camera: Type.Optional(Id),
};

/** Which lines, the newest first. */
export const AuditQuery = Type.Object({ ...filter, ...PageQuery }, { additionalProperties: false });
export type AuditQuery = Static<typeof AuditQuery>;

/** Which lines to hand out, and to whom. */
export const AuditExportQuery = Type.Object(
  {
    ...filter,
    recipient: Type.Optional(Type.String({ maxLength: 200 })),
    motive: Type.Optional(Type.String({ maxLength: 300 })),
  },
  { additionalProperties: false },
);
export type AuditExportQuery = Static<typeof AuditExportQuery>;

/** What a verification found. */
export const AuditCheck = Type.Object({
  checkedAt: Instant,
  intact: Type.Boolean(),
  lines: Type.Integer(),
  head: Type.Integer(),
  faults: Type.Array(
    Type.Object({
      sequence: Type.Integer({ description: '0: of no line' }),
      fault: Type.String(),
      notice: Type.Optional(Type.Boolean({ description: 'to be looked at, and no break of the chain' })),
    }),
  ),
});
export type AuditCheck = Static<typeof AuditCheck>;

/** How the log fares. */
export const AuditState = Type.Object({
  last: Type.Union([AuditCheck, Type.Null()]),
  head: Type.Object({ sequence: Type.Integer(), hash: Type.String() }),
  keepMonths: Type.Integer(),
  publicKey: Type.String({ description: 'with which checkpoints are verified (PEM, Ed25519)' }),
  checkpoint: Type.Union([
    Type.Object({
      sequence: Type.Integer(),
      hash: Type.String(),
      content: Type.String(),
      signature: Type.String(),
    }),
    Type.Null(),
  ]),
});
export type AuditState = Static<typeof AuditState>;

/** A usual motive of looking at pictures. */
export const Motive = Type.Object({
  code: Type.String(),
  title: Type.Object({ en: Type.String(), fr: Type.String() }),
});
