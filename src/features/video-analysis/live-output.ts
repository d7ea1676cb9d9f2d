import { coarseLimit } from '#foundation/coarse-limit.ts';
import type { CameraPlan } from './analysis-plan.ts';
import type { CameraPipelineParts } from './camera-parts.ts';
import { LivePace } from './live-pace.ts';
import type { CameraWatch, LiveHead, Picture, PictureForm, VideoTap } from './ports.ts';
import type { SceneAnalysis } from './scene-analysis.ts';
import type { TrackNumbers } from './track-numbers.ts';

/** Width of the full pictures that viewers get. */
const fullWidth = 960;

type LiveOutputParts = Pick<CameraPipelineParts, 'decide' | 'clock' | 'onLive' | 'onVideo'>;

/** Nobody looks. */
const unwatched: Omit<CameraWatch, 'cameraId'> = { pictures: [], videos: [] };

/** The pictures of one moment, being encoded. */
interface LiveUnderWay {
  readonly jpegs: readonly { readonly form: PictureForm; readonly jpeg: Promise<Uint8Array> }[];
}

/** What the viewers of one camera get: pictures and boxes of the analysis, and pieces of video. */
export class LiveOutput {
  readonly #parts: LiveOutputParts;
  readonly #pace = new LivePace();
  readonly #numbers: TrackNumbers;
  readonly #keyWishes = new Set<PictureForm>();
  #watch = unwatched;

  constructor(parts: LiveOutputParts, numbers: TrackNumbers) {
    this.#parts = parts;
    this.#numbers = numbers;
  }

  /** At most so many pictures a second, in the forms that somebody watches. */
  set(framesPerSecond: number, watch: Omit<CameraWatch, 'cameraId'>): void {
    const isWatched = watch.pictures.length + watch.videos.length > 0;
    this.#watch = watch;
    this.#pace.set(isWatched ? framesPerSecond : 0);
    for (const form of watch.videos) this.#keyWishes.add(form);
  }

  /** What the source asks at each decoded picture. */
  tap(cameraId: number): VideoTap {
    return {
      wanted: () => this.#watch.videos,
      takeKeyWish: (form) => this.#keyWishes.delete(form),
      onPiece: (form, piece) => this.#parts.onVideo?.({ cameraId, form, piece }),
    };
  }

  /** Begins to encode a picture in every form that is watched; undefined when none is due. */
  begin(picture: Picture, nowMs: number): LiveUnderWay | undefined {
    if (!this.#pace.isDue(nowMs)) return undefined;
    const jpegs = this.#watch.pictures.map((form) => ({ form, jpeg: encode(picture, form) }));
    // Awaited later: a fault of the encoder must not pass for an unhandled one while the detector works.
    for (const { jpeg } of jpegs) jpeg.catch(() => undefined);
    return { jpegs };
  }

  /** Hands a moment to its viewers, once it is analysed. */
  async show(
    underWay: LiveUnderWay,
    picture: Picture,
    plan: CameraPlan,
    scene: SceneAnalysis,
  ): Promise<void> {
    const head = this.#head(picture, plan, scene);
    for (const { form, jpeg } of underWay.jpegs) this.#parts.onLive(head, await jpeg, form);
    if (this.#watch.videos.length > 0) this.#parts.onLive(head, nothing, 'boxes');
  }

  #head({ width, height, timeMs }: Picture, plan: CameraPlan, scene: SceneAnalysis): LiveHead {
    const { decide, clock } = this.#parts;
    // Boxes on a moving picture are a count that a person reads: they show where counts may be seen at once.
    const isShown = decide(plan.legal, 'video-analysis', 'setup-count', clock()).allowed;
    const tracks = isShown ? scene.liveTracks((id) => this.#numbers.of(id, timeMs)) : [];
    return { cameraId: plan.id, timeMs, width, height, tracks };
  }
}

const nothing = new Uint8Array(0);

function encode(picture: Picture, form: PictureForm): Promise<Uint8Array> {
  return form === 'full'
    ? picture.encodeJpeg(fullWidth)
    : picture.encodeJpeg(coarseLimit.width, [], coarseLimit.height);
}
