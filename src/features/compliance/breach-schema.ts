import { type Static, Type } from 'typebox';
import { Id, Instant, Name, notBlank } from '#foundation/wire-schema.ts';

const Words = Type.String({ minLength: 1, maxLength: 20_000, ...notBlank });
const OrNull = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

/** A breach of personal data, as far as it is known when it is entered. */
export const BreachInput = Type.Object(
  {
    title: Name,
    words: Words,
    /** whose account or key was used: the log then says which cameras and times are concerned */
    actorId: Type.Optional(OrNull(Type.String({ minLength: 1, maxLength: 200 }))),
    cameraIds: Type.Array(Id, { maxItems: 500, uniqueItems: true }),
    span: Type.Object({ from: Instant, to: Instant }, { additionalProperties: false }),
    /** when it became known: the 72 hours count from here */
    knownAt: Instant,
  },
  { additionalProperties: false },
);
export type BreachInput = Static<typeof BreachInput>;

export const BreachStep = Type.Union([
  Type.Object({ step: Type.Literal('notified'), at: Instant }, { additionalProperties: false }),
  Type.Object({ step: Type.Literal('persons-told'), at: Instant }, { additionalProperties: false }),
  Type.Object({ step: Type.Literal('measures'), measures: Words }, { additionalProperties: false }),
  Type.Object({ step: Type.Literal('close'), at: Instant }, { additionalProperties: false }),
]);
export type BreachStep = Static<typeof BreachStep>;

export const Breach = Type.Object({
  id: Id,
  title: Type.String(),
  words: Type.String(),
  actorId: OrNull(Type.String()),
  cameraIds: Type.Array(Id),
  span: Type.Object({ from: Instant, to: Instant }),
  knownAt: Instant,
  /** 72 hours after it became known (GDPR art. 33(1)) */
  dueAt: Instant,
  isLate: Type.Boolean(),
  notifiedAt: OrNull(Instant),
  personsToldAt: OrNull(Instant),
  closedAt: OrNull(Instant),
  measures: Type.String(),
});
export type Breach = Static<typeof Breach>;

/** What the log and the counts say of a breach. */
export const BreachAssessment = Type.Object({
  /** cameras that were seen, exported or changed, and the time each covers */
  cameras: Type.Array(
    Type.Object({
      cameraId: Id,
      from: Instant,
      to: Instant,
      lines: Type.Integer({ description: 'lines of the log that name it' }),
      persons: OrNull(Type.Number({ description: 'persons counted before it in that time' })),
    }),
  ),
  /** the text for the authority's form (GDPR art. 33(3)) */
  form: Type.Object({ en: Type.String(), fr: Type.String() }),
});
export type BreachAssessment = Static<typeof BreachAssessment>;
