import { type RuleDefinition, type RuleParameter, storedName } from '#analytics/rules/rule.ts';
import type { Fault } from '#foundation/errors.ts';
import { nearest } from '#foundation/nearest.ts';
import { classFaults, fieldIn, unknownWord } from './shape-faults.ts';

/** A zone or line that a rule may name. */
export interface NamedShape {
  readonly id: number;
  readonly name: string;
}

/** What the parameters of a rule are checked against. */
export interface ParameterContext {
  readonly zones: readonly NamedShape[];
  readonly lines: readonly NamedShape[];
  readonly knownClasses: readonly string[];
  /** whether the camera has points of known place on the ground */
  readonly hasGround: boolean;
  /** a file names zones and lines (`zone: yard`), the API gives their ids (`zoneId: 3`) */
  readonly references: 'by-name' | 'by-id';
}

/** Parameters as they are stored, defaults filled in, or every fault of them. */
export interface CheckedParameters {
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: readonly Fault[];
}

/** Checks the parameters of a rule against the table of its kind; `field` is the path of what holds them. */
export function checkParameters(
  definition: RuleDefinition,
  given: Readonly<Record<string, unknown>>,
  context: ParameterContext,
  field: string,
): CheckedParameters {
  const values: Record<string, unknown> = {};
  const faults: Fault[] = unknownKeys(definition, given, context, field);
  for (const parameter of definition.parameters) {
    const key = keyOf(parameter, context);
    const value = given[key] === undefined ? parameter.default : given[key];
    if (value === undefined) {
      if (parameter.required)
        faults.push({ field: fieldIn(field, key), message: 'is required', fix: help(parameter) });
      continue;
    }
    const checked = checkValue(parameter, value, context, fieldIn(field, key));
    faults.push(...checked.faults);
    values[storedName(parameter)] = checked.value;
  }
  if (faults.length === 0) faults.push(...contradictions(definition, values, context, field));
  return { values, faults };
}

/** Values that each are fine and do not go together. */
function contradictions(
  definition: RuleDefinition,
  values: Readonly<Record<string, unknown>>,
  context: ParameterContext,
  field: string,
): Fault[] {
  const found = definition.faults?.(values, { hasGround: context.hasGround }) ?? [];
  return found.map(({ parameter, message, fix }) => {
    const meant = definition.parameters.find(({ name }) => name === parameter);
    return { field: fieldIn(field, meant ? keyOf(meant, context) : parameter), message, fix };
  });
}

const keyOf = (parameter: RuleParameter, context: ParameterContext): string =>
  context.references === 'by-id' ? storedName(parameter) : parameter.name;

function unknownKeys(
  definition: RuleDefinition,
  given: Readonly<Record<string, unknown>>,
  context: ParameterContext,
  field: string,
): Fault[] {
  const known = definition.parameters.map((parameter) => keyOf(parameter, context));
  return Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const meant = nearest(key, known);
      const list = `a rule of kind ${definition.kind} takes ${known.join(', ')}`;
      return {
        field: fieldIn(field, key),
        message: 'unknown key',
        fix: meant === undefined ? list : `did you mean "${meant}"? ${list}`,
      };
    });
}

interface CheckedValue {
  readonly value?: unknown;
  readonly faults: readonly Fault[];
}

const fault = (field: string, message: string, fix: string): CheckedValue => ({
  faults: [{ field, message, fix }],
});

