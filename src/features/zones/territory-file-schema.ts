import { type Static, Type } from 'typebox';
import { analysisChoices, GroundPoints, Name, notBlank } from '#foundation/wire-schema.ts';
import { MinimumConfidence, PeriodInput, Severity } from './rule-schema.ts';
import { LineInput, MaskInput, ZoneInput } from './zone-schema.ts';

const Group = <Properties extends Parameters<typeof Type.Object>[0]>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

/** Keys every rule has; beside them stand the parameters of its kind, which its table checks. */
export const FileRule = Type.Object({
  name: Name,
  kind: Type.String({ minLength: 1, maxLength: 40, description: 'intrusion, crossing, dwell, speed, …' }),
  period: Type.Optional(Name),
  severity: Type.Optional(Severity),
  cooldownSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
  minimumConfidence: Type.Optional(MinimumConfidence),
  enabled: Type.Optional(Type.Boolean()),
});

const camera = {
  source: Type.Optional(
    Group({ url: Type.String({ minLength: 1, maxLength: 2000 }), loop: Type.Optional(Type.Boolean()) }),
  ),
  place: Type.Union([
    Type.Literal('public-road'),
    Type.Literal('open-to-public'),
    Type.Literal('closed-site'),
  ]),
  purposes: Type.Array(Name, {
    minItems: 1,
    maxItems: 20,
    description: 'names of `purposes` of this file, or words of the closed list: vigie purposes',
  }),
  maskWaiver: Type.Optional(Type.String({ minLength: 10, maxLength: 500, ...notBlank })),
  position: Type.Optional(
    Type.Union([
      Group({
        latitude: Type.Number({ minimum: -90, maximum: 90 }),
        longitude: Type.Number({ minimum: -180, maximum: 180 }),
        heading: Type.Optional(Type.Number({ minimum: 0, maximum: 360 })),
        fieldOfView: Type.Optional(Type.Number({ minimum: 5, maximum: 360 })),
        range: Type.Optional(Type.Number({ minimum: 1, maximum: 2000 })),
      }),
      Type.Null(),
    ]),
  ),
  framesPerSecond: Type.Optional(Type.Number({ minimum: 0.2, maximum: 30 })),
  confidence: Type.Optional(Type.Number({ minimum: 0.05, maximum: 0.95 })),
  enabled: Type.Optional(Type.Boolean()),
  ground: Type.Optional(Type.Union([GroundPoints, Type.Null()])),
  motionGate: Type.Optional(analysisChoices.motionGate),
  secondLook: Type.Optional(analysisChoices.secondLook),
  priority: Type.Optional(analysisChoices.priority),
  trackExport: Type.Optional(
    Type.Union([Type.Literal('allowed'), Type.Literal('refused')], {
      description:
        'whether `vigie analyse --export-tracks` may write tracks; only at closed sites when left out',
    }),
  ),
  masks: Type.Optional(Type.Array(MaskInput, { maxItems: 50 })),
  zones: Type.Optional(Type.Array(ZoneInput, { maxItems: 50 })),
  lines: Type.Optional(Type.Array(LineInput, { maxItems: 50 })),
  rules: Type.Optional(Type.Array(FileRule, { maxItems: 200 })),
};

/** A purpose as it is written; what only persons decide, such as legal bases, is no key of a file. */
const FilePurpose = Group({
  name: Name,
  code: Type.String({ minLength: 2, maxLength: 40 }),
  ground: Type.Optional(Type.String({ maxLength: 40 })),
  retentionDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 30 })),
  recipients: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { maxItems: 40 })),
  description: Type.Optional(Type.String({ maxLength: 2000 })),
  from: Type.Optional(Type.String({ format: 'date-time' })),
  until: Type.Optional(Type.Union([Type.String({ format: 'date-time' }), Type.Null()])),
});

const top = {
  territory: Type.Optional(
    Group({
      name: Type.Optional(Name),
      timeZone: Type.Optional(Type.String({ description: 'IANA name, such as Europe/Paris' })),
      holidays: Type.Optional(Type.Union([Type.String({ maxLength: 20 }), Type.Null()])),
      mapStyleUrl: Type.Optional(Type.Union([Type.String({ format: 'uri' }), Type.Null()])),
    }),
  ),
  purposes: Type.Optional(Type.Array(FilePurpose, { maxItems: 200 })),
  periods: Type.Optional(Type.Array(PeriodInput, { maxItems: 200 })),
};

/** The whole form: cameras of a territory. */
export const TerritoryFileShape = Group({
  ...top,
  cameras: Type.Array(Group({ name: Name, ...camera }), { minItems: 1, maxItems: 2000 }),
});
export type TerritoryFileShape = Static<typeof TerritoryFileShape>;

/** The short form: the keys of one camera at the top. */
export const ShortFileShape = Group({ ...top, name: Type.Optional(Name), ...camera });
export type ShortFileShape = Static<typeof ShortFileShape>;
