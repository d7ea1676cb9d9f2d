import type { Detections } from '#analytics/detection/detections.ts';
import { anchorOf } from '#analytics/geometry/boxes.ts';
import { findRuleDefinition } from '#analytics/rules/catalogue.ts';
import { type Calendar, isActive, type SunTimes } from '#analytics/rules/period.ts';
import { type RuleSetting, type Sighting, storedName } from '#analytics/rules/rule.ts';
import { RuleRunner } from '#analytics/rules/rule-runner.ts';
import { bucketStart, splitByBucket } from '#analytics/statistics/buckets.ts';
import type { Track } from '#analytics/tracking/track.ts';
import { Tracker } from '#analytics/tracking/tracker.ts';
import { type Scene, SceneObserver, type SceneTrack } from '#analytics/zones/scene.ts';
import type { CameraPlan, PlanRule } from './analysis-plan.ts';
import type { Gate } from './ports.ts';
import type { CountIncrement, PresenceIncrement, RuleEvent } from './report.ts';

/** A period is looked at again after this much event time. */
const periodCheckMs = 1000;

/** Where a scene's findings go. */
export interface Findings {
  addEvent(event: RuleEvent): void;
  addCount(increment: CountIncrement): void;
  addPresence(increment: PresenceIncrement): void;
  addCoverage(bucketStartMs: number, analysedMs: number): void;
}

/** A confirmed object as viewers see it; its number lives in memory only. */
export interface SeenObject {
  readonly id: number;
  readonly class: string;
  readonly score: number;
  /** left, top, width, height, 0…1 of the picture */
  readonly box: [number, number, number, number];
  readonly zoneIds: number[];
}

/** What a picture must say of itself to be analysed. */
export interface PictureFacts {
  readonly width: number;
  readonly height: number;
  readonly timeMs: number;
  readonly arrivedMs: number;
  readonly discontinuity: boolean;
}

interface RunningRule {
  readonly plan: PlanRule;
  readonly runner: RuleRunner;
  isActive: boolean;
  checkedMs: number;
}

/** What the analysis of a scene is made of. */
export interface SceneAnalysisParts {
  readonly plan: CameraPlan;
  readonly holidays: readonly string[];
  readonly labels: readonly string[];
  readonly decide: Gate;
  readonly sunTimes: SunTimes;
}

/** Longest gap between two analysed pictures over which the scene still counts as watched, milliseconds. */
function longestWatchedGapMs(framesPerSecond: number): number {
  return Math.max(2000, 3000 / framesPerSecond);
}

/** From the detections of one camera's pictures to crossings, presence, coverage and events. */
export class SceneAnalysis {
  readonly #plan: CameraPlan;
  readonly #labels: readonly string[];
  readonly #tracker: Tracker;
  readonly #calendar: Calendar;
  readonly #rules: readonly RunningRule[];
  readonly #lineClasses: ReadonlyMap<number, ReadonlySet<string>>;
  readonly #longestGapMs: number;
  /** rules that the legal gate keeps from running here */
  readonly refusedRules: readonly PlanRule[];
  #observer: SceneObserver | undefined;
  #width = 0;
  #height = 0;
  #lastMs: number | undefined;
  #tracks: readonly Track[] = [];
  #scene: Scene | undefined;

  constructor({ plan, holidays, labels, decide, sunTimes }: SceneAnalysisParts) {
    this.#plan = plan;
    this.#labels = labels;
    this.#tracker = new Tracker({ labels, confidence: plan.confidence });
    this.#calendar = { holidays: new Set(holidays), position: plan.position, sunTimes };
    this.#longestGapMs = longestWatchedGapMs(plan.framesPerSecond);
    this.#lineClasses = new Map(plan.lines.map((line) => [line.id, new Set(line.classes)]));
    const isAllowed = (rule: PlanRule) => decide(plan.place, rule.kind, 'alert').allowed;
    this.#rules = plan.rules.filter(isAllowed).map((rule) => runningRule(rule, settingOf(plan)));
    this.refusedRules = plan.rules.filter((rule) => !isAllowed(rule));
  }

  /** Confidence from which the detector must report. */
  get detectionFloor(): number {
    return this.#tracker.detectionFloor;
  }

  /** Every living track of the last picture, tentative and lost ones too. */
  get tracks(): readonly Track[] {
    return this.#tracks;
  }

