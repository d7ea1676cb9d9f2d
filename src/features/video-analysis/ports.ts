import type { Detections } from '#analytics/detection/detections.ts';
import type { Box } from '#analytics/geometry/boxes.ts';
import type { Luma } from '#analytics/motion/luma.ts';
import type { StopSignal } from '#foundation/stop-signal.ts';
import type { PictureForm } from './live-schema.ts';

export type { CameraWatch, LiveHead, PictureForm, VideoHead } from './live-schema.ts';

/** How the source picture sits in the square the model sees: model = source × scale + pad, negative for a part of it. */
export interface Letterbox {
  readonly scale: number;
  readonly padX: number;
  readonly padY: number;
}

/** A picture, or a part of it, as the model sees it. */
export interface Look {
  /**
   * model input: RGB, one byte a channel, rows of `inputWidth` pixels, padded with grey 114; once the picture is
   * released, the bytes of another
   */
  readonly input: Uint8Array;
  readonly letterbox: Letterbox;
  /** the part of the source that is seen, pixels */
  readonly region: Box;
}

/** One decoded picture, its masks already burned in. Call `release` once done with it. */
export interface Picture {
  /** size of the source, pixels */
  readonly width: number;
  readonly height: number;
  /** event time on the stream's clock, milliseconds since 1970 */
  readonly timeMs: number;
  /** when the picture reached this process, milliseconds since 1970 */
  readonly arrivedMs: number;
  /** first picture after a connection, a loop or a change of size: tracks do not go on across it */
  readonly discontinuity: boolean;
  /** the masked picture in grey, about 100 lines, black 0 and white 255; made when first asked for, before `release` */
  luma(): Luma;
  /**
   * The masked picture, or the part of it in `region` (moved and widened to what can be cut out), scaled for the model:
   * made at each call, before `release`.
   */
  look(region?: Box): Look;
  /**
   * The masked picture as JPEG, at most `maxWidth` wide and `maxHeight` high; made only when asked for, before
   * `release`. What stands in the boxes, in pixels of the source, is made so coarse that nobody can tell who or what it
   * is.
   */
  encodeJpeg(maxWidth: number, hidden?: readonly Box[], maxHeight?: number): Promise<Uint8Array>;
  release(): void;
}

/**
 * A piece of live video, H.264 in fragments of MP4. A key begins anew: it carries the head of the file and a picture
 * that needs none before it. `none`: this video cannot be made here.
 */
export type VideoPiece =
  | {
      readonly kind: 'key';
      /** RFC 6381: `avc1.42c01f` */
      readonly codec: string;
      readonly width: number;
      readonly height: number;
      readonly timeMs: number;
      readonly mediaMs: number;
      readonly bytes: Uint8Array;
    }
  | {
      readonly kind: 'delta';
      /** event time of the picture */
      readonly timeMs: number;
      /** the same on the clock of the video */
      readonly mediaMs: number;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'none' };

/** Where the masked pictures of a source go as video, while somebody watches. */
export interface VideoTap {
  /** the forms watched now; nothing is encoded for the others */
  readonly wanted: () => readonly PictureForm[];
  /** true once after a viewer came: they need a key */
  readonly takeKeyWish: (form: PictureForm) => boolean;
  readonly onPiece: (form: PictureForm, piece: VideoPiece) => void;
}

/** What a source tells besides its pictures. */
export type SourceNotice =
  | {
      readonly kind: 'connected';
      readonly width: number;
      readonly height: number;
      readonly framesPerSecond: number;
      readonly codec: string;
      readonly hardware: string | null;
      readonly durationMs?: number;
      readonly frames?: number;
    }
  | { readonly kind: 'disconnected'; readonly fault: string; readonly retryMs: number }
  | { readonly kind: 'stalled'; readonly silentMs: number }
  | { readonly kind: 'corrupt'; readonly packets: number };

export interface SourceRequest {
  readonly url: string;
  readonly loop: boolean;
  /** paced as it was filmed, or as fast as it is read (files only) */
  readonly pace: 'real-time' | 'as-fast-as-possible';
  /** pictures a second wanted; the others are not converted. Infinity keeps all */
  readonly framesPerSecond: number;
  readonly inputWidth: number;
  readonly inputHeight: number;
  /** polygons 0…1, painted black on the decoded picture before anything else reads it */
  readonly masks: readonly (readonly (readonly [number, number])[])[];
  readonly video?: VideoTap;
  /** event time of the first picture of a file; streams use the clock at connection */
  readonly startMs?: number;
  /** reconnect for ever (live), or end with the first fault (files analysed once) */
  readonly reconnect: boolean;
  readonly onNotice: (notice: SourceNotice) => void;
  /** true while the consumer lags: the source may skip converting this picture; it is counted by `onSkip` */
  readonly isBusy?: () => boolean;
  /** called for each picture given up: at real-time pace at most two wait for the consumer, the oldest goes first */
  readonly onSkip?: () => void;
}

/** Opens streams and files. Faults are VigieErrors in plain words, without secrets. */
export interface FrameSource {
  open(request: SourceRequest, signal: StopSignal): AsyncIterable<Picture>;
}

/** A detector shared by all cameras: requests of several are gathered in one batch. */
export interface Detector {
  readonly name: string;
  /** execution provider in use, for instance `cpu` */
  readonly provider: string;
  /** why another provider than the one asked for is used */
  readonly notice: string | undefined;
  readonly inputWidth: number;
  readonly inputHeight: number;
  readonly labels: readonly string[];
  /** Boxes in source pixels, suppressed, above `confidence`. `input` may be transferred unless it is shared memory: do not read it afterwards. */
  detect(request: {
    readonly input: Uint8Array;
    readonly letterbox: Letterbox;
    readonly width: number;
    readonly height: number;
    readonly confidence: number;
  }): Promise<Detections>;
  /** CPU milliseconds and runs spent in inference so far, for `npm run bench` */
  usage(): Promise<{ readonly runs: number; readonly inferenceMs: number }>;
  close(): Promise<void>;
}
