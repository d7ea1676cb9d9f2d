import type { Detections } from '#analytics/detection/detections.ts';
import type { PixelFacts } from '#analytics/motion/pixel-facts.ts';
import { classGroupsOf } from '#analytics/tracking/class-groups.ts';
import type { Findings } from './findings.ts';
import { mergeLooks, type PartialLook } from './merge-looks.ts';
import { MotionGate } from './motion-gate.ts';
import type { Detector, Picture } from './ports.ts';
import { SceneAnalysis, type SceneAnalysisParts } from './scene-analysis.ts';
import { regionsToLookAt } from './second-look.ts';

/** What the analysis of a camera's pictures is made of. */
export interface PictureAnalysisParts extends Omit<SceneAnalysisParts, 'labels'> {
  readonly detector: Detector;
  /** whether there is time to look again at a picture of a camera that leaves it to the machine */
  readonly hasTimeForSecondLook: () => boolean;
}

/** A picture under way: what its pixels show, and what a detector will have found; undefined: nobody looks. */
export interface PictureUnderWay {
  readonly picture: Picture;
  readonly pixels: PixelFacts | undefined;
  readonly detections: Promise<Detections | undefined>;
}

/**
 * The way of one camera's pictures from the motion gate over the detector's looks to the scene: the same for live
 * cameras and for files.
 */
export class PictureAnalysis {
  readonly scene: SceneAnalysis;
  readonly #parts: PictureAnalysisParts;
  readonly #gate: MotionGate | undefined;
  readonly #groups: Uint16Array;

  constructor(parts: PictureAnalysisParts) {
    const { plan, detector } = parts;
    this.#parts = parts;
    this.scene = new SceneAnalysis({ ...parts, labels: detector.labels });
    this.#gate = plan.motionGate === 'auto' ? new MotionGate() : undefined;
    this.#groups = classGroupsOf(detector.labels);
  }

  /** True when what is done with a picture depends on the one before: the next may begin only once it is finished. */
  get isSerial(): boolean {
    return this.#gate !== undefined || this.#parts.plan.secondLook !== 'off';
  }

  /** Begins a picture: the detector gets what there is to look at. */
  begin(picture: Picture): PictureUnderWay {
    if (!this.isSerial) return { picture, pixels: undefined, detections: this.#detect(picture) };
    const pixels = this.scene.watch(picture);
    const { timeMs, discontinuity } = picture;
    const facts = { timeMs, discontinuity, pixels, tracks: this.scene.tracks };
    const needed = this.#gate?.needsLook(facts) ?? true;
    const detections = needed ? this.#look(picture, pixels) : Promise.resolve(undefined);
    // Awaited by the caller: a fault meanwhile must not pass for an unhandled one.
    detections.catch(() => undefined);
    return { picture, pixels, detections };
  }

  /** Finishes a picture with what was found in it, in the order in which pictures began. */
  finish(underWay: PictureUnderWay, detections: Detections | undefined, findings: Findings): void {
    const { picture } = underWay;
    const pixels = underWay.pixels ?? this.scene.watch(picture);
    this.scene.update(picture, pixels, detections, findings);
  }

  async #look(picture: Picture, pixels: PixelFacts): Promise<Detections> {
    const parts = this.#looksAgain() ? this.#regions(picture, pixels) : [];
    const [whole, ...partial] = await Promise.all([
      this.#detect(picture),
      ...parts.map((part) => this.#detectPart(picture, part)),
    ]);
    return parts.length === 0 ? whole : mergeLooks(whole, partial, picture, this.#groups);
  }

  #looksAgain(): boolean {
    const { secondLook } = this.#parts.plan;
    return secondLook === 'on' || (secondLook === 'auto' && this.#parts.hasTimeForSecondLook());
  }

  /** What moves first, then the objects known, those longest unseen first. */
  #regions(picture: Picture, { moving, lightChanged }: PixelFacts) {
    const { inputWidth: width, inputHeight: height } = this.#parts.detector;
    const known = [...this.scene.tracks].sort((a, b) => a.lastSeenMs - b.lastSeenMs);
    return regionsToLookAt([...(lightChanged ? [] : moving), ...known], picture, { width, height });
  }

  #detect(picture: Picture): Promise<Detections> {
    return this.#ask(picture, picture.look());
  }

  async #detectPart(picture: Picture, part: Parameters<Picture['look']>[0]): Promise<PartialLook> {
    const look = picture.look(part);
    return { region: look.region, detections: await this.#ask(picture, look) };
  }

  #ask({ width, height }: Picture, { input, letterbox }: ReturnType<Picture['look']>): Promise<Detections> {
    const { detector } = this.#parts;
    return detector.detect({ input, letterbox, width, height, confidence: this.scene.detectionFloor });
  }
}
