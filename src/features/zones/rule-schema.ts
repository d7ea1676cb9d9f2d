import { type Static, Type } from 'typebox';
import { Id, Name, Version } from '#foundation/wire-schema.ts';

const Day = Type.Union([
  Type.Literal('monday'),
  Type.Literal('tuesday'),
  Type.Literal('wednesday'),
  Type.Literal('thursday'),
  Type.Literal('friday'),
  Type.Literal('saturday'),
  Type.Literal('sunday'),
  Type.Literal('holiday'),
]);
const LocalDate = Type.String({ format: 'date' });

/** `22:00`, `sunset`, `sunset-00:30`, `sunrise+01:00`. */
const Moment = Type.String({
  pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00|(sunrise|sunset)([+-]\\d{2}:\\d{2})?)$',
  description: 'HH:MM, or sunrise/sunset with an optional offset such as sunset-00:30',
});

/** When a rule is active: hours of the week, minus or within dates. An end before its start runs past midnight. */
export const PeriodInput = Type.Object(
  {
    name: Name,
    weekly: Type.Optional(
      Type.Array(
        Type.Object(
          { days: Type.Array(Day, { minItems: 1, uniqueItems: true }), from: Moment, to: Moment },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 50 },
      ),
    ),
    dates: Type.Optional(
      Type.Array(Type.Object({ from: LocalDate, to: LocalDate }, { additionalProperties: false }), {
        minItems: 1,
        maxItems: 50,
        description: 'active only on these days',
      }),
    ),
    except: Type.Optional(
      Type.Array(Type.Object({ from: LocalDate, to: LocalDate }, { additionalProperties: false }), {
        maxItems: 50,
        description: 'never active on these days',
      }),
    ),
    holidays: Type.Optional(
      Type.Union([Type.Literal('include'), Type.Literal('exclude'), Type.Literal('only')], {
        default: 'include',
      }),
    ),
    timeZone: Type.Optional(Type.String({ description: "IANA name; the territory's by default" })),
  },
  { additionalProperties: false },
);
export type PeriodInput = Static<typeof PeriodInput>;
export const Period = Type.Interface([PeriodInput], { id: Id, version: Version });
export type Period = Static<typeof Period>;

export const Severity = Type.Union([
  Type.Literal('information'),
  Type.Literal('warning'),
  Type.Literal('critical'),
]);
export type Severity = Static<typeof Severity>;

/** Median score, over its recent pictures, that an object must have for the rule to see it. */
export const MinimumConfidence = Type.Number({
  minimum: 0.05,
  maximum: 0.95,
  description: 'median score an object must have for the rule to see it; null: as the camera',
});
const Text = Type.Object({ en: Type.String(), fr: Type.String() });

/** What a rule of any kind says; `parameters` follow its kind (GET /api/v1/rule-kinds). */
export const RuleInput = Type.Object(
  {
    name: Name,
    cameraId: Id,
    kind: Type.String({ minLength: 1, maxLength: 40 }),
    parameters: Type.Record(Type.String(), Type.Unknown()),
    periodId: Type.Optional(Type.Union([Id, Type.Null()])),
    severity: Type.Optional(Severity),
    cooldownSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
    minimumConfidence: Type.Optional(Type.Union([MinimumConfidence, Type.Null()])),
    enabled: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type RuleInput = Static<typeof RuleInput>;
export const Rule = Type.Object({
  id: Id,
  version: Version,
  name: Name,
  cameraId: Id,
  kind: Type.String(),
  /** references to zones and lines are their ids: `zoneId`, `lineId`, `baysIds` */
  parameters: Type.Record(Type.String(), Type.Unknown()),
  periodId: Type.Union([Id, Type.Null()]),
  severity: Severity,
  cooldownSeconds: Type.Integer(),
  minimumConfidence: Type.Union([Type.Number(), Type.Null()]),
  enabled: Type.Boolean(),
  /** the rule read as a sentence */
  sentence: Text,
  /** why the rule is broken and does not run, and how to mend it; null: it can run */
  fault: Type.Union([Text, Type.Null()]),
  /** what the legal gate lets the rule give where its camera looks */
  outputs: Type.Object({ alerts: Type.Boolean(), statistics: Type.Boolean() }),
  /** why the legal gate lets it raise no alert; null: it does */
  refusal: Type.Union([Type.Object({ reason: Type.String(), rule: Text, lift: Text }), Type.Null()]),
});
export type Rule = Static<typeof Rule>;

/** A kind of rule, what its form asks, and what it measures. */
export const RuleKind = Type.Object({
  kind: Type.String(),
  title: Text,
  help: Text,
  parameters: Type.Array(
    Type.Object({
      name: Type.String(),
      type: Type.Union([
        Type.Literal('zone'),
        Type.Literal('zones'),
        Type.Literal('line'),
        Type.Literal('lines'),
        Type.Literal('classes'),
        Type.Literal('direction'),
        Type.Literal('number'),
        Type.Literal('seconds'),
        Type.Literal('choice'),
        Type.Literal('choices'),
      ]),
      title: Text,
      required: Type.Boolean(),
      default: Type.Optional(Type.Unknown()),
      minimum: Type.Optional(Type.Number()),
      maximum: Type.Optional(Type.Number()),
      unit: Type.Optional(Type.String()),
      options: Type.Optional(Type.Array(Type.Object({ value: Type.String(), title: Text }))),
      whole: Type.Optional(Type.Boolean({ description: 'a number without decimals' })),
    }),
  ),
  /** places where the legal gate lets it alert; at others it gives statistics, if it measures anything */
  alertsAt: Type.Array(Type.String()),
  /** it needs points of known place on the ground of its camera */
  needsGround: Type.Boolean(),
  /** what it gives to statistics, besides or instead of alerts */
  measures: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Text,
      unit: Type.String({ description: 'UCUM code' }),
      sort: Type.Union([Type.Literal('each'), Type.Literal('level')]),
      edges: Type.Array(Type.Number()),
    }),
  ),
  /** JSON Schema (draft 2020-12) of `parameters` in POST /api/v1/rules */
  schema: Type.Record(Type.String(), Type.Unknown()),
});
export type RuleKind = Static<typeof RuleKind>;

/** A rule as far as it is typed: parameters may be missing. */
export const RuleToRead = Type.Object(
  {
    cameraId: Id,
    kind: Type.String({ minLength: 1, maxLength: 40 }),
    parameters: Type.Record(Type.String(), Type.Unknown()),
    periodId: Type.Optional(Type.Union([Id, Type.Null()])),
  },
  { additionalProperties: false },
);
export type RuleToRead = Static<typeof RuleToRead>;

const SentencePart = Type.Object({
  text: Type.String(),
  parameter: Type.Optional(
    Type.String({
      description: 'the parameter that these words say, as in GET /api/v1/rule-kinds; or `period`',
    }),
  ),
});

/** A rule read as a sentence, cut at the words that say its parameters. */
export const RuleReading = Type.Object({ en: Type.Array(SentencePart), fr: Type.Array(SentencePart) });
export type RuleReading = Static<typeof RuleReading>;
