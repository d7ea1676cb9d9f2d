import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import { Settings } from 'typebox/system';
import type { Fault } from './errors.ts';
import { nearest } from './nearest.ts';

// A person mends all faults at once: the default stops at eight.
Settings.Set({ maxErrors: 200 });

type Flaw = TLocalizedValidationError;

/** What a check answers: the value, typed, or every fault of it. */
export type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Makes the check of a schema: all faults at once, unknown keys with the nearest known one. */
export function createCheck<Schema extends TSchema>(
  schema: Schema,
): (value: unknown) => Checked<Static<Schema>> {
  const validator = Compile(schema);
  return (value) =>
    validator.Check(value)
      ? { ok: true, value: value as Static<Schema> }
      : { ok: false, faults: faultsOf(schema, validator.Errors(value)) };
}

/** Turns the flaws a validator found into faults a person can mend. */
export function faultsOf(schema: unknown, flaws: readonly Flaw[]): readonly Fault[] {
  // A key that is too much is told by its group; what a list has too much is told by nothing else.
  const told = flaws.filter((flaw) => flaw.keyword !== 'boolean');
  const kept = flattenUnions(told.length > 0 ? told : flaws);
  const faults = kept.flatMap((flaw) => describe(schema, flaw));
  const seen = new Set<string>();
  return faults.filter((fault) => {
    const key = `${fault.field}\n${fault.message}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** `/cameras/0/name` → `cameras[0].name`. */
function fieldOf(pointer: string, key?: string): string {
  const steps = pointer.split('/').slice(1);
  if (key !== undefined) steps.push(key);
  return steps
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, step) => {
      if (/^\d+$/.test(step)) return `${path}[${step}]`;
      return path === '' ? step : `${path}.${step}`;
    }, '');
}

/** Of a union, keeps the flaws of the branch that was meant, or one flaw that lists the choices. */
function flattenUnions(flaws: readonly Flaw[]): readonly Flaw[] {
  let rest = flaws;
  for (const union of flaws.filter((flaw) => flaw.keyword === 'anyOf')) {
    const prefix = `${union.schemaPath}/anyOf/`;
    const inside = rest.filter((flaw) => flaw.schemaPath.startsWith(prefix) && isAt(flaw, union));
    const meant = meantBranch(inside, union, prefix);
    rest = rest.filter((flaw) => !inside.includes(flaw) && flaw !== union);
    rest = [...rest, ...(meant ?? [choices(union, inside)])];
  }
  return rest;
}

const isAt = (flaw: Flaw, union: Flaw): boolean =>
  flaw.instancePath === union.instancePath || flaw.instancePath.startsWith(`${union.instancePath}/`);

function meantBranch(inside: readonly Flaw[], union: Flaw, prefix: string): readonly Flaw[] | undefined {
  const branches = new Map<string, Flaw[]>();
  for (const flaw of inside) {
    const branch = flaw.schemaPath.slice(prefix.length).split('/')[0] ?? '';
    branches.set(branch, [...(branches.get(branch) ?? []), flaw]);
  }
  return [...branches.values()]
    .filter((branch) => !branch.some((flaw) => isOtherKind(flaw, union)))
    .sort((a, b) => a.length - b.length)[0];
}

const isOtherKind = (flaw: Flaw, union: Flaw): boolean =>
  flaw.instancePath === union.instancePath && (flaw.keyword === 'type' || flaw.keyword === 'const');

function choices(union: Flaw, inside: readonly Flaw[]): Flaw {
  const words = inside
    .filter((flaw) => flaw.instancePath === union.instancePath)
    .map((flaw) => {
      if (flaw.keyword === 'const') return String(flaw.params.allowedValue);
      return flaw.keyword === 'type' ? kindName(flaw.params.type) : flaw.message;
    });
  return { ...union, message: `must be one of: ${[...new Set(words)].join(', ')}` };
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  null: 'empty (null)',
};
const kindName = (type: unknown): string =>
  (Array.isArray(type) ? type : [type]).map((one) => kindNames[String(one)] ?? String(one)).join(' or ');

function describe(schema: unknown, flaw: Flaw): readonly Fault[] {
  const field = fieldOf(flaw.instancePath);
  switch (flaw.keyword) {
    case 'required':
      return flaw.params.requiredProperties.map((key) => ({
        field: fieldOf(flaw.instancePath, key),
        message: 'is required',
      }));
    case 'additionalProperties':
      return flaw.params.additionalProperties.map((key) => unknownKey(schema, flaw, key));
    case 'type':
      return [{ field, message: `must be ${kindName(flaw.params.type)}` }];
    case 'const':
      return [{ field, message: `must be ${JSON.stringify(flaw.params.allowedValue)}` }];
    case 'enum':
      return [{ field, message: `must be one of: ${flaw.params.allowedValues.map(String).join(', ')}` }];
    case 'format':
      return [{ field, message: `must be ${formatNames[flaw.params.format] ?? `a ${flaw.params.format}`}` }];
    case 'boolean':
      return [{ field, message: 'is too much here', fix: 'remove it' }];
    case 'pattern':
      return [{ field, message: patternMessage(schema, flaw) }];
    default:
      return [{ field, message: flaw.message }];
  }
}

const formatNames: Readonly<Record<string, string>> = {
  'date-time': 'a date and time with offset, such as 2026-03-01T08:00:00Z',
  date: 'a date such as 2026-03-01',
  email: 'an e-mail address',
  uri: 'an address such as https://example.org',
};

function unknownKey(schema: unknown, flaw: Flaw, key: string): Fault {
  const known = knownKeys(schema, flaw.schemaPath);
  const meant = nearest(key, known);
  return {
    field: fieldOf(flaw.instancePath, key),
    message: 'unknown key',
    fix:
      meant === undefined
        ? `remove it; known keys: ${known.join(', ') || 'none'}`
        : `did you mean "${meant}"? Known keys: ${known.join(', ')}`,
  };
}

/** What a person is told of a pattern is the description that stands beside it. */
function patternMessage(schema: unknown, flaw: Flaw): string {
  const { description } = (nodeAt(schema, flaw.schemaPath) ?? {}) as { description?: string };
  return description === undefined ? flaw.message : `must be ${description}`;
}

function nodeAt(schema: unknown, pointer: string): unknown {
  let node = schema;
  for (const step of pointer.split('/').slice(1))
    node = (node as Record<string, unknown> | undefined)?.[step];
  return node;
}

function knownKeys(schema: unknown, pointer: string): readonly string[] {
  const properties = (nodeAt(schema, pointer) as { properties?: object } | undefined)?.properties;
  return properties === undefined ? [] : Object.keys(properties);
}
