import { type Static, Type } from 'typebox';
import { Id, Instant } from '#foundation/wire-schema.ts';

export const AlertState = Type.Union([
  Type.Literal('new'),
  Type.Literal('acknowledged'),
  Type.Literal('confirmed'),
  Type.Literal('rejected'),
  Type.Literal('closed'),
]);
export type AlertState = Static<typeof AlertState>;

/** A proposal that a person decides on: no image, no track number. */
export const Alert = Type.Object({
  id: Id,
  cameraId: Id,
  cameraName: Type.String(),
  ruleId: Type.Union([Id, Type.Null()]),
  ruleName: Type.String(),
  kind: Type.String(),
  severity: Type.Union([Type.Literal('information'), Type.Literal('warning'), Type.Literal('critical')]),
  class: Type.Union([Type.String(), Type.Null()]),
  /** what happened, told in the words of the moment; null for an alert of an earlier version */
  summary: Type.Union([Type.Object({ en: Type.String(), fr: Type.String() }), Type.Null()]),
  /** the number that the rule measured, in the unit of its kind */
  value: Type.Union([Type.Number(), Type.Null()]),
  /** zone or line concerned */
  where: Type.Union([Type.String(), Type.Null()]),
  direction: Type.Union([Type.String(), Type.Null()]),
  /** anchor of the object, 0…1 of the picture */
  point: Type.Union([Type.Tuple([Type.Number(), Type.Number()]), Type.Null()]),
  confidence: Type.Union([Type.Number(), Type.Null()]),
  /** when it happened, on the stream's clock */
  occurredAt: Instant,
  raisedAt: Instant,
  state: AlertState,
  decidedAt: Type.Union([Instant, Type.Null()]),
  decidedBy: Type.Union([Type.String(), Type.Null()]),
  reason: Type.Union([Type.String(), Type.Null()]),
});
export type Alert = Static<typeof Alert>;

/** A step of an alert's life; a rejection wants its reason. */
export const AlertTransition = Type.Object(
  {
    to: Type.Union([
      Type.Literal('acknowledged'),
      Type.Literal('confirmed'),
      Type.Literal('rejected'),
      Type.Literal('closed'),
    ]),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
);
export type AlertTransition = Static<typeof AlertTransition>;
