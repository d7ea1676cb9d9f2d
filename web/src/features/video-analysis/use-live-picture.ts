import { type RefObject, useEffect, useState } from 'react';
import type { LiveHead, LiveTrack } from '#features/video-analysis/live-schema.ts';
import { type LiveForm, type LiveState, watchCamera } from '@/api/live-connection.ts';
import { TrackTimeline } from './track-timeline.ts';
import { VideoPlayer } from './video-player.ts';

/** What is known of a live picture, for the parts drawn by React. */
interface LiveStatus {
  readonly state: LiveState;
  /** width over height; undefined before the first picture */
  readonly aspect: number | undefined;
  readonly objects: number;
  /** video was asked for, and cannot be made or played here */
  readonly videoFailed: boolean;
}

interface LiveSurfaces {
  readonly picture: RefObject<HTMLCanvasElement | null>;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly drawTracks: (tracks: readonly LiveTrack[]) => void;
}

/** Which camera is shown, in which form, and whether as video. */
export interface LiveWish {
  readonly cameraId: number;
  readonly form: LiveForm;
  readonly wantsVideo: boolean;
}

const atFirst: LiveStatus = { state: 'connecting', aspect: undefined, objects: 0, videoFailed: false };

/** Shows a camera as pictures of the analysis or as video, with its boxes, and tells what React needs to know. */
export function useLivePicture(
  { cameraId, form, wantsVideo }: LiveWish,
  { picture, video, drawTracks }: LiveSurfaces,
): LiveStatus {
  const [status, setStatus] = useState(atFirst);
  const { videoFailed } = status;
  const isVideo = wantsVideo && !videoFailed;
  useEffect(() => {
    const tell = (change: Partial<LiveStatus>): void => setStatus((before) => changed(before, change));
    const shown = ({ width, height, tracks }: LiveHead): void =>
      tell({ aspect: width / height, objects: tracks.length });
    const pictures = new PicturePainter(picture, (head) => {
      drawTracks(head.tracks);
      shown(head);
    });
    const timeline = new TrackTimeline();
    const player =
      isVideo && video.current !== null
        ? new VideoPlayer(video.current, {
            onShown: (timeMs) => {
              noteDelay(video.current, timeMs);
              setStatus((before) => withAspect(before, video.current));
              drawTracks(timeline.at(timeMs));
            },
            onFault: () => tell({ videoFailed: true }),
          })
        : undefined;
    const stop = watchCamera({
      cameraId,
      form,
      video: player !== undefined,
      onState: (state) => tell({ state }),
      onPicture: (head, jpeg) => {
        if (jpeg.length > 0) {
          pictures.show(head, jpeg);
          return;
        }
        timeline.add(head);
        shown(head);
      },
      onVideo: (head, bytes) => player?.push(head, bytes),
    });
    return () => {
      stop();
      pictures.close();
      player?.close();
    };
  }, [cameraId, form, isVideo, picture, video, drawTracks]);
  return status;
}

function changed(before: LiveStatus, change: Partial<LiveStatus>): LiveStatus {
  const after = { ...before, ...change };
  const isSame = (Object.keys(after) as (keyof LiveStatus)[]).every((key) => after[key] === before[key]);
  return isSame ? before : after;
}

/** A video is shown before the analysis, which may be slow, has told of its first picture. */
function withAspect(before: LiveStatus, video: HTMLVideoElement | null): LiveStatus {
  if (before.aspect !== undefined || video === null || video.videoHeight === 0) return before;
  return { ...before, aspect: video.videoWidth / video.videoHeight };
}

/** From the moment a picture was taken to the moment it is on the screen; right where both clocks agree. */
function noteDelay(video: HTMLVideoElement | null, timeMs: number): void {
  if (video === null) return;
  video.dataset.liveVideo = 'playing';
  video.dataset.delay = String(Math.round(Date.now() - timeMs));
}

/** Draws pictures on a canvas, the newest wins. */
class PicturePainter {
  readonly #canvas: RefObject<HTMLCanvasElement | null>;
  readonly #onShown: (head: LiveHead) => void;
  #newestMs = 0;
  #isClosed = false;

  constructor(canvas: RefObject<HTMLCanvasElement | null>, onShown: (head: LiveHead) => void) {
    this.#canvas = canvas;
    this.#onShown = onShown;
  }

  show(head: LiveHead, jpeg: Uint8Array<ArrayBuffer>): void {
    this.#newestMs = head.timeMs;
    createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' })).then(
      (bitmap) => {
        const canvas = this.#canvas.current;
        if (!this.#isClosed && canvas !== null && head.timeMs >= this.#newestMs) {
          paint(canvas, bitmap);
          this.#onShown(head);
        }
        bitmap.close();
      },
      // A picture that cannot be decoded is skipped; the next one replaces it.
      () => undefined,
    );
  }

  close(): void {
    this.#isClosed = true;
  }
}

function paint(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
  if (canvas.width !== bitmap.width) canvas.width = bitmap.width;
  if (canvas.height !== bitmap.height) canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
}