  /** Takes in what was found in the next picture. */
  update(picture: PictureFacts, detections: Detections, findings: Findings): void {
    const observer = this.#observerOf(picture);
    const { timeMs } = picture;
    this.#tracks = this.#tracker.update(detections, timeMs, picture);
    const scene = observer.update(this.#seen('confirmed'), timeMs, {
      tentative: this.#seen('tentative'),
      lost: this.#seen('lost'),
    });
    this.#scene = scene;
    this.#count(scene, findings);
    this.#cover(scene, findings);
    for (const rule of this.#rules) this.#judge(rule, scene, picture, findings);
    this.#lastMs = timeMs;
  }

  /** The confirmed objects of the last picture, for viewers. */
  liveTracks(): SeenObject[] {
    const scene = this.#scene;
    if (!scene) return [];
    const zones = [...scene.present];
    return scene.tracks.map((track) => ({
      id: track.id,
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

  #observerOf({ width, height, discontinuity }: PictureFacts): SceneObserver {
    const resized = width !== this.#width || height !== this.#height;
    if (discontinuity || resized) {
      this.#tracker.reset();
      this.#observer?.reset();
      for (const rule of this.#rules) rule.runner.reset();
      this.#lastMs = undefined;
    }
    if (resized || !this.#observer) this.#observer = new SceneObserver(this.#plan, width, height);
    this.#width = width;
    this.#height = height;
    return this.#observer;
  }

  #seen(state: Track['state']): SceneTrack[] {
    const seen: SceneTrack[] = [];
    for (const track of this.#tracks) {
      if (track.state !== state) continue;
      seen.push(sceneTrack(track, this.#labels));
    }
    return seen;
  }

  #count(scene: Scene, findings: Findings): void {
    const bucketStartMs = bucketStart(scene.timeMs);
    for (const { lineId, direction, track } of scene.crossings) {
      const classes = this.#lineClasses.get(lineId);
      if (classes && classes.size > 0 && !classes.has(track.class)) continue;
      findings.addCount({ lineId, class: track.class, direction, bucketStartMs, count: 1 });
    }
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

  #judge(rule: RunningRule, scene: Scene, { arrivedMs }: PictureFacts, findings: Findings): void {
    const { timeMs } = scene;
    if (Math.abs(timeMs - rule.checkedMs) >= periodCheckMs) {
      rule.isActive = rule.plan.period === null || isActive(rule.plan.period, timeMs, this.#calendar);
      rule.checkedMs = timeMs;
    }
    for (const sighting of rule.runner.update(scene, rule.isActive)) {
      findings.addEvent({
        ruleId: rule.plan.id,
        kind: rule.plan.kind,
        timeMs,
        arrivedMs,
        ...this.#told(sighting),
      });
    }
  }

  #told(sighting: Sighting): Pick<RuleEvent, 'class' | 'confidence' | 'point'> & Partial<RuleEvent> {
    const { track, zoneId, lineId, direction, value } = sighting;
    return {
      class: sighting.class,
      confidence: sighting.confidence,
      point: track ? this.#pointOf(track) : null,
      ...(zoneId === undefined ? {} : { zoneId }),
      ...(lineId === undefined ? {} : { lineId }),
      ...(direction === undefined ? {} : { direction }),
      ...(value === undefined ? {} : { value }),
    };
  }

  #pointOf(track: SceneTrack): readonly [number, number] {
    const [x, y] = anchorOf(track);
    const share = (value: number) => Math.min(1, Math.max(0, value));
    return [share(x / this.#width), share(y / this.#height)];
  }
}

/** The parts of a camera's plan that rules use, before the size of its pictures is known. */
function settingOf({ framesPerSecond }: CameraPlan): RuleSetting {
  return { ground: undefined, zones: new Map(), lines: new Map(), framesPerSecond };
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

function runningRule(plan: PlanRule, setting: RuleSetting): RunningRule {
  const definition = findRuleDefinition(plan.kind);
  if (!definition) throw new Error(`rule "${plan.name}": unknown kind "${plan.kind}"`);
  const defaults = Object.fromEntries(
    definition.parameters.map((parameter) => [storedName(parameter), parameter.default]),
  );
  const runner = new RuleRunner(
    definition.create({ ...defaults, ...plan.parameters }, setting),
    plan.cooldownSeconds,
  );
  return { plan, runner, isActive: false, checkedMs: Number.NEGATIVE_INFINITY };
}
