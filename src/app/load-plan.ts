import { cocoClasses } from '#analytics/detection/coco-classes.ts';
import type { StoredCamera } from '#features/cameras/camera-store.ts';
import type {
  AnalysisPlan,
  CameraPlan,
  PlanPeriod,
  PlanRule,
} from '#features/video-analysis/analysis-plan.ts';
import { ruleFault } from '#features/zones/rule-fault.ts';
import type { Period } from '#features/zones/rule-schema.ts';
import type { RuleValues } from '#features/zones/rule-store.ts';
import { VigieError } from '#foundation/errors.ts';
import type { LegalFacts } from '#foundation/legal-gate.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { Stores } from './services.ts';

/** What the plan is read with. */
export interface PlanParts {
  readonly unitOfWork: UnitOfWork;
  readonly stores: Stores;
  /** public holidays of a year, `YYYY-MM-DD` */
  readonly holidaysOf: (code: string, year: number) => readonly string[];
  readonly clock: () => number;
}

/** Reads all that the analysis needs, as it stood at one moment. */
export function loadPlan(parts: PlanParts): Promise<AnalysisPlan> {
  const { unitOfWork, stores } = parts;
  return unitOfWork(async (tx) => {
    const { timeZone, holidays } = await stores.territory.find(tx);
    const periods = await allPeriods(tx, stores, timeZone);
    const facts = await stores.legalFacts.facts(tx, 'all');
    const cameras: CameraPlan[] = [];
    for (const camera of await stores.cameras.listAll(tx)) {
      const legal = facts.get(camera.id);
      if (camera.enabled && legal) cameras.push(await planCamera(tx, stores, camera, periods, legal));
    }
    return { cameras, holidays: holidays === null ? [] : daysAround(parts, holidays) };
  });
}

/** A rule on trial, with all that the analysis of its camera needs. */
export interface LoadedTrial {
  /** the camera without its own rules */
  readonly camera: CameraPlan;
  readonly rule: PlanRule;
  readonly holidays: readonly string[];
  /** the camera is switched on */
  readonly isWatched: boolean;
}

/** Reads the camera of a checked rule that is not stored, as it stood at one moment. */
export function loadTrial(parts: PlanParts, rule: RuleValues): Promise<LoadedTrial> {
  const { unitOfWork, stores } = parts;
  return unitOfWork(async (tx) => {
    const { timeZone, holidays } = await stores.territory.find(tx);
    const periods = await allPeriods(tx, stores, timeZone);
    const camera = (await stores.cameras.listAll(tx)).find(({ id }) => id === rule.cameraId);
    const legal = (await stores.legalFacts.facts(tx, [rule.cameraId])).get(rule.cameraId);
    if (camera === undefined || legal === undefined)
      throw new VigieError('not-found', `There is no camera ${rule.cameraId}`);
    return {
      camera: { ...(await planCamera(tx, stores, camera, periods, legal)), rules: [] },
      rule: planRule({ ...rule, id: 0 }, periods),
      holidays: holidays === null ? [] : daysAround(parts, holidays),
      isWatched: camera.enabled,
    };
  });
}

function daysAround({ holidaysOf, clock }: PlanParts, code: string): readonly string[] {
  const year = new Date(clock()).getUTCFullYear();
  return [year - 1, year, year + 1].flatMap((each) => holidaysOf(code, each));
}

type Periods = ReadonlyMap<number, PlanPeriod>;

async function allPeriods(tx: Tx, stores: Stores, timeZone: string): Promise<Periods> {
  const found: Period[] = [];
  for (let after: string | undefined; ; ) {
    const page = await stores.periods.list(tx, { after, limit: 500 });
    found.push(...page.items);
    after = page.next;
    if (after === undefined) break;
  }
  return new Map(
    found.map(({ id, ...period }) => [id, { ...period, timeZone: period.timeZone ?? timeZone }]),
  );
}

async function planCamera(
  tx: Tx,
  { zones, rules, recordings }: Stores,
  camera: StoredCamera,
  periods: Periods,
  legal: LegalFacts,
): Promise<CameraPlan> {
  const { id, name, source, framesPerSecond, confidence, position } = camera;
  const { motionGate, secondLook, priority } = camera;
  const ground = camera.ground ?? [];
  const recording = (await recordings.choice(tx, id)) ?? null;
  const masks = await zones.masks.listAll(tx, id);
  const shapes = { zones: await zones.zones.listAll(tx, id), lines: await zones.lines.listAll(tx, id) };
  const standing = { ...shapes, hasGround: ground.length > 0, knownClasses: cocoClasses };
  const own = (await rules.listAll(tx, id)).filter(
    (rule) => rule.enabled && ruleFault(rule, standing) === null,
  );
  return {
    id,
    name,
    source,
    legal,
    framesPerSecond,
    confidence,
    position: position && { latitude: position.latitude, longitude: position.longitude },
    masks: masks.map(({ polygon }) => polygon),
    ...shapes,
    rules: own.map((rule) => planRule(rule, periods)),
    ground,
    motionGate,
    secondLook,
    priority,
    recording: recording && {
      secondsBefore: recording.secondsBefore,
      secondsAfter: recording.secondsAfter,
    },
  };
}

function planRule(rule: RuleValues & { readonly id: number }, periods: Periods): PlanRule {
  const { id, kind, name, parameters, periodId, cooldownSeconds, minimumConfidence } = rule;
  const period = periodId === null ? null : (periods.get(periodId) ?? null);
  return { id, kind, name, parameters, period, cooldownSeconds, minimumConfidence };
}
