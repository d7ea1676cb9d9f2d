import { findRuleDefinition } from '#analytics/rules/catalogue.ts';
import { type RuleDefinition, type RuleParameter, storedName, type Text } from '#analytics/rules/rule.ts';
import { checkParameters, type NamedShape } from './rule-parameters.ts';

/** A rule as far as it can be broken. */
export interface CheckedRule {
  readonly kind: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What a stored rule stands on. */
export interface RuleGround {
  readonly zones: readonly NamedShape[];
  readonly lines: readonly NamedShape[];
  readonly hasGround: boolean;
  readonly knownClasses: readonly string[];
}

/** Ids of the zones and lines that a stored rule names. */
export function referencesOf({ kind, parameters }: CheckedRule): {
  readonly zones: readonly number[];
  readonly lines: readonly number[];
} {
  const ids = (types: readonly RuleParameter['type'][]): number[] =>
    (findRuleDefinition(kind)?.parameters ?? [])
      .filter(({ type }) => types.includes(type))
      .flatMap((parameter) => idsIn(parameters[storedName(parameter)]));
  return { zones: ids(['zone', 'zones']), lines: ids(['line', 'lines']) };
}

const idsIn = (value: unknown): number[] =>
  (Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'number');

/** Why a stored rule cannot run, and what mends it; null for one that can. */
export function ruleFault(rule: CheckedRule, ground: RuleGround): Text | null {
  const definition = findRuleDefinition(rule.kind);
  if (definition === undefined)
    return {
      en: `This version of Vigie knows no rule of kind “${rule.kind}”. Update Vigie, or remove the rule.`,
      fr: `Cette version de Vigie ne connaît pas de règle « ${rule.kind} ». Mettez Vigie à jour, ou supprimez la règle.`,
    };
  return (
    missingShape(rule, ground) ?? missingGround(definition, rule, ground) ?? unfit(definition, rule, ground)
  );
}

function missingShape(rule: CheckedRule, { zones, lines }: RuleGround): Text | null {
  const { zones: zoneIds, lines: lineIds } = referencesOf(rule);
  const isGone = (ids: readonly number[], shapes: readonly NamedShape[]): boolean =>
    ids.some((id) => !shapes.some((shape) => shape.id === id));
  if (isGone(zoneIds, zones))
    return {
      en: 'A zone that it watches was removed. Give the rule another zone, or remove the rule.',
      fr: 'Une zone qu’elle surveille a été supprimée. Donnez une autre zone à la règle, ou supprimez la règle.',
    };
  if (isGone(lineIds, lines))
    return {
      en: 'A line that it watches was removed. Give the rule another line, or remove the rule.',
      fr: 'Une ligne qu’elle surveille a été supprimée. Donnez une autre ligne à la règle, ou supprimez la règle.',
    };
  return null;
}

/** Whether rules of a kind need points of known place on the ground, whatever else they are given. */
export function needsGround(definition: RuleDefinition): boolean {
  const usual = definition.parameters.map((parameter) => [storedName(parameter), parameter.default]);
  return isWithoutGround(definition, Object.fromEntries(usual));
}

/** Whether the values would do better if the camera had ground points. */
function isWithoutGround({ faults }: RuleDefinition, values: CheckedRule['parameters']): boolean {
  const number = (hasGround: boolean): number => faults?.(values, { hasGround }).length ?? 0;
  return number(false) > number(true);
}

function missingGround(
  definition: RuleDefinition,
  rule: CheckedRule,
  { hasGround }: RuleGround,
): Text | null {
  if (hasGround || !isWithoutGround(definition, rule.parameters)) return null;
  return {
    en: 'Its camera has no ground points any more. Give the camera four points of known place on the ground.',
    fr: 'Sa caméra n’a plus de points au sol. Donnez à la caméra quatre points dont la place au sol est connue.',
  };
}

/** Values that fitted when the rule was made and fit no more: its kind asks other things now. */
function unfit(definition: RuleDefinition, rule: CheckedRule, ground: RuleGround): Text | null {
  const { faults } = checkParameters(definition, rule.parameters, { ...ground, references: 'by-id' }, '');
  const [first] = faults;
  if (first === undefined) return null;
  const what = `${first.field}: ${first.message}`;
  return {
    en: `Its values no longer fit (${what}). Open the rule and save it with values that do.`,
    fr: `Ses valeurs ne conviennent plus (${what}). Ouvrez la règle et enregistrez-la avec d’autres valeurs.`,
  };
}
