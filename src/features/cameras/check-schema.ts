import { type Static, Type } from 'typebox';
import { Id } from '#foundation/wire-schema.ts';
import { Source } from './camera-schema.ts';

const WordsOf = Type.Object({ en: Type.String(), fr: Type.String() });
const OrNull = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

/** Why a check found nothing: `reason` for programs, words for people. */
export const CheckFault = Type.Object({ reason: Type.String(), message: WordsOf, fix: WordsOf });
export type CheckFault = Static<typeof CheckFault>;

/** What is tried. */
export const CameraTestInput = Type.Object(
  {
    source: Source,
    cameraId: Type.Optional(
      Type.Integer({
        ...Id,
        description:
          'the camera whose stored password *** in the address stands for; its masks are painted too',
      }),
    ),
  },
  { additionalProperties: false },
);
export type CameraTestInput = Static<typeof CameraTestInput>;

/** What an address gives: facts of its stream and a coarse picture, or why there is none. Nothing of it is stored. */
export const CameraTest = Type.Object({
  /** the address without name, password and query */
  address: Type.String(),
  fault: OrNull(CheckFault),
  stream: OrNull(
    Type.Object({
      codec: Type.String(),
      width: Type.Integer(),
      height: Type.Integer(),
      framesPerSecond: OrNull(Type.Number()),
      /** until the first picture was there */
      waitedMs: Type.Number(),
    }),
  ),
  picture: OrNull(
    Type.Object(
      {
        width: Type.Integer(),
        height: Type.Integer(),
        /** JPEG, base64 */
        jpeg: Type.String(),
      },
      {
        description:
          'at most 96 lines: enough to point the camera and to place a mask, too coarse for a face',
      },
    ),
  ),
});
export type CameraTest = Static<typeof CameraTest>;

/** Devices that answered, and the networks that were asked. */
export const CameraDiscovery = Type.Object({
  networks: Type.Array(Type.String()),
  fault: OrNull(CheckFault),
  devices: Type.Array(
    Type.Object({
      name: OrNull(Type.String()),
      model: OrNull(Type.String()),
      /** address of its ONVIF service */
      service: Type.String(),
      /** the camera of the register that stands at the same host */
      cameraId: OrNull(Id),
    }),
  ),
});
export type CameraDiscovery = Static<typeof CameraDiscovery>;

/** Which device is asked, and in whose name. */
export const DeviceInput = Type.Object(
  {
    service: Type.String({
      minLength: 1,
      maxLength: 300,
      description: 'http(s)://host[:port]/path of its ONVIF service, or its host alone',
    }),
    username: Type.String({ maxLength: 100 }),
    password: Type.String({ maxLength: 200 }),
  },
  { additionalProperties: false },
);
export type DeviceInput = Static<typeof DeviceInput>;

/** What a device says of itself and of its streams; a stream outside the networks of cameras is left out and counted. */
export const DeviceView = Type.Object({
  fault: OrNull(CheckFault),
  maker: OrNull(Type.String()),
  model: OrNull(Type.String()),
  profiles: Type.Array(
    Type.Object({
      name: Type.String(),
      codec: OrNull(Type.String()),
      width: OrNull(Type.Integer()),
      height: OrNull(Type.Integer()),
      framesPerSecond: OrNull(Type.Number()),
      /** address of the stream, without name or password */
      url: Type.String(),
    }),
  ),
  refused: Type.Integer(),
});
export type DeviceView = Static<typeof DeviceView>;

/** A make of cameras and the paths at which its manuals say the streams are. */
export const CameraMake = Type.Object({
  code: Type.String(),
  name: Type.String(),
  streams: Type.Array(
    Type.Object({
      name: WordsOf,
      /** `{channel}` stands for the number of the channel, 1 unless it is a recorder */
      path: Type.String(),
    }),
  ),
  port: Type.Integer(),
});
export type CameraMake = Static<typeof CameraMake>;
