import { type Static, Type } from 'typebox';
import { Id, Instant, Regime } from '#foundation/wire-schema.ts';

/** Names of the models that looked, with the first digits of the SHA-256 of their files and their precision. */
export const Models = Type.Array(Type.String(), {
  description: 'which models the figure was made with; their measured error: docs/accuracy.md',
});

/** One interval of a series. `coverage` is the share of it really analysed, 0…1; `value` is null when nothing was. */
export const Bucket = Type.Object({
  from: Instant,
  to: Instant,
  value: Type.Union([Type.Number(), Type.Null()]),
  coverage: Type.Number(),
  models: Models,
});
export type Bucket = Static<typeof Bucket>;

/** Crossings of one line by one class in one direction. */
export const CountSeries = Type.Object({
  cameraId: Id,
  cameraName: Type.String(),
  regime: Regime,
  lineId: Id,
  lineName: Type.String(),
  class: Type.String(),
  direction: Type.Union([Type.Literal('forward'), Type.Literal('backward')]),
  directionName: Type.String(),
  total: Type.Number(),
  buckets: Type.Array(Bucket),
});
export type CountSeries = Static<typeof CountSeries>;

/** Presence of one class in one zone: mean number present over the interval. */
export const PresenceSeries = Type.Object({
  cameraId: Id,
  cameraName: Type.String(),
  regime: Regime,
  zoneId: Id,
  zoneName: Type.String(),
  class: Type.String(),
  buckets: Type.Array(Bucket),
});
export type PresenceSeries = Static<typeof PresenceSeries>;

export const StatisticsQuery = Type.Object(
  {
    camera: Type.Optional(Id),
    /** that of the camera; else the only one there is, else the GDPR */
    regime: Type.Optional(Regime),
    from: Instant,
    to: Instant,
    by: Type.Optional(
      Type.Union([Type.Literal('quarter-hour'), Type.Literal('hour'), Type.Literal('day')], {
        default: 'hour',
      }),
    ),
    class: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: 'this class alone' })),
  },
  { additionalProperties: false },
);
export type StatisticsQuery = Static<typeof StatisticsQuery>;

/** The same of one line alone. */
export const CountsQuery = Type.Interface(
  [StatisticsQuery],
  { line: Type.Optional(Id) },
  { additionalProperties: false },
);
export type CountsQuery = Static<typeof CountsQuery>;

/** What is counted of one camera: what a question of figures may name. */
export const CountedCamera = Type.Object({
  cameraId: Id,
  cameraName: Type.String(),
  regime: Regime,
  lines: Type.Array(Type.Object({ id: Id, name: Type.String(), classes: Type.Array(Type.String()) })),
  zones: Type.Array(Type.Object({ id: Id, name: Type.String() })),
});
export type CountedCamera = Static<typeof CountedCamera>;

export const TodayQuery = Type.Object({ regime: Type.Optional(Regime) }, { additionalProperties: false });
export type TodayQuery = Static<typeof TodayQuery>;

/** Totals since midnight, territory's time zone. */
export const TodayCount = Type.Object({
  cameraId: Id,
  lineId: Id,
  lineName: Type.String(),
  class: Type.String(),
  direction: Type.Union([Type.Literal('forward'), Type.Literal('backward')]),
  directionName: Type.String(),
  /** null: counts of this camera are shown later, GET /api/v1/statistics/counts */
  total: Type.Union([Type.Number(), Type.Null()]),
  /** end of the last interval counted in */
  until: Instant,
});
export type TodayCount = Static<typeof TodayCount>;
