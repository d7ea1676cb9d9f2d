import { type Static, type TSchema, Type } from 'typebox';
import { Id, Instant } from '#foundation/wire-schema.ts';

const Text = Type.Object({ en: Type.String(), fr: Type.String() });
const OrNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

/** What a rule is tried on. */
export const ReplaySource = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('clip', { description: 'a film, sent afterwards: PUT /api/v1/replays/{id}/clip' }),
      filmedAt: Type.Optional(
        Type.String({
          format: 'date-time',
          description: 'when its first picture was filmed, for rules with a period; by default now',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('live', { description: 'the next minutes of the camera' }),
      minutes: Type.Integer({ minimum: 1, maximum: 1440 }),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('recording', { description: 'a recording of the camera, where recording is on' }),
      from: Instant,
      to: Instant,
    },
    { additionalProperties: false },
  ),
]);
export type ReplaySource = Static<typeof ReplaySource>;

export const ReplayState = Type.Union([
  Type.Literal('awaiting-clip', { description: 'its clip is still to be sent' }),
  Type.Literal('waiting', { description: 'another clip is analysed first' }),
  Type.Literal('running'),
  Type.Literal('done'),
  Type.Literal('stopped'),
  Type.Literal('failed'),
]);
export type ReplayState = Static<typeof ReplayState>;

const head = {
  id: Id,
  cameraId: Id,
  cameraName: Type.String(),
  rule: Type.Object({ name: Type.String(), kind: Type.String() }),
  source: ReplaySource,
  state: ReplayState,
  progress: Type.Number({ minimum: 0, maximum: 1 }),
  createdAt: Instant,
  startedAt: OrNull(Instant),
  endedAt: OrNull(Instant),
  fault: OrNull(Type.String({ description: 'why it failed, in plain words' })),
  watchedSeconds: Type.Number({ description: 'time really analysed' }),
  alertCount: Type.Integer({ description: 'alerts that would have been raised' }),
};

/** A rule on trial, without what it found. */
export const ReplayHead = Type.Object(head);
export type ReplayHead = Static<typeof ReplayHead>;

/** A rule on trial: what would have been raised, counted and measured. Nothing of it is stored. */
export const Replay = Type.Object({
  ...head,
  alerts: Type.Array(
    Type.Object({
      at: Instant,
      offsetSeconds: Type.Number({ description: 'since the replay began' }),
      summary: Text,
      class: OrNull(Type.String()),
      confidence: OrNull(Type.Number()),
      where: OrNull(Type.String({ description: 'zone or line concerned' })),
      direction: OrNull(Type.String()),
      value: OrNull(Type.Number()),
      point: OrNull(Type.Tuple([Type.Number(), Type.Number()])),
    }),
  ),
  heldBack: Type.Integer({ description: 'sightings within the cool-down after an alert' }),
  leftOut: Type.Integer({ description: 'alerts too many to be kept' }),
  counts: Type.Array(
    Type.Object({
      line: Type.String(),
      direction: Type.String(),
      class: Type.String(),
      count: Type.Integer(),
    }),
  ),
  measures: Type.Array(
    Type.Object({
      measure: Type.String(),
      title: Text,
      unit: Type.String({ description: 'UCUM code' }),
      class: OrNull(Type.String()),
      part: Type.String(),
      weight: Type.Number({ description: 'number of values, or the seconds they lasted' }),
      mean: Type.Number(),
      minimum: Type.Number(),
      maximum: Type.Number(),
    }),
  ),
  refused: Type.Array(
    Type.Object({
      output: Type.Union([Type.Literal('alerts'), Type.Literal('counts'), Type.Literal('measures')]),
      reason: Text,
    }),
    { description: 'what the legal gate does not let it show where the camera looks' },
  ),
});
export type Replay = Static<typeof Replay>;
