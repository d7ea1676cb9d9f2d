import { parse } from 'yaml';
import { invalid, messageOf } from '#foundation/errors.ts';
import { createCheck } from '#foundation/schema-check.ts';
import type { FileRule } from './territory-file.ts';
import { FileRule as FileRuleShape } from './territory-file-schema.ts';

const check = createCheck(FileRuleShape);
const largestFile = 100_000;

/** Reads one rule as it stands among the `rules` of a territory file (YAML or JSON). */
export function readRuleFile(text: string, name: string): FileRule {
  if (text.length > largestFile) throw invalid(`${name} is too large to be a rule`);
  const checked = check(parsed(text, name));
  if (checked.ok) return checked.value as FileRule;
  const lines = checked.faults.map(
    ({ field, message, fix }) => `  ${field}: ${message}${fix ? ` (${fix})` : ''}`,
  );
  throw invalid(`${name} is no rule:\n${lines.join('\n')}`, checked.faults);
}

function parsed(text: string, name: string): unknown {
  try {
    const value: unknown = parse(text);
    // A list of one rule, as under `rules:` of a territory file.
    return Array.isArray(value) && value.length === 1 ? value[0] : value;
  } catch (cause) {
    throw invalid(`${name} is not YAML: ${messageOf(cause)}`);
  }
}
