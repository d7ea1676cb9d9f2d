import { type Static, Type } from 'typebox';
import { Id, Instant, Name, notBlank, Regime } from '#foundation/wire-schema.ts';
import { Alert, AlertSeverity, AlertState, RejectionReason, SeenVersion } from './alert-schema.ts';

const closed = { additionalProperties: false };
const OrNull = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);
const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, ...notBlank });

/** One thing that happened to an alert. */
export const AlertHistoryEntry = Type.Object({
  id: Id,
  at: Instant,
  kind: Type.Enum(['step', 'undo', 'comment', 'assign', 'link', 'unlink', 'merge', 'separate']),
  by: Type.String(),
  from: OrNull(AlertState),
  to: OrNull(AlertState),
  reasonCode: OrNull(RejectionReason),
  /** a comment, a reason, or the name of who looks after it */
  words: OrNull(Type.String()),
  /** the other alert of a link or a merge */
  otherId: OrNull(Id),
});
export type AlertHistoryEntry = Static<typeof AlertHistoryEntry>;

/** All that belongs to an alert, besides itself. */
export const AlertFile = Type.Object({
  history: Type.Array(AlertHistoryEntry),
  links: Type.Array(Alert),
  occurrences: Type.Array(Alert, { description: 'the repeats merged into it, newest first' }),
  repeats: Type.Array(Alert, { description: 'open alerts of the same rule shortly before or after it' }),
  undoUntil: OrNull(Instant),
});
export type AlertFile = Static<typeof AlertFile>;

export const AlertComment = Type.Object({ words: Words(2000) }, closed);
export const AlertLink = Type.Object({ alertId: Id }, closed);
export const AlertMerge = Type.Object(
  { alertIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }) },
  closed,
);
export const AlertUndo = Type.Object({ version: SeenVersion }, closed);
export const AlertAssignment = Type.Object(
  { personId: OrNull(Type.String({ minLength: 1, maxLength: 100 })), version: SeenVersion },
  closed,
);

/** Somebody who may decide on an alert. */
export const Decider = Type.Object({ id: Type.String(), name: Type.String() });
export type Decider = Static<typeof Decider>;

/** A rule that sleeps: it raises no alert until the time; what it would have raised is counted. */
export const RuleSnooze = Type.Object({
  id: Id,
  ruleId: Id,
  ruleName: Type.String(),
  cameraId: Id,
  cameraName: Type.String(),
  from: Instant,
  until: Instant,
  motive: Type.String(),
  by: Type.String(),
  isAsleep: Type.Boolean({ description: 'false: it woke within the last day' }),
  heldBack: Type.Integer({ description: 'alerts that would have been raised' }),
});
export type RuleSnooze = Static<typeof RuleSnooze>;

export const RuleSnoozeInput = Type.Object({ until: Instant, motive: Words(500) }, closed);
export type RuleSnoozeInput = Static<typeof RuleSnoozeInput>;

/** Which alerts a list shows. */
export const AlertFilterContent = Type.Object(
  {
    states: Type.Optional(Type.Array(AlertState, { minItems: 1, maxItems: 5, uniqueItems: true })),
    severity: Type.Optional(AlertSeverity),
    camera: Type.Optional(Id),
    regime: Type.Optional(Regime),
    rule: Type.Optional(Id),
    assignee: Type.Optional(Type.Enum(['me', 'nobody', 'somebody'])),
    words: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  },
  closed,
);
export type AlertFilterContent = Static<typeof AlertFilterContent>;

/** A filter that a person keeps; the usual one is on when they open the page. */
export const SavedFilter = Type.Object({
  id: Id,
  name: Name,
  content: AlertFilterContent,
  isDefault: Type.Boolean(),
});
export type SavedFilter = Static<typeof SavedFilter>;
export const SavedFilterInput = Type.Object(
  { name: Name, content: AlertFilterContent, isDefault: Type.Optional(Type.Boolean()) },
  closed,
);
export type SavedFilterInput = Static<typeof SavedFilterInput>;

/** How many alerts wait for somebody. */
export const AlertCounts = Type.Object({
  new: Type.Integer(),
  acknowledged: Type.Integer(),
  newByCamera: Type.Array(Type.Object({ cameraId: Id, count: Type.Integer() })),
});
export type AlertCounts = Static<typeof AlertCounts>;

const Seconds = Type.Object({ median: Type.Number(), p90: Type.Number() });

/** How soon the alerts of a rule were looked at and decided on, by all together: never by whom. */
export const RuleTimes = Type.Object({
  ruleId: Id,
  ruleName: Type.String(),
  cameraId: Id,
  cameraName: Type.String(),
  alerts: Type.Integer(),
  confirmed: Type.Integer(),
  rejected: Type.Integer(),
  open: Type.Integer(),
  /** null: fewer alerts than a figure needs */
  secondsToSight: OrNull(Seconds),
  secondsToDecision: OrNull(Seconds),
});
export type RuleTimes = Static<typeof RuleTimes>;

const Evidence = {
  rejected: Type.Integer({ description: 'rejected alerts that would not have come' }),
  confirmed: Type.Integer({ description: 'confirmed alerts that would be lost' }),
};

/** What could be changed in a rule, by what people rejected. */
export const TuningSuggestion = Type.Union([
  Type.Object({ kind: Type.Literal('threshold'), from: Type.Number(), to: Type.Number(), ...Evidence }),
  Type.Object({
    kind: Type.Literal('zone'),
    point: Type.Tuple([Type.Number(), Type.Number()]),
    radius: Type.Number(),
    ...Evidence,
  }),
  Type.Object({
    kind: Type.Literal('period'),
    fromHour: Type.Integer(),
    toHour: Type.Integer(),
    ...Evidence,
  }),
  Type.Object({ kind: Type.Literal('cooldown'), from: Type.Number(), to: Type.Number(), ...Evidence }),
]);
export type TuningSuggestion = Static<typeof TuningSuggestion>;
export const RuleTuning = Type.Object({
  ruleId: Id,
  cameraId: Id,
  rejected: Type.Integer(),
  confirmed: Type.Integer(),
  suggestions: Type.Array(TuningSuggestion),
});
export type RuleTuning = Static<typeof RuleTuning>;
