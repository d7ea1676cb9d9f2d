import { anchorOf } from '#analytics/geometry/boxes.ts';
import { groundFault, groundPlaneOf } from '#analytics/geometry/ground-plane.ts';
import { type Point, toPixels } from '#analytics/geometry/points.ts';
import { findRuleDefinition } from '#analytics/rules/catalogue.ts';
import { type Calendar, isActive, type SunTimes } from '#analytics/rules/period.ts';
import { type RuleDefinition, type RuleSetting, type Sighting, storedName } from '#analytics/rules/rule.ts';
import { RuleRunner } from '#analytics/rules/rule-runner.ts';
import { bucketStart } from '#analytics/statistics/buckets.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Gate, Output } from '#foundation/legal-gate.ts';
import type { CameraPlan, PlanPoint, PlanRule } from './analysis-plan.ts';
import type { Findings, PictureFacts } from './findings.ts';
import { measureIncrement } from './measure-increments.ts';
import type { RuleEvent } from './report.ts';

/** A period is looked at again after this much event time. */
const periodCheckMs = 1000;

/** What the rules of a camera are made of. */
export interface SceneRulesParts {
  readonly plan: CameraPlan;
  readonly holidays: readonly string[];
  readonly decide: Gate;
  /** when the law is asked: what it allows ends at a date */
  readonly clock: Clock;
  readonly sunTimes: SunTimes;
}

interface RunningRule {
  readonly plan: PlanRule;
  readonly definition: RuleDefinition;
  readonly runner: RuleRunner;
  /** false: the rule runs for what it measures only */
  readonly mayAlert: boolean;
  readonly mayTellStays: boolean;
  isActive: boolean;
  checkedMs: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Rules that tell of silence run before the first picture. */
const unknownSize: Size = { width: 1, height: 1 };

/** The rules of one camera at work: in their period, behind the legal gate, each with the objects it may see. */
export class SceneRules {
  readonly #plan: CameraPlan;
  readonly #calendar: Calendar;
  readonly #decide: Gate;
  readonly #clock: Clock;
  /** rules whose alerts the legal gate refuses here */
  readonly refused: readonly PlanRule[];
  #rules: readonly RunningRule[];
  #size = unknownSize;

  constructor({ plan, holidays, decide, clock, sunTimes }: SceneRulesParts) {
    this.#plan = plan;
    this.#decide = decide;
    this.#clock = clock;
    this.#calendar = { holidays: new Set(holidays), position: plan.position, sunTimes };
    this.refused = plan.rules.filter((rule) => !this.#may(rule, 'alert'));
    this.#rules = this.#created();
  }

  /** True when a rule asks what the pixels show. */
  get looksAtPixels(): boolean {
    return this.#rules.some(({ definition }) => definition.looksAtPixels === true);
  }

  /** The size of the pictures is known, or has changed: what is drawn lies elsewhere on them; what was told stays told. */
  resize(size: Size): void {
    const isFirst = this.#size === unknownSize;
    const before = this.#rules.map(({ plan, runner }) => ({ plan, saved: runner.save() }));
    this.#size = size;
    this.#rules = this.#created();
    for (const { plan, runner } of this.#rules) {
      runner.restore(before.find((rule) => rule.plan === plan)?.saved);
      if (!isFirst) runner.reset();
    }
  }

  /** The picture jumped. */
  reset(): void {
    for (const { runner } of this.#rules) runner.reset();
  }

  /** Lets every rule look at the scene. */
  judge(scene: Scene, { arrivedMs }: PictureFacts, findings: Findings): void {
    const scenes = new Map<number, Scene>();
    for (const rule of this.#rules) {
      const minimum = rule.plan.minimumConfidence ?? 0;
      const seen = scenes.get(minimum) ?? believedBy(scene, minimum);
      scenes.set(minimum, seen);
      this.#check(rule, scene.timeMs);
      const sightings = rule.runner.update(seen, rule.isActive);
      this.#tell(rule, sightings, { timeMs: scene.timeMs, arrivedMs }, findings);
      this.#take(rule, scene.timeMs, findings);
    }
  }

  /** No picture comes: lets rules tell of that. */
  silent(nowMs: number, lastPictureMs: number | undefined, findings: Findings): void {
    for (const rule of this.#rules) {
      this.#check(rule, nowMs);
      const sightings = rule.runner.silent(nowMs, lastPictureMs, rule.isActive);
      this.#tell(rule, sightings, { timeMs: nowMs, arrivedMs: nowMs }, findings);
    }
  }

  /** What must outlive a restart, by rule. */
  save(): unknown {
    return this.#rules.map(({ plan, runner }) => ({ rule: fingerprint(plan), saved: runner.save() }));
  }

  /** Goes on from what `save` gave, for each rule that is still the same. */
  restore(saved: unknown): void {
    if (!Array.isArray(saved)) return;
    for (const { plan, runner } of this.#rules) {
      const entry: unknown = saved.find((rule) => rule?.rule === fingerprint(plan));
      if (typeof entry === 'object' && entry !== null && 'saved' in entry) runner.restore(entry.saved);
    }
  }

  #may(rule: PlanRule, output: Output): boolean {
    return this.#decide(this.#plan.legal, rule.kind, output, this.#clock()).allowed;
  }

  #created(): RunningRule[] {
    const setting = settingOf(this.#plan, this.#size);
    return this.#plan.rules.flatMap((plan) => {
      const definition = findRuleDefinition(plan.kind);
      if (!definition) throw new Error(`rule "${plan.name}": unknown kind "${plan.kind}"`);
      const mayAlert = !this.refused.includes(plan);
      const mayMeasure = (definition.measures?.length ?? 0) > 0 && this.#may(plan, 'statistics');
      if (!mayAlert && !mayMeasure) return [];
      const runner = runnerOf(plan, definition, setting);
      const mayTellStays = this.#may(plan, 'stay');
      const unchecked = { isActive: false, checkedMs: Number.NEGATIVE_INFINITY };
      return [{ plan, definition, runner, mayAlert, mayTellStays, ...unchecked }];
    });
  }

