import { cocoClasses } from '#analytics/detection/coco-classes.ts';
import type { Detections } from '#analytics/detection/detections.ts';
import type { Box } from '#analytics/geometry/boxes.ts';
import { calmPixels, type PixelFacts } from '#analytics/motion/pixel-facts.ts';
import { PixelWatch } from '#analytics/motion/pixel-watch.ts';
import { bucketStart, splitByBucket } from '#analytics/statistics/buckets.ts';
import type { Track } from '#analytics/tracking/track.ts';
import { Tracker } from '#analytics/tracking/tracker.ts';
import { type Scene, SceneObserver, type SceneTrack } from '#analytics/zones/scene.ts';
import { type Count, SettlingCounts } from '#analytics/zones/settling-counts.ts';
import type { CameraPlan, PlanRule } from './analysis-plan.ts';
import type { Findings, PictureFacts } from './findings.ts';
import type { Picture } from './ports.ts';
import { SceneRules, type SceneRulesParts } from './scene-rules.ts';

/** A confirmed object as viewers see it; its number lives in memory only. */
export interface SeenObject {
  readonly id: number;
  readonly class: string;
  readonly score: number;
  /** left, top, width, height, 0…1 of the picture */
  readonly box: [number, number, number, number];
  readonly zoneIds: number[];
}

/** What the analysis of a scene is made of. */
export interface SceneAnalysisParts extends SceneRulesParts {
  readonly labels: readonly string[];
}

/** Longest gap between two analysed pictures over which the scene still counts as watched, milliseconds. */
function longestWatchedGapMs(framesPerSecond: number): number {
  return Math.max(2000, 3000 / framesPerSecond);
}

/**
 * From the pictures of one camera and what was found in them to crossings, presence, coverage, measures and events.
 * Each picture is first watched, then updated with.
 */
export class SceneAnalysis {
  readonly #plan: CameraPlan;
  readonly #labels: readonly string[];
  readonly #tracker: Tracker;
  readonly #watch: PixelWatch;
  readonly #rules: SceneRules;
  readonly #counts = new SettlingCounts();
  readonly #lineClasses: ReadonlyMap<number, ReadonlySet<string>>;
  readonly #longestGapMs: number;
  readonly #looksAtPixels: boolean;
  #observer: SceneObserver | undefined;
  #savedLines: unknown;
  #width = 0;
  #height = 0;
  /** time of the picture before, unless the picture jumped since */
  #lastMs: number | undefined;
  #lastPictureMs: number | undefined;
  #tracks: readonly Track[] = [];
  #scene: Scene | undefined;

  constructor(parts: SceneAnalysisParts) {
    const { plan, labels } = parts;
    this.#plan = plan;
    this.#labels = labels;
    this.#tracker = new Tracker({ labels, confidence: plan.confidence });
    this.#watch = new PixelWatch({ framesPerSecond: plan.framesPerSecond });
    this.#rules = new SceneRules(parts);
    this.#longestGapMs = longestWatchedGapMs(plan.framesPerSecond);
    this.#lineClasses = new Map(plan.lines.map((line) => [line.id, new Set(line.classes)]));
    this.#looksAtPixels =
      plan.motionGate === 'auto' || plan.secondLook !== 'off' || this.#rules.looksAtPixels;
  }

  /** Rules whose alerts the legal gate refuses here. */
  get refusedRules(): readonly PlanRule[] {
    return this.#rules.refused;
  }

  /** Confidence from which the detector must report. */
  get detectionFloor(): number {
    return this.#tracker.detectionFloor;
  }

  /** Every living track of the last picture, tentative and lost ones too. */
  get tracks(): readonly Track[] {
    return this.#tracks;
  }