function checkValue(
  parameter: RuleParameter,
  value: unknown,
  context: ParameterContext,
  field: string,
): CheckedValue {
  switch (parameter.type) {
    case 'zone':
      return checkReference('zone', context.zones, value, context, field);
    case 'line':
      return checkReference('line', context.lines, value, context, field);
    case 'classes':
      return checkClasses(value, context, field);
    case 'direction':
      return typeof value === 'string' && ['forward', 'backward', 'both'].includes(value)
        ? { value, faults: [] }
        : fault(field, `unknown direction ${JSON.stringify(value)}`, 'write forward, backward or both');
    case 'zones':
      return checkReferences('zone', context.zones, value, context, field);
    case 'lines':
      return checkReferences('line', context.lines, value, context, field);
    case 'choice':
      return checkChoices(parameter, [value], value, field);
    case 'choices':
      return Array.isArray(value) && value.length > 0
        ? checkChoices(parameter, value, value, field)
        : fault(field, 'must be a list of words', `choose among ${wordsOf(parameter).join(', ')}`);
    case 'number':
    case 'seconds':
      return checkNumber(parameter, value, field);
  }
}

function checkReference(
  what: 'zone' | 'line',
  shapes: readonly NamedShape[],
  value: unknown,
  context: ParameterContext,
  field: string,
): CheckedValue {
  const byName = context.references === 'by-name';
  const found = shapes.find((shape) => (byName ? shape.name === value : shape.id === value));
  if (found !== undefined) return { value: found.id, faults: [] };
  if (byName && typeof value === 'string')
    return {
      faults: [
        {
          field,
          ...unknownWord(
            what,
            value,
            shapes.map(({ name }) => name),
          ),
        },
      ],
    };
  return fault(
    field,
    `this camera has no ${what} ${JSON.stringify(value)}`,
    `give the ${byName ? 'name' : 'id'} of a ${what} of this camera`,
  );
}

function checkReferences(
  what: 'zone' | 'line',
  shapes: readonly NamedShape[],
  value: unknown,
  context: ParameterContext,
  field: string,
): CheckedValue {
  if (!Array.isArray(value) || value.length === 0)
    return fault(field, `must be a list of ${what}s`, `name at least one ${what}`);
  const twice = value.findIndex((item, index) => value.indexOf(item) !== index);
  if (twice >= 0) return fault(`${field}[${twice}]`, `names the same ${what} again`, 'remove it');
  const checked = value.map((item, index) =>
    checkReference(what, shapes, item, context, `${field}[${index}]`),
  );
  return { value: checked.map((one) => one.value), faults: checked.flatMap(({ faults }) => faults) };
}

function checkChoices(
  parameter: RuleParameter,
  chosen: readonly unknown[],
  value: unknown,
  field: string,
): CheckedValue {
  const words = wordsOf(parameter);
  const wrong = chosen.find((word) => typeof word !== 'string' || !words.includes(word));
  return wrong === undefined
    ? { value, faults: [] }
    : fault(field, `unknown word ${JSON.stringify(wrong)}`, `write ${words.join(', ')}`);
}

const wordsOf = ({ options = [] }: RuleParameter): string[] => options.map(({ value }) => value);

function checkClasses(value: unknown, context: ParameterContext, field: string): CheckedValue {
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'string');
  if (!isList) return fault(field, 'must be a list of classes', 'write it as [person, car]');
  return { value, faults: classFaults(field, value, context.knownClasses) };
}

function checkNumber(parameter: RuleParameter, value: unknown, field: string): CheckedValue {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = parameter;
  const isFit = Number.isFinite(value) && Number(value) >= minimum && Number(value) <= maximum;
  const isWhole = parameter.whole !== true || Number.isInteger(value);
  if (isFit && isWhole) return { value, faults: [] };
  const shown = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return fault(field, `${shown} does not fit`, help(parameter));
}

function help({ type, name, minimum, maximum, whole, unit: given }: RuleParameter): string {
  if (type !== 'number' && type !== 'seconds') return `name the ${name} that the rule watches`;
  const number = whole === true ? 'a whole number' : 'a number';
  const unit =
    type === 'seconds' ? `${number} of seconds` : `${number}${given === undefined ? '' : ` of ${given}`}`;
  const from = minimum === undefined ? '' : ` from ${minimum}`;
  return `write ${unit}${from}${maximum === undefined ? '' : ` to ${maximum}`}`;
}
