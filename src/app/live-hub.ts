import type { LiveVideo } from '#features/video-analysis/camera-parts.ts';
import type { LiveReceive, LiveWish } from '#features/video-analysis/live-routes.ts';
import type { CameraWatch, LiveHead, PictureForm } from '#features/video-analysis/live-schema.ts';

/** What the viewers want together. */
export interface Watched {
  readonly cameras: readonly CameraWatch[];
  readonly framesPerSecond: number;
}

interface Viewer extends LiveWish {
  readonly cameraIds: ReadonlySet<number>;
  readonly framesPerSecond: number;
  readonly listener: LiveReceive;
}

/** Full pictures, without video. */
const usual: LiveWish = { form: 'full', videoIds: [] };
const nothing = new Uint8Array(0);

/** Hands live pictures to their viewers, and tells what all of them want. */
export class LiveHub {
  readonly #viewers = new Set<Viewer>();
  readonly #onWatched: (watched: Watched) => void;

  constructor(onWatched: (watched: Watched) => void) {
    this.#onWatched = onWatched;
  }

  /** Returns the function that ends the subscription. */
  subscribe(
    cameraIds: readonly number[],
    framesPerSecond: number,
    listener: LiveReceive,
    wish: LiveWish = usual,
  ): () => void {
    const viewer = { ...wish, cameraIds: new Set(cameraIds), framesPerSecond, listener };
    this.#viewers.add(viewer);
    this.#onWatched(this.watched());
    return () => {
      if (this.#viewers.delete(viewer)) this.#onWatched(this.watched());
    };
  }

  /** Every watched camera with the forms wanted of it, and the greatest speed anyone asks for. */
  watched(): Watched {
    const viewers = [...this.#viewers];
    const ids = [...new Set(viewers.flatMap(({ cameraIds }) => [...cameraIds]))].sort((a, b) => a - b);
    return {
      cameras: ids.map((cameraId) => watchOf(cameraId, viewers)),
      framesPerSecond: Math.max(0, ...viewers.map((viewer) => viewer.framesPerSecond)),
    };
  }

  /** Gives the picture, or the boxes beside video, to those who watch its camera so. */
  publish(head: LiveHead, jpeg: Uint8Array, form: PictureForm | 'boxes'): void {
    for (const viewer of this.#viewers) {
      if (!viewer.cameraIds.has(head.cameraId)) continue;
      const wanted = viewer.videoIds.includes(head.cameraId) ? 'boxes' : viewer.form;
      if (wanted === form) viewer.listener(head, jpeg);
    }
  }

  /** Gives a piece of video to those who watch its camera so. */
  publishVideo({ cameraId, form, piece }: LiveVideo): void {
    const { kind, ...rest } = piece;
    const { bytes = nothing, ...facts } = { bytes: undefined, ...rest };
    for (const viewer of this.#viewers) {
      if (viewer.form !== form || !viewer.videoIds.includes(cameraId)) continue;
      viewer.listener({ cameraId, video: kind, ...facts }, bytes);
    }
  }
}

function watchOf(cameraId: number, viewers: readonly Viewer[]): CameraWatch {
  const own = viewers.filter(({ cameraIds }) => cameraIds.has(cameraId));
  const forms = (areVideos: boolean): PictureForm[] => {
    const of = own.filter(({ videoIds }) => videoIds.includes(cameraId) === areVideos);
    return [...new Set(of.map(({ form }) => form))].sort();
  };
  return { cameraId, pictures: forms(false), videos: forms(true) };
}
