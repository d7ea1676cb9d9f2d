import { type Static, Type } from 'typebox';
import { Id, Instant, Name, notBlank } from '#foundation/wire-schema.ts';
import { RegimeWord, WordsShape } from './rule-pack-schema.ts';

const Group = <Properties extends Parameters<typeof Type.Object>[0]>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });
const Code = Type.String({
  minLength: 2,
  maxLength: 40,
  description: 'a word of the closed list: GET /legal/pack',
});
const Codes = Type.Array(Code, { maxItems: 40, uniqueItems: true });
const Ids = Type.Array(Id, { maxItems: 2000, uniqueItems: true });
const Line = Type.String({ minLength: 1, maxLength: 300, ...notBlank });
/** Why somebody did it, in their own words. */
export const Motive = Type.String({ minLength: 5, maxLength: 500, ...notBlank });
const RetentionDays = Type.Integer({ minimum: 0, maximum: 30 });

export const PurposeInput = Group({
  name: Name,
  code: Code,
  ground: Type.Optional(Code),
  regime: Type.Optional(RegimeWord),
  retentionDays: Type.Optional({ ...RetentionDays, default: 0 }),
  recipients: Type.Optional(Type.Array(Line, { maxItems: 40 })),
  description: Type.Optional(Type.String({ maxLength: 2000 })),
  from: Type.Optional(Instant),
  until: Type.Optional(Type.Union([Instant, Type.Null()])),
});
export type PurposeInput = Static<typeof PurposeInput>;

export const Purpose = Type.Object({
  id: Id,
  name: Name,
  code: Type.String(),
  title: WordsShape,
  law: WordsShape,
  ground: Type.String(),
  regime: RegimeWord,
  retentionDays: Type.Integer(),
  recipients: Type.Array(Type.String()),
  description: Type.String(),
  from: Instant,
  until: Type.Union([Instant, Type.Null()]),
});
export type Purpose = Static<typeof Purpose>;

export const BasisInput = Group({
  kind: Code,
  reference: Line,
  perimeter: Type.Optional(Type.String({ maxLength: 2000 })),
  documents: Type.Optional(Type.Array(Line, { maxItems: 20 })),
  events: Type.Optional(Codes),
  detectors: Type.Optional(Codes),
  cameraIds: Ids,
  from: Instant,
  until: Instant,
});
export type BasisInput = Static<typeof BasisInput>;

export const SignatureInput = Group({ quality: Line });
export type SignatureInput = Static<typeof SignatureInput>;

/** What of a basis is stopped or started again: one event or detector, or all of it. */
export const StopInput = Group({ event: Type.Optional(Code), motive: Motive });
export type StopInput = Static<typeof StopInput>;

export const Basis = Type.Object({
  id: Id,
  kind: Type.String(),
  title: WordsShape,
  reference: Type.String(),
  perimeter: Type.String(),
  documents: Type.Array(Type.String()),
  events: Type.Array(Type.String()),
  detectors: Type.Array(Type.String()),
  cameraIds: Type.Array(Id),
  from: Instant,
  until: Instant,
  signatures: Type.Array(Type.Object({ name: Type.String(), quality: Type.String(), signedAt: Instant })),
  signaturesWanted: Type.Integer(),
  stopped: Type.Array(Type.String()),
});
export type Basis = Static<typeof Basis>;

export const AuthorisationInput = Group({
  number: Line,
  cameraIds: Ids,
  retentionDays: RetentionDays,
  from: Instant,
  until: Instant,
});
export type AuthorisationInput = Static<typeof AuthorisationInput>;
export const Authorisation = Type.Object({
  id: Id,
  number: Type.String(),
  cameraIds: Type.Array(Id),
  retentionDays: Type.Integer(),
  from: Instant,
  until: Instant,
});
export type Authorisation = Static<typeof Authorisation>;

/** A decision of the data protection officer: counts of a public place are seen at once. */
export const DecisionInput = Group({
  cameraId: Id,
  motive: Motive,
  from: Type.Optional(Instant),
  until: Instant,
});
export type DecisionInput = Static<typeof DecisionInput>;

/** Lines and masks are being drawn: what they count is seen meanwhile. */
export const SetupSessionInput = Group({
  motive: Motive,
  minutes: Type.Integer({ minimum: 1, maximum: 480, default: 30 }),
});
export type SetupSessionInput = Static<typeof SetupSessionInput>;

export const LegalDecision = Type.Object({
  id: Id,
  cameraId: Id,
  kind: Type.Union([Type.Literal('live-counters'), Type.Literal('setup-session')]),
  motive: Type.String(),
  decidedBy: Type.String(),
  from: Instant,
  until: Instant,
});
export type LegalDecision = Static<typeof LegalDecision>;

export const RevokeInput = Group({ motive: Motive });

/** What may be asked of one camera, and why it is refused. */
export const GateAnswer = Type.Object({
  output: Type.String(),
  /** kind of a rule, or `any` */
  detector: Type.String(),
  allowed: Type.Boolean(),
  reason: Type.Union([Type.String(), Type.Null()]),
  rule: Type.Union([WordsShape, Type.Null()]),
  lift: Type.Union([WordsShape, Type.Null()]),
});
export type GateAnswer = Static<typeof GateAnswer>;

export const CameraGate = Type.Object({
  cameraId: Id,
  pack: Type.String(),
  place: Type.String(),
  mask: Type.String(),
  broken: Type.Array(Type.String()),
  answers: Type.Array(GateAnswer),
});
export type CameraGate = Static<typeof CameraGate>;

const Entry = { code: Type.String(), title: WordsShape };

/** The closed lists of the rule pack, with their words. */
export const PackView = Type.Object({
  name: Type.String(),
  country: Type.String(),
  grounds: Type.Array(Type.Object({ ...Entry, warning: Type.Union([WordsShape, Type.Null()]) })),
  purposes: Type.Array(
    Type.Object({
      ...Entry,
      group: Type.String(),
      law: WordsShape,
      regime: RegimeWord,
      places: Type.Array(Type.String()),
      outputs: Type.Array(Type.String()),
      needsAuthorisation: Type.Boolean(),
    }),
  ),
  events: Type.Array(Type.Object({ ...Entry, detectors: Type.Array(Type.String()) })),
  bases: Type.Array(
    Type.Object({ ...Entry, law: WordsShape, signatures: Type.Integer(), namesEvents: Type.Boolean() }),
  ),
  statisticsDelay: Type.String({ description: '`next-day`, or minutes' }),
  setupSessionMinutes: Type.Integer(),
  retentionDays: Type.Integer(),
});
export type PackView = Static<typeof PackView>;

export const ClockView = Type.Object({
  /** null: the clock is trusted */
  doubtedAt: Type.Union([Instant, Type.Null()]),
});
export type ClockView = Static<typeof ClockView>;
