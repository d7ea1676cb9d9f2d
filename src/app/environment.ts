import type { Fault } from '#foundation/errors.ts';
import { nearest } from '#foundation/nearest.ts';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings found in the environment, as the tree the file would hold. */
export interface EnvironmentSettings {
  readonly values: Record<string, unknown>;
  readonly faults: readonly Fault[];
  /** variables that look like ours and name no setting */
  readonly notices: readonly string[];
}

interface Leaf {
  readonly path: readonly string[];
  readonly type: string;
}

interface SchemaNode {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
}

/** `server.publicUrl` → `VIGIE_SERVER_PUBLIC_URL`. */
export function variableName(path: readonly string[]): string {
  const words = path.map((step) => step.replaceAll(/([A-Z])/g, '_$1').toUpperCase());
  return ['VIGIE', ...words].join('_');
}

/** Every setting of the schema, as the path of its keys. */
export function settingPaths(schema: object): readonly (readonly string[])[] {
  return leavesOf(schema as SchemaNode).map((leaf) => leaf.path);
}

/** Reads each setting's variable; a list is written with commas, an empty variable counts as absent. */
export function readEnvironment(schema: object, environment: Environment): EnvironmentSettings {
  const values: Record<string, unknown> = {};
  const faults: Fault[] = [];
  const leaves = new Map(leavesOf(schema as SchemaNode).map((leaf) => [variableName(leaf.path), leaf]));
  for (const [name, leaf] of leaves) {
    const text = environment[name];
    if (text === undefined || text === '') continue;
    const value = convert(text, leaf.type);
    if (value === undefined) faults.push({ field: name, message: `"${text}" is not ${kinds[leaf.type]}` });
    else place(values, leaf.path, value);
  }
  return { values, faults, notices: strangers(environment, [...leaves.keys()]) };
}

const kinds: Readonly<Record<string, string>> = { integer: 'a whole number', boolean: 'true or false' };

function leavesOf(node: SchemaNode, path: readonly string[] = []): readonly Leaf[] {
  if (node.properties === undefined) return [{ path, type: node.type ?? 'string' }];
  return Object.entries(node.properties).flatMap(([key, child]) => leavesOf(child, [...path, key]));
}

function convert(text: string, type: string): unknown {
  if (type === 'integer') return /^\d+$/.test(text) ? Number(text) : undefined;
  if (type === 'boolean') return { true: true, false: false }[text];
  if (type === 'array')
    return text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  return text;
}

function place(values: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let group = values;
  for (const step of path.slice(0, -1)) {
    group[step] ??= {};
    group = group[step] as Record<string, unknown>;
  }
  group[path.at(-1) ?? ''] = value;
}

function strangers(environment: Environment, known: readonly string[]): readonly string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('VIGIE_') && !name.startsWith('VIGIE_TEST_') && !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known);
      return `${name} names no setting${meant === undefined ? '' : `: did you mean ${meant}?`}`;
    });
}
