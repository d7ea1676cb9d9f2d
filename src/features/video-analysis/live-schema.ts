import { type Static, Type } from 'typebox';
import { Id } from '#foundation/wire-schema.ts';

/** An object on the live picture; its number lives in memory only. */
export const LiveTrack = Type.Object({
  id: Type.Integer(),
  class: Type.String(),
  score: Type.Number(),
  /** left, top, width, height, 0…1 of the picture */
  box: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
  /** zones whose polygon holds the object's anchor */
  zoneIds: Type.Array(Id),
});
export type LiveTrack = Static<typeof LiveTrack>;

/**
 * Head of one picture in the stream of GET /api/v1/live (application/vnd.vigie.live), which repeats:
 * length of the head (uint32, big endian), head (JSON, UTF-8), length of the picture (uint32), picture (JPEG).
 * Beside video it carries boxes alone, and the picture is empty.
 */
export const LiveHead = Type.Object({
  cameraId: Id,
  /** event time of the picture, milliseconds since 1970 */
  timeMs: Type.Number(),
  width: Type.Integer(),
  height: Type.Integer(),
  tracks: Type.Array(LiveTrack),
});
export type LiveHead = Static<typeof LiveHead>;

/** The whole masked picture, or one so coarse (96 lines at most) that no habilitation is needed. */
export const PictureForm = Type.Union([Type.Literal('full'), Type.Literal('coarse')]);
export type PictureForm = Static<typeof PictureForm>;

/** In which forms the viewers of a camera want it, as pictures of the analysis and as video. */
export interface CameraWatch {
  readonly cameraId: number;
  readonly pictures: readonly PictureForm[];
  readonly videos: readonly PictureForm[];
}

/**
 * Head of a piece of video in the same stream, followed by H.264 in fragments of MP4. `key` begins anew, with the head of
 * the file; what was dropped for a slow viewer is dropped up to the next one. `none`: there is no video of this camera
 * here, and its pictures are to be asked for instead.
 */
export const VideoHead = Type.Object({
  cameraId: Id,
  video: Type.Union([Type.Literal('key'), Type.Literal('delta'), Type.Literal('none')]),
  /** event time of the picture, milliseconds since 1970 */
  timeMs: Type.Optional(Type.Number()),
  /** the same on the clock of the video, milliseconds */
  mediaMs: Type.Optional(Type.Number()),
  /** for `key`: RFC 6381, and the size of the pictures */
  codec: Type.Optional(Type.String()),
  width: Type.Optional(Type.Integer()),
  height: Type.Optional(Type.Integer()),
});
export type VideoHead = Static<typeof VideoHead>;

/** How a camera's stream and its analysis fare. */
export const CameraHealth = Type.Object({
  cameraId: Id,
  state: Type.Union([
    Type.Literal('starting'),
    Type.Literal('running'),
    Type.Literal('reconnecting'),
    Type.Literal('stalled'),
    Type.Literal('stopped'),
    Type.Literal('refused'),
  ]),
  /** plain words of the last fault, without secrets */
  fault: Type.Optional(Type.String()),
  width: Type.Optional(Type.Integer()),
  height: Type.Optional(Type.Integer()),
  framesIn: Type.Integer(),
  framesAnalysed: Type.Integer(),
  framesDropped: Type.Integer(),
  /** analysed pictures a second over the last seconds */
  framesPerSecond: Type.Number(),
  /** analysed pictures a second that the camera is set to */
  framesPerSecondWanted: Type.Optional(Type.Number()),
  /** those it may have now: fewer while the machine is overloaded */
  framesPerSecondGranted: Type.Optional(Type.Number()),
  /** from the picture's arrival to the end of its analysis, milliseconds, median of the last seconds */
  delayMs: Type.Number(),
  reconnections: Type.Integer(),
});
export type CameraHealth = Static<typeof CameraHealth>;
