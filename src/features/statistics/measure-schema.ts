import { type Static, Type } from 'typebox';
import { Id, Instant, PageQuery, Regime } from '#foundation/wire-schema.ts';
import { Models, StatisticsQuery } from './statistics-schema.ts';

const Maybe = Type.Union([Type.Number(), Type.Null()]);

/** Values of a measure, with their spread. */
const spread = {
  weight: Type.Number({
    description: 'number of values; for a measure that lasts (sort level) the milliseconds it was measured',
  }),
  mean: Maybe,
  minimum: Maybe,
  maximum: Maybe,
  median: Type.Union([
    Type.Object(
      { value: Type.Number(), low: Type.Number(), high: Type.Number() },
      {
        description: 'estimated from the bins: it lies surely between low and high',
      },
    ),
    Type.Null(),
  ]),
  bins: Type.Array(Type.Number(), {
    description: 'weight below the first edge, between each two edges, above the last',
  }),
};

/** What was measured in one interval; `coverage` is the share of it really analysed. */
export const MeasureBucket = Type.Object({
  from: Instant,
  to: Instant,
  ...spread,
  coverage: Type.Number(),
  models: Models,
});
export type MeasureBucket = Static<typeof MeasureBucket>;
export const MeasureTotal = Type.Object(spread);
export type MeasureTotal = Static<typeof MeasureTotal>;

/** One measure of a rule, of one class and one part. */
export const MeasureSeries = Type.Object({
  ruleId: Id,
  ruleName: Type.String(),
  cameraId: Id,
  cameraName: Type.String(),
  regime: Regime,
  measure: Type.String(),
  title: Type.Object({ en: Type.String(), fr: Type.String() }),
  unit: Type.String({ description: 'UCUM code' }),
  sort: Type.Union([Type.Literal('each'), Type.Literal('level')]),
  edges: Type.Array(Type.Number()),
  class: Type.Union([Type.String(), Type.Null()]),
  part: Type.String({ description: 'which of several, ids of lines or zones: 3>5; empty when there is one' }),
  partName: Type.Union([Type.String(), Type.Null()]),
  total: MeasureTotal,
  buckets: Type.Array(MeasureBucket),
});
export type MeasureSeries = Static<typeof MeasureSeries>;

export const MeasureQuery = Type.Object(
  {
    rule: Id,
    from: StatisticsQuery.properties.from,
    to: StatisticsQuery.properties.to,
    by: StatisticsQuery.properties.by,
  },
  { additionalProperties: false },
);
export type MeasureQuery = Static<typeof MeasureQuery>;

/** The time one object that is no person spent in a zone; never of a public place. */
export const Stay = Type.Object({
  id: Id,
  ruleId: Id,
  zoneId: Id,
  zoneName: Type.Union([Type.String(), Type.Null()]),
  class: Type.String(),
  enteredAt: Instant,
  leftAt: Instant,
  seconds: Type.Number(),
});
export type Stay = Static<typeof Stay>;

export const StayQuery = Type.Object(
  { ...PageQuery, rule: Id, from: Instant, to: Instant },
  { additionalProperties: false },
);
export type StayQuery = Static<typeof StayQuery>;
