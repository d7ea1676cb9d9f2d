import { type Static, Type } from 'typebox';
import { Id, Instant } from '#foundation/wire-schema.ts';

const Opinion = Type.String({ maxLength: 20_000 });

/** What people must write themselves; the rest is read from the configuration. */
export const DpiaOpinions = Type.Object(
  {
    necessity: Type.Optional(Opinion),
    risks: Type.Optional(Opinion),
    dpoOpinion: Type.Optional(Opinion),
    personsConsulted: Type.Optional(Opinion),
    decision: Type.Optional(Opinion),
  },
  { additionalProperties: false },
);
export type DpiaOpinions = Static<typeof DpiaOpinions>;

export const DpiaChange = Type.Object({
  camera: Type.Union([Type.String(), Type.Null()]),
  field: Type.String(),
  before: Type.Union([Type.String(), Type.Null()]),
  after: Type.Union([Type.String(), Type.Null()]),
});

export const Dpia = Type.Object({
  state: Type.Union([
    Type.Literal('none'),
    Type.Literal('draft'),
    Type.Literal('valid'),
    Type.Literal('to-review'),
  ]),
  version: Type.Union([Id, Type.Null()]),
  madeAt: Type.Union([Instant, Type.Null()]),
  madeBy: Type.Union([Type.String(), Type.Null()]),
  signedAt: Type.Union([Instant, Type.Null()]),
  signedBy: Type.Union([Type.String(), Type.Null()]),
  opinions: DpiaOpinions,
  /** what changed since this version */
  changes: Type.Array(DpiaChange),
});
export type Dpia = Static<typeof Dpia>;
