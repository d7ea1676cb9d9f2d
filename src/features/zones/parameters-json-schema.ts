import { type RuleDefinition, type RuleParameter, storedName } from '#analytics/rules/rule.ts';

/** A JSON Schema, as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const id: JsonSchema = { type: 'integer', minimum: 1 };
const ids: JsonSchema = { type: 'array', items: id, minItems: 1, uniqueItems: true };

/**
 * The parameters of a kind of rule as the API takes them, as a JSON Schema (draft 2020-12), derived from the table
 * that checks them. It cannot see whether a zone exists, nor whether values contradict each other.
 */
export function parametersJsonSchema(
  definition: RuleDefinition,
  knownClasses: readonly string[],
): JsonSchema {
  const properties = definition.parameters.map((parameter) => [
    storedName(parameter),
    {
      title: parameter.title.en,
      ...shapeOf(parameter, knownClasses),
      ...(parameter.default === undefined ? {} : { default: parameter.default }),
    },
  ]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: definition.title.en,
    description: definition.help.en,
    type: 'object',
    properties: Object.fromEntries(properties),
    required: definition.parameters
      .filter(({ required, default: usual }) => required && usual === undefined)
      .map(storedName),
    additionalProperties: false,
  };
}

function shapeOf(parameter: RuleParameter, knownClasses: readonly string[]): JsonSchema {
  const words = parameter.options?.map(({ value }) => value);
  switch (parameter.type) {
    case 'zone':
    case 'line':
      return id;
    case 'zones':
    case 'lines':
      return ids;
    case 'classes':
      return { type: 'array', items: { type: 'string', enum: knownClasses } };
    case 'direction':
      return { type: 'string', enum: ['forward', 'backward', 'both'] };
    case 'choice':
      return { type: 'string', enum: words };
    case 'choices':
      return { type: 'array', items: { type: 'string', enum: words }, minItems: 1 };
    case 'number':
    case 'seconds':
      return numberShape(parameter);
  }
}

function numberShape({ type, unit, whole, minimum, maximum }: RuleParameter): JsonSchema {
  const measured = type === 'seconds' ? 's' : unit;
  return {
    type: whole === true ? 'integer' : 'number',
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(measured === undefined ? {} : { description: `in ${measured}` }),
  };
}
