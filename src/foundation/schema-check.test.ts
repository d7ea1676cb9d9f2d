import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { createCheck } from './schema-check.ts';

const Rule = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    kind: Type.Union([Type.Literal('intrusion'), Type.Literal('crossing')]),
    zone: Type.Optional(
      Type.Union([Type.Object({ id: Type.Integer() }, { additionalProperties: false }), Type.Null()]),
    ),
  },
  { additionalProperties: false },
);
const check = createCheck(Type.Object({ rules: Type.Array(Rule) }, { additionalProperties: false }));

function faults(value: unknown): readonly object[] {
  const checked = check(value);
  return checked.ok ? [] : checked.faults;
}

test('a right value passes', () => {
  expect(faults({ rules: [{ name: 'Yard', kind: 'intrusion', zone: { id: 1 } }] })).toEqual([]);
});

test('an unknown key is named with the nearest known one', () => {
  expect(faults({ rules: [], rule: 1 })).toEqual([
    { field: 'rule', message: 'unknown key', fix: 'did you mean "rules"? Known keys: rules' },
  ]);
});

test('all faults come at once, each with its path', () => {
  expect(faults({ rules: [{ name: 3, kind: 'x' }, { kind: 'crossing' }] })).toEqual([
    { field: 'rules[0].name', message: 'must be a text' },
    { field: 'rules[1].name', message: 'is required' },
    { field: 'rules[0].kind', message: 'must be one of: intrusion, crossing' },
  ]);
});

test('a fault inside a nullable group is told where it is', () => {
  expect(faults({ rules: [{ name: 'Yard', kind: 'crossing', zone: { id: 'a' } }] })).toEqual([
    { field: 'rules[0].zone.id', message: 'must be a whole number' },
  ]);
});

test('a point with three numbers is told which is too much', () => {
  const point = createCheck(Type.Object({ from: Type.Tuple([Type.Number(), Type.Number()]) }));
  const checked = point({ from: [0, 0, 0] });
  expect(checked).toEqual({
    ok: false,
    faults: [{ field: 'from[2]', message: 'is too much here', fix: 'remove it' }],
  });
});
