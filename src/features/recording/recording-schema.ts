import { type Static, Type } from 'typebox';
import { Id, Instant, PageQuery } from '#foundation/wire-schema.ts';

const strict = { additionalProperties: false } as const;
const Text = (longest: number) => Type.String({ minLength: 1, maxLength: longest, pattern: '\\S' });

/** What is kept around the alerts of a camera. */
export const RecordingChoice = Type.Object(
  {
    secondsBefore: Type.Integer({ minimum: 0, maximum: 30, default: 5 }),
    secondsAfter: Type.Integer({ minimum: 0, maximum: 60, default: 10 }),
    keptDays: Type.Integer({
      minimum: 1,
      maximum: 30,
      description: 'never longer than the authorisation, the purpose and the rule pack allow',
    }),
  },
  strict,
);
export type RecordingChoice = Static<typeof RecordingChoice>;

const WordsOf = Type.Object({ en: Type.String(), fr: Type.String() });

export const CameraRecording = Type.Object({
  /** null: nothing is kept */
  recording: Type.Union([RecordingChoice, Type.Null()]),
  /** the longest that may be chosen now, days */
  ceilingDays: Type.Integer(),
  /** why the legal gate lets nothing be kept; null: it does */
  refusal: Type.Union([Type.Object({ reason: Type.String(), rule: WordsOf, lift: WordsOf }), Type.Null()]),
});
export type CameraRecording = Static<typeof CameraRecording>;

export const Recording = Type.Object({
  id: Id,
  cameraId: Id,
  cameraName: Type.String(),
  alertId: Id,
  ruleName: Type.String(),
  from: Instant,
  to: Instant,
  pictures: Type.Integer(),
  bytes: Type.Integer(),
  /** of the encrypted file */
  sha256: Type.String(),
  madeAt: Instant,
  expiresAt: Instant,
  state: Type.Union([
    Type.Literal('kept'),
    Type.Literal('held'),
    Type.Literal('destroying'),
    Type.Literal('destroyed'),
  ]),
  destroyedAt: Type.Union([Instant, Type.Null()]),
});
export type Recording = Static<typeof Recording>;

export const RecordingQuery = Type.Object(
  {
    ...PageQuery,
    camera: Type.Optional(Id),
    alert: Type.Optional(Id),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
  },
  strict,
);
export type RecordingQuery = Static<typeof RecordingQuery>;

const requisition = {
  requisition: Type.String({
    minLength: 3,
    maxLength: 120,
    pattern: '\\S',
    description: 'number of the requisition',
  }),
  authority: Type.String({
    minLength: 3,
    maxLength: 300,
    pattern: '\\S',
    description: 'who requires it: service, court',
  }),
};

export const HoldInput = Type.Object(
  {
    ...requisition,
    cameraIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
    from: Instant,
    to: Instant,
  },
  strict,
);
export type HoldInput = Static<typeof HoldInput>;

export const Hold = Type.Object({
  id: Id,
  requisition: Type.String(),
  authority: Type.String(),
  cameraIds: Type.Array(Id),
  from: Instant,
  to: Instant,
  openedAt: Instant,
  openedBy: Type.String(),
  endedAt: Type.Union([Instant, Type.Null()]),
  endedBy: Type.Union([Type.String(), Type.Null()]),
  endMotive: Type.Union([Type.String(), Type.Null()]),
});
export type Hold = Static<typeof Hold>;

export const Reason = Type.Object(
  { motive: Type.String({ minLength: 5, maxLength: 300, pattern: '\\S' }) },
  strict,
);

export const ExtractionInput = Type.Object(
  {
    ...requisition,
    requester: Type.String({
      minLength: 3,
      maxLength: 200,
      pattern: '\\S',
      description: 'name and quality of who requires it',
    }),
    recordingIds: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }),
  },
  strict,
);
export type ExtractionInput = Static<typeof ExtractionInput>;

export const Extraction = Type.Object({
  id: Id,
  recordingIds: Type.Array(Id),
  requisition: Text(120),
  requester: Text(200),
  authority: Text(300),
  state: Type.Union([Type.Literal('proposed'), Type.Literal('approved'), Type.Literal('refused')]),
  proposedAt: Instant,
  proposedBy: Type.String(),
  /** their id: two people may have one name */
  proposerId: Type.String(),
  decidedAt: Type.Union([Instant, Type.Null()]),
  decidedBy: Type.Union([Type.String(), Type.Null()]),
});
export type Extraction = Static<typeof Extraction>;

export const Destruction = Type.Object({
  id: Id,
  madeAt: Instant,
  recordings: Type.Integer(),
  from: Instant,
  to: Instant,
  /** what is signed, and by which key: a file for `vigie recordings verify` */
  proof: Type.Object({ content: Type.String(), signature: Type.String(), publicKey: Type.String() }),
});
export type Destruction = Static<typeof Destruction>;

export const Transmission = Type.Object({
  id: Id,
  extractionId: Id,
  madeAt: Instant,
  madeBy: Type.String(),
  requisition: Type.String(),
  requester: Type.String(),
  recordings: Type.Integer(),
  pictures: Type.Integer(),
  bytes: Type.Integer(),
  sha256: Type.String(),
});
export type Transmission = Static<typeof Transmission>;

export const RecordingState = Type.Object({
  /** recordings that are there now */
  kept: Type.Integer(),
  /** past their time, and not destroyed: held, or waiting */
  overdue: Type.Integer(),
  lastRunAt: Type.Union([Instant, Type.Null()]),
  /** destruction waits for a person: the clock cannot be trusted */
  waiting: Type.Union([
    Type.Object({ since: Instant, for: Type.Union([Type.Literal('doubt'), Type.Literal('leap')]) }),
    Type.Null(),
  ]),
  /** the last recording that could not be written, in plain words */
  lastFailure: Type.Union([Type.Object({ at: Instant, fault: Type.String() }), Type.Null()]),
});
export type RecordingState = Static<typeof RecordingState>;
