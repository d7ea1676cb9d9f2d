import { type Static, Type } from 'typebox';
import { Id, Instant, Name, notBlank } from '#foundation/wire-schema.ts';

const Words = Type.String({ minLength: 1, maxLength: 10_000, ...notBlank });
const Span = Type.Object({ from: Instant, to: Instant }, { additionalProperties: false });

export const RequestKind = Type.Union([
  Type.Literal('access'),
  Type.Literal('erasure'),
  Type.Literal('objection'),
  Type.Literal('restriction'),
  Type.Literal('destruction-check'),
]);

/** What a person asks, by letter or at the counter. */
export const SubjectRequestInput = Type.Object(
  {
    kind: RequestKind,
    person: Name,
    contact: Words,
    words: Words,
    cameraIds: Type.Array(Id, { maxItems: 500, uniqueItems: true }),
    span: Type.Optional(Type.Union([Span, Type.Null()])),
    receivedAt: Instant,
  },
  { additionalProperties: false },
);
export type SubjectRequestInput = Static<typeof SubjectRequestInput>;

export const SubjectRequest = Type.Object({
  id: Id,
  kind: RequestKind,
  /** null: erased a year after the answer */
  person: Type.Union([Type.String(), Type.Null()]),
  contact: Type.Union([Type.String(), Type.Null()]),
  words: Type.String(),
  cameraIds: Type.Array(Id),
  span: Type.Union([Span, Type.Null()]),
  receivedAt: Instant,
  dueAt: Instant,
  extendedFor: Type.Union([Type.String(), Type.Null()]),
  state: Type.Union([Type.Literal('open'), Type.Literal('answered'), Type.Literal('refused')]),
  urgency: Type.Union([
    Type.Literal('closed'),
    Type.Literal('in-time'),
    Type.Literal('soon'),
    Type.Literal('late'),
  ]),
  answer: Type.Union([Type.String(), Type.Null()]),
  closedAt: Type.Union([Instant, Type.Null()]),
});
export type SubjectRequest = Static<typeof SubjectRequest>;

/** What is done with a request: a refusal and an extension want their reason (GDPR art. 12(3), (4)). */
export const RequestStep = Type.Union([
  Type.Object({ step: Type.Literal('extend'), reason: Words }, { additionalProperties: false }),
  Type.Object({ step: Type.Literal('answer'), answer: Words }, { additionalProperties: false }),
  Type.Object({ step: Type.Literal('refuse'), reason: Words }, { additionalProperties: false }),
]);
export type RequestStep = Static<typeof RequestStep>;

/** What is kept of a place and a time. */
export const RequestFindings = Type.Object({
  recordings: Type.Array(
    Type.Object({
      id: Id,
      cameraId: Id,
      from: Instant,
      to: Instant,
      state: Type.Union([Type.Literal('kept'), Type.Literal('held'), Type.Literal('destroyed')]),
      destroyedAt: Type.Union([Instant, Type.Null()]),
    }),
  ),
  /** what to write when nothing was kept */
  statement: Type.Object({ en: Type.String(), fr: Type.String() }),
});
export type RequestFindings = Static<typeof RequestFindings>;
