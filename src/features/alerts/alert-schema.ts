import { type Static, Type } from 'typebox';
import { Id, Instant, Regime } from '#foundation/wire-schema.ts';
import { reasonCodes } from './alert-lifecycle.ts';

export const AlertState = Type.Union([
  Type.Literal('new'),
  Type.Literal('acknowledged'),
  Type.Literal('confirmed'),
  Type.Literal('rejected'),
  Type.Literal('closed'),
]);
export type AlertState = Static<typeof AlertState>;

export const AlertSeverity = Type.Union([
  Type.Literal('information'),
  Type.Literal('warning'),
  Type.Literal('critical'),
]);

/** Why an alert was rejected, from the list. */
export const RejectionReason = Type.Enum(reasonCodes);
export type RejectionReason = Static<typeof RejectionReason>;

/** A proposal that a person decides on: no image, no track number. */
export const Alert = Type.Object({
  id: Id,
  cameraId: Id,
  cameraName: Type.String(),
  regime: Regime,
  ruleId: Type.Union([Id, Type.Null()]),
  ruleName: Type.String(),
  kind: Type.String(),
  severity: AlertSeverity,
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
  reasonCode: Type.Union([RejectionReason, Type.Null()]),
  /** what was found, kept when the alert is closed */
  verdict: Type.Union([Type.Literal('confirmed'), Type.Literal('rejected'), Type.Null()]),
  /** when it was first opened on a screen; nobody is named */
  firstSeenAt: Type.Union([Instant, Type.Null()]),
  assignee: Type.Union([Type.Object({ id: Type.String(), name: Type.String() }), Type.Null()]),
  /** the alert that this one repeats; it is decided there */
  mergedInto: Type.Union([Id, Type.Null()]),
  /** itself and the repeats merged into it */
  occurrences: Type.Integer(),
  version: Type.Integer({ description: 'counts decisions and assignments; send it with a decision' }),
  sequence: Type.Integer({ description: 'number of its last change, in the order of changes of all alerts' }),
});
export type Alert = Static<typeof Alert>;

/** The version that whoever decides has before their eyes: when it is no longer the last, they are told. */
export const SeenVersion = Type.Optional(
  Type.Integer({ minimum: 1, description: 'the `version` seen; an older one answers 409' }),
);

/** A step of an alert's life; a rejection wants its reason: from the list, in words, or both. */
export const AlertTransition = Type.Object(
  {
    to: Type.Union([
      Type.Literal('acknowledged'),
      Type.Literal('confirmed'),
      Type.Literal('rejected'),
      Type.Literal('closed'),
    ]),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
    reasonCode: Type.Optional(RejectionReason),
    version: SeenVersion,
  },
  { additionalProperties: false },
);
export type AlertTransition = Static<typeof AlertTransition>;