  /** Begins the next picture: what its pixels show, before a detector has looked at it. */
  watch(picture: Picture): PixelFacts {
    this.#follow(picture);
    if (!this.#looksAtPixels) return calmPixels;
    const known: Box[] = this.#tracks.filter(({ classId }) => !isThing(this.#labels[classId]));
    return this.#watch.update(picture.luma(), picture.timeMs, picture, known);
  }

  /** Takes in what was found in the picture just watched; undefined: nothing moved, nobody looked. */
  update(
    picture: PictureFacts,
    pixels: PixelFacts,
    detections: Detections | undefined,
    findings: Findings,
  ): void {
    const { timeMs } = picture;
    const observer = this.#observer ?? this.#follow(picture);
    this.#tracks = detections
      ? this.#tracker.update(detections, timeMs, picture, pixels.shift)
      : this.#tracker.hold(timeMs);
    const beside = { tentative: this.#seen('tentative'), lost: this.#seen('lost'), pixels };
    const scene = observer.update(this.#seen('confirmed'), timeMs, beside);
    this.#scene = scene;
    for (const count of this.#counts.update(scene)) this.#count(count, findings);
    this.#cover(scene, findings);
    this.#rules.judge(scene, picture, findings);
    this.#lastMs = timeMs;
    this.#lastPictureMs = timeMs;
  }

  /** No more pictures come: counts that wait for their class have it. */
  finish(findings: Findings): void {
    for (const count of this.#counts.finish()) this.#count(count, findings);
  }

  /** No picture comes: lets rules tell of that. */
  silent(nowMs: number, findings: Findings): void {
    this.#rules.silent(nowMs, this.#lastPictureMs, findings);
  }

  /** The confirmed objects of the last picture, for viewers, under the numbers that these are given. */
  liveTracks(numberOf: (trackId: number) => number): SeenObject[] {
    const scene = this.#scene;
    if (!scene) return [];
    const zones = [...scene.present];
    return scene.tracks.map((track) => ({
      id: numberOf(track.id),
      class: track.class,
      score: track.score,
      box: [
        track.left / this.#width,
        track.top / this.#height,
        (track.right - track.left) / this.#width,
        (track.bottom - track.top) / this.#height,
      ],
      zoneIds: zones.filter(([, present]) => present.includes(track)).map(([id]) => id),
    }));
  }

  /** What a new analysis of this camera needs to go on from this moment, as plain JSON. */
  save(): unknown {
    return {
      tracker: this.#tracker.save(),
      lines: this.#observer?.save() ?? this.#savedLines,
      counts: this.#counts.save(),
      pixels: this.#watch.save(),
      rules: this.#rules.save(),
      lastPictureMs: this.#lastPictureMs,
    };
  }

  /** Goes on from what `save` gave, before the first picture; what no longer fits the plan is left out. */
  restore(saved: unknown): void {
    if (typeof saved !== 'object' || saved === null) return;
    const { tracker, lines, counts, pixels, rules, lastPictureMs } = saved as Record<string, unknown>;
    this.#tracker.restore(tracker);
    this.#savedLines = lines;
    this.#counts.restore(counts);
    this.#watch.restore(pixels);
    this.#rules.restore(rules);
    if (typeof lastPictureMs === 'number') this.#lastPictureMs = lastPictureMs;
  }

  /** Fits zones and lines to the picture; across a jump only what stood still goes on. */
  #follow({ width, height, discontinuity }: PictureFacts): SceneObserver {
    const resized = width !== this.#width || height !== this.#height;
    if (resized) this.#resize(width, height);
    else if (discontinuity) this.#cut();
    this.#observer ??= new SceneObserver(this.#plan, width, height);
    return this.#observer;
  }

  #resize(width: number, height: number): void {
    const isFirst = this.#observer === undefined;
    this.#width = width;
    this.#height = height;
    this.#observer = new SceneObserver(this.#plan, width, height);
    this.#rules.resize({ width, height });
    if (isFirst) {
      // The tracker tells by itself whether what it remembers is of this size.
      this.#observer.restore(this.#savedLines);
    } else {
      this.#tracker.reset();
      this.#watch.reset();
      this.#tracks = [];
      this.#lastMs = undefined;
    }
  }

  #cut(): void {
    const kept = this.#tracker.cut();
    this.#observer?.reset(kept);
    this.#watch.reset();
    this.#rules.reset();
    this.#tracks = this.#tracks.filter(({ id }) => kept.has(id));
    this.#lastMs = undefined;
  }

  #seen(state: Track['state']): SceneTrack[] {
    const seen: SceneTrack[] = [];
    for (const track of this.#tracks) {
      if (track.state === state) seen.push(sceneTrack(track, this.#labels));
    }
    return seen;
  }

  #count({ lineId, direction, class: kind, timeMs }: Count, findings: Findings): void {
    const classes = this.#lineClasses.get(lineId);
    if (!classes || (classes.size > 0 && !classes.has(kind))) return;
    findings.addCount({ lineId, class: kind, direction, bucketStartMs: bucketStart(timeMs), count: 1 });
  }

  /** The time since the picture before counts as watched, unless the gap is too long to know what happened in it. */
  #cover(scene: Scene, findings: Findings): void {
    const gapMs = this.#lastMs === undefined ? 0 : scene.timeMs - this.#lastMs;
    if (gapMs <= 0 || gapMs > this.#longestGapMs) return;
    for (const { startMs, durationMs } of splitByBucket(scene.timeMs - gapMs, scene.timeMs)) {
      findings.addCoverage(startMs, durationMs);
      for (const [zoneId, present] of scene.present) {
        for (const track of present) {
          findings.addPresence({ zoneId, class: track.class, bucketStartMs: startMs, objectMs: durationMs });
        }
      }
    }
  }
}

/** From here on COCO names things that can be left behind, no persons, animals, vehicles or street furniture. */
const firstThing = cocoClasses.indexOf('backpack');

/** Whether a class is a thing that somebody carries or puts down: no person, animal, vehicle or street furniture. */
export function isThing(label: string | undefined): boolean {
  return label !== undefined && cocoClasses.indexOf(label) >= firstThing;
}

function sceneTrack(track: Track, labels: readonly string[]): SceneTrack {
  const { id, classId, score, medianScore, firstSeenMs, stillSinceMs, velocityX, velocityY } = track;
  const { left, top, right, bottom } = track;
  const facts = {
    id,
    class: labels[classId] ?? String(classId),
    score,
    medianScore,
    firstSeenMs,
    stillSinceMs,
  };
  return { ...facts, velocityX, velocityY, left, top, right, bottom };
}
