import { Compile } from 'typebox/compile';
import { describe, expect, it, test } from 'vitest';
import { cocoClasses } from '#analytics/detection/coco-classes.ts';
import { ruleCatalogue } from '#analytics/rules/catalogue.ts';
import { type RuleDefinition, type RuleParameter, storedName } from '#analytics/rules/rule.ts';
import { parametersJsonSchema } from './parameters-json-schema.ts';
import { checkParameters } from './rule-parameters.ts';

const shapes = [1, 2, 3].map((id) => ({ id, name: String(id) }));
const context = {
  zones: shapes,
  lines: shapes,
  knownClasses: cocoClasses,
  hasGround: true,
  references: 'by-id' as const,
};

/** Values that a person, a form or a script may give, right and wrong. */
function candidates(parameter: RuleParameter): readonly unknown[] {
  const words = (parameter.options ?? []).map(({ value }) => value);
  const { minimum = -1000, maximum = 100_000 } = parameter;
  const numbers = [minimum, maximum, minimum - 1, maximum + 1, (minimum + maximum) / 2, minimum + 0.5];
  return [
    ...[undefined, null, '', 'x', '2', true, {}, [], [1], [1, 2], [1, 1], ['x'], [null], [1.5]],
    ...[0, 1, 2, 1.5, -1, Number.NaN, Number.POSITIVE_INFINITY],
    ...['forward', 'backward', 'both', 'sideways', ['person'], ['person', 'car'], ['unicorn'], 'person'],
    ...words.flatMap((word) => [word, [word]]),
    words,
    ...numbers,
  ];
}

/** Values that fit, to which one candidate at a time is put. */
function fitting(definition: RuleDefinition): Record<string, unknown> {
  const value = (parameter: RuleParameter): unknown => {
    if (parameter.default !== undefined) return parameter.default;
    switch (parameter.type) {
      case 'zone':
      case 'line':
        return 1;
      case 'zones':
      case 'lines':
        return [1, 2, 3];
      case 'direction':
        return 'forward';
      case 'choice':
        return parameter.options?.[0]?.value;
      case 'choices':
        return parameter.options?.slice(0, 1).map((option) => option.value);
      default:
        return parameter.minimum ?? 1;
    }
  };
  return Object.fromEntries(
    definition.parameters.map((parameter) => [storedName(parameter), value(parameter)]),
  );
}

const without = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

describe.each(ruleCatalogue.map((definition) => [definition.kind, definition] as const))(
  '%s',
  (_, definition) => {
    // Contradictions between values are beyond a schema: the table alone is compared.
    const { faults: _faults, ...table } = definition;
    const validator = Compile(parametersJsonSchema(definition, cocoClasses) as object);
    const agree = (given: Record<string, unknown>): void => {
      const { faults } = checkParameters(table as RuleDefinition, given, context, '');
      // References are ids of shapes that exist: what the schema cannot know.
      const known = faults.filter(
        ({ message }) => !message.startsWith('this camera has no') || !isIdLike(given),
      );
      expect([validator.Check(given), given]).toEqual([known.length === 0, given]);
    };
    const isIdLike = (given: Record<string, unknown>): boolean => validator.Check(given);

    it('takes the values of its own table', () => {
      expect(validator.Check(fitting(definition))).toBe(true);
    });

    it.each(definition.parameters.map((parameter) => [storedName(parameter), parameter] as const))(
      'its schema refuses of %s what the check refuses, and takes what it takes',
      (name, parameter) => {
        for (const value of candidates(parameter)) agree(without({ ...fitting(definition), [name]: value }));
      },
    );

    it('refuses a key that it does not know', () => {
      agree({ ...fitting(definition), surprise: 1 });
      expect(validator.Check({ ...fitting(definition), surprise: 1 })).toBe(false);
    });
  },
);

test('a schema names its draft and says what its numbers count', () => {
  const [first] = ruleCatalogue;
  expect(first && parametersJsonSchema(first, ['person'])).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
  });
});
