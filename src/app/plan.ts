import { findRuleDefinition } from '#analytics/rules/catalogue.ts';
import { plainFacts } from '#features/privacy/legal-records.ts';
import type { CameraPlan, PlanPeriod, PlanRule } from '#features/video-analysis/analysis-plan.ts';
import { checkParameters, type NamedShape } from '#features/zones/rule-parameters.ts';
import {
  defaultClasses,
  defaultCooldownSeconds,
  defaultDirections,
  type FileCamera,
  type FilePeriod,
  type FileRule,
  type TerritoryFile,
} from '#features/zones/territory-file.ts';
import { hasGround, parametersOf } from '#features/zones/territory-file-faults.ts';
import type { LegalFacts } from '#foundation/legal-gate.ts';

/** Time zone of a file that names none. */
const defaultTimeZone = 'Europe/Paris';

/** The plans of a file's cameras for `vigie analyse`: ids by order, each sort of thing counted from 1. */
export function planFromFile(file: TerritoryFile): readonly CameraPlan[] {
  const next = { zone: 1, line: 1, rule: 1 };
  const timeZone = file.territory?.timeZone ?? defaultTimeZone;
  const periods = new Map((file.periods ?? []).map((period) => [period.name, planPeriod(period, timeZone)]));
  return file.cameras.map((camera, index) => {
    const zones = (camera.zones ?? []).map((zone) => ({ ...zone, id: next.zone++ }));
    const lines = (camera.lines ?? []).map((line) => ({
      ...line,
      id: next.line++,
      forward: line.forward ?? defaultDirections.forward,
      backward: line.backward ?? defaultDirections.backward,
      classes: line.classes ?? defaultClasses,
    }));
    const rules = (camera.rules ?? [])
      .filter(({ enabled }) => enabled !== false)
      .map((rule) => planRule(rule, next.rule++, { zones, lines, periods, hasGround: hasGround(camera) }));
    return { ...planCamera(camera, index, file), zones, lines, rules };
  });
}

function planCamera(
  camera: FileCamera,
  index: number,
  file: TerritoryFile,
): Omit<CameraPlan, 'zones' | 'lines' | 'rules'> {
  const { position } = camera;
  return {
    id: index + 1,
    name: camera.name ?? 'camera',
    source: camera.source ?? { url: '' },
    legal: legalOf(camera, file),
    framesPerSecond: camera.framesPerSecond ?? 5,
    confidence: camera.confidence ?? 0.4,
    masks: (camera.masks ?? []).map(({ polygon }) => polygon),
    position: position ? { latitude: position.latitude, longitude: position.longitude } : null,
    ground: camera.ground ?? [],
    motionGate: camera.motionGate ?? 'auto',
    secondLook: camera.secondLook ?? 'auto',
    priority: camera.priority ?? 'normal',
  };
}

/** A file that is analysed has no records but those it states itself: nothing in it lifts a refusal. */
function legalOf({ place, purposes, masks, maskWaiver }: FileCamera, file: TerritoryFile): LegalFacts {
  const codes = purposes.map((name) => file.purposes?.find((one) => one.name === name)?.code ?? name);
  const unmasked = maskWaiver === undefined ? 'missing' : 'waived';
  return plainFacts(place, codes, (masks ?? []).length > 0 ? 'drawn' : unmasked);
}

function planPeriod(period: FilePeriod, timeZone: string): PlanPeriod {
  return { ...period, timeZone: period.timeZone ?? timeZone };
}

interface Names {
  readonly zones: readonly NamedShape[];
  readonly lines: readonly NamedShape[];
  readonly periods: ReadonlyMap<string, PlanPeriod>;
  readonly hasGround: boolean;
}

function planRule(rule: FileRule, id: number, { periods, ...names }: Names): PlanRule {
  const definition = findRuleDefinition(rule.kind);
  const parameters =
    definition === undefined
      ? {}
      : checkParameters(
          definition,
          parametersOf(rule),
          { ...names, knownClasses: [], references: 'by-name' },
          '',
        ).values;
  return {
    id,
    kind: rule.kind,
    name: rule.name,
    parameters,
    period: rule.period === undefined ? null : (periods.get(rule.period) ?? null),
    cooldownSeconds: rule.cooldownSeconds ?? defaultCooldownSeconds,
    minimumConfidence: rule.minimumConfidence ?? null,
  };
}
