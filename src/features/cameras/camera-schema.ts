import { type Static, Type } from 'typebox';
import { analysisChoices, GroundPoints, Id, Name, notBlank, Version } from '#foundation/wire-schema.ts';

export const Place = Type.Union(
  [Type.Literal('public-road'), Type.Literal('open-to-public'), Type.Literal('closed-site')],
  { description: 'where the camera looks: decides what may be made of its pictures' },
);

/** Where the pictures come from. A password in the address is stored, never shown again. */
export const Source = Type.Object(
  {
    url: Type.String({
      minLength: 1,
      maxLength: 2000,
      description:
        'rtsp://, rtsps://, http(s):// (MJPEG or HLS), or the path of a file under sources.directory',
    }),
    loop: Type.Optional(Type.Boolean({ description: 'a file starts again at its end' })),
  },
  { additionalProperties: false },
);
export type Source = Static<typeof Source>;

/** WGS 84 position, degrees, where the camera points (0 = north, clockwise) and how far it sees. */
export const Position = Type.Object(
  {
    latitude: Type.Number({ minimum: -90, maximum: 90 }),
    longitude: Type.Number({ minimum: -180, maximum: 180 }),
    heading: Type.Optional(Type.Number({ minimum: 0, maximum: 360 })),
    fieldOfView: Type.Optional(Type.Number({ minimum: 5, maximum: 360 })),
    range: Type.Optional(Type.Number({ minimum: 1, maximum: 2000, description: 'how far it sees, metres' })),
  },
  { additionalProperties: false },
);

export const CameraInput = Type.Object(
  {
    name: Name,
    source: Source,
    place: Place,
    purposeIds: Type.Optional(
      Type.Array(Id, {
        maxItems: 20,
        uniqueItems: true,
        description: 'purposes of the register; without one no picture is read (GDPR art. 5(1)(b))',
      }),
    ),
    maskWaiver: Type.Optional(
      Type.Union([Type.String({ minLength: 10, maxLength: 500, ...notBlank }), Type.Null()], {
        description: 'why no privacy mask is needed on a public road',
      }),
    ),
    position: Type.Optional(Type.Union([Position, Type.Null()])),
    framesPerSecond: Type.Optional(Type.Number({ minimum: 0.2, maximum: 30, default: 5 })),
    confidence: Type.Optional(Type.Number({ minimum: 0.05, maximum: 0.95, default: 0.4 })),
    enabled: Type.Optional(Type.Boolean({ default: true })),
    ground: Type.Optional(Type.Union([GroundPoints, Type.Null()])),
    motionGate: Type.Optional(analysisChoices.motionGate),
    secondLook: Type.Optional(analysisChoices.secondLook),
    priority: Type.Optional(analysisChoices.priority),
  },
  { additionalProperties: false },
);
export type CameraInput = Static<typeof CameraInput>;

/** What is changed of a camera. */
export const CameraPatch = Type.Partial(
  Type.Interface([CameraInput], { version: Version }, { additionalProperties: false }),
  { additionalProperties: false },
);
export type CameraPatch = Static<typeof CameraPatch>;

const WordsOf = Type.Object({ en: Type.String(), fr: Type.String() });

export const Camera = Type.Object({
  id: Id,
  version: Version,
  name: Name,
  /** the address with its password replaced by *** */
  source: Source,
  place: Place,
  purposes: Type.Array(Type.Object({ id: Id, name: Type.String(), code: Type.String() })),
  /** free words of earlier versions: they count for nothing */
  formerPurpose: Type.Union([Type.String(), Type.Null()]),
  maskWaiver: Type.Union([Type.String(), Type.Null()]),
  position: Type.Union([Position, Type.Null()]),
  framesPerSecond: Type.Number(),
  confidence: Type.Number(),
  enabled: Type.Boolean(),
  /** null: the ground is not known, and no speed is measured */
  ground: Type.Union([GroundPoints, Type.Null()]),
  ...analysisChoices,
  /** why the legal gate lets no picture of this camera be read; null: it does */
  refusal: Type.Union([Type.Object({ reason: Type.String(), rule: WordsOf, lift: WordsOf }), Type.Null()]),
  /** what the legal gate lets this camera give */
  outputs: Type.Object({ statistics: Type.Boolean(), liveCount: Type.Boolean(), alert: Type.Boolean() }),
});
export type Camera = Static<typeof Camera>;