  #check(rule: RunningRule, timeMs: number): void {
    if (Math.abs(timeMs - rule.checkedMs) < periodCheckMs) return;
    rule.isActive = rule.plan.period === null || isActive(rule.plan.period, timeMs, this.#calendar);
    rule.checkedMs = timeMs;
  }

  #tell(
    { plan, mayAlert }: RunningRule,
    sightings: readonly Sighting[],
    moment: Pick<RuleEvent, 'timeMs' | 'arrivedMs'>,
    findings: Findings,
  ): void {
    if (!mayAlert || sightings.length === 0 || !this.#may(plan, 'alert')) return;
    for (const sighting of sightings) {
      findings.addEvent({ ruleId: plan.id, kind: plan.kind, ...moment, ...this.#told(sighting) });
    }
  }

  #take({ plan, definition, runner, mayTellStays }: RunningRule, timeMs: number, findings: Findings): void {
    const { measurements = [], stays = [] } = runner.take();
    for (const measurement of measurements) {
      const measure = definition.measures?.find(({ name }) => name === measurement.measure);
      if (!measure) throw new Error(`rule "${plan.name}": unknown measure "${measurement.measure}"`);
      findings.addMeasure(measureIncrement(plan.id, measure, measurement, bucketStart(timeMs)));
    }
    if (mayTellStays) for (const stay of stays) findings.addStay({ ruleId: plan.id, ...stay });
  }

  #told(sighting: Sighting): Omit<RuleEvent, 'ruleId' | 'kind' | 'timeMs' | 'arrivedMs'> {
    const { track, at, zoneId, lineId, direction, value } = sighting;
    const point = track ? anchorOf(track) : at;
    return {
      class: sighting.class,
      confidence: sighting.confidence,
      point: point ? this.#share(point) : null,
      ...(zoneId === undefined ? {} : { zoneId }),
      ...(lineId === undefined ? {} : { lineId }),
      ...(direction === undefined ? {} : { direction }),
      ...(value === undefined ? {} : { value }),
    };
  }

  #share([x, y]: Point): PlanPoint {
    const share = (value: number) => Math.min(1, Math.max(0, value));
    return [share(x / this.#size.width), share(y / this.#size.height)];
  }
}

/** The parts of a camera's plan that rules use, in pixels of its pictures. */
function settingOf(
  { zones, lines, ground, framesPerSecond }: CameraPlan,
  { width, height }: Size,
): RuleSetting {
  const scaled = (point: Point) => toPixels(point, width, height);
  return {
    ground: groundFault(ground) === undefined ? groundPlaneOf(ground, width, height) : undefined,
    zones: new Map(zones.map(({ id, polygon }) => [id, polygon.map(scaled)])),
    lines: new Map(lines.map(({ id, from, to }) => [id, { from: scaled(from), to: scaled(to) }])),
    framesPerSecond,
  };
}

function runnerOf(plan: PlanRule, definition: RuleDefinition, setting: RuleSetting): RuleRunner {
  const defaults = Object.fromEntries(
    definition.parameters.map((parameter) => [storedName(parameter), parameter.default]),
  );
  return new RuleRunner(
    definition.create({ ...defaults, ...plan.parameters }, setting),
    plan.cooldownSeconds,
  );
}

/** The scene with the objects only whose median score is high enough. */
function believedBy(scene: Scene, minimum: number): Scene {
  if (minimum === 0) return scene;
  const isBelieved = ({ medianScore }: SceneTrack) => medianScore >= minimum;
  return {
    ...scene,
    tracks: scene.tracks.filter(isBelieved),
    lost: scene.lost.filter(isBelieved),
    crossings: scene.crossings.filter(({ track }) => isBelieved(track)),
    present: new Map([...scene.present].map(([id, tracks]) => [id, tracks.filter(isBelieved)])),
  };
}

/** Same text, same rule: one that was changed starts anew. */
function fingerprint({ id, kind, parameters }: PlanRule): string {
  return JSON.stringify([id, kind, parameters]);
}
