import { type RefObject, useEffect, useState } from 'react';
import type { LiveTrack } from '#features/video-analysis/live-schema.ts';
import { type LiveState, watchCamera } from '@/api/live-connection.ts';

/** What is known of a live picture, for the parts drawn by React. */
export interface LiveStatus {
  readonly state: LiveState;
  /** width over height; undefined before the first picture */
  readonly aspect: number | undefined;
  readonly objects: number;
}

interface Canvases {
  readonly picture: RefObject<HTMLCanvasElement | null>;
  readonly drawTracks: (tracks: readonly LiveTrack[]) => void;
}

/** Draws each new picture of a camera on a canvas, newest wins, and tells what React needs to know. */
export function useLivePicture(cameraId: number, { picture, drawTracks }: Canvases): LiveStatus {
  const [status, setStatus] = useState<LiveStatus>({ state: 'connecting', aspect: undefined, objects: 0 });
  useEffect(() => {
    let stopped = false;
    let newestMs = 0;
    const stop = watchCamera({
      cameraId,
      onState: (state) => setStatus((before) => (before.state === state ? before : { ...before, state })),
      onPicture: ({ head, jpeg }) => {
        newestMs = head.timeMs;
        createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' })).then(
          (bitmap) => {
            const canvas = picture.current;
            if (!stopped && canvas !== null && head.timeMs >= newestMs) {
              paint(canvas, bitmap);
              drawTracks(head.tracks);
              const aspect = head.width / head.height;
              const objects = head.tracks.length;
              setStatus((before) =>
                before.aspect === aspect && before.objects === objects
                  ? before
                  : { ...before, aspect, objects },
              );
            }
            bitmap.close();
          },
          // A picture that cannot be decoded is skipped; the next one replaces it.
          () => undefined,
        );
      },
    });
    return () => {
      stopped = true;
      stop();
    };
  }, [cameraId, picture, drawTracks]);
  return status;
}

function paint(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
  if (canvas.width !== bitmap.width) canvas.width = bitmap.width;
  if (canvas.height !== bitmap.height) canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
}
