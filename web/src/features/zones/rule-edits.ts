import type { Rule, RuleKind } from '#features/zones/rule-schema.ts';
import { type Merge, mergeEdits } from './merge-edits.ts';
import { type RuleDraft, ruleDraft } from './rule-draft.ts';

const prefix = 'parameters.';
type Flat = Readonly<Record<string, unknown>>;

/** A rule with each parameter as a field of its own: two persons may change different ones. */
function flat({ parameters, ...head }: RuleDraft): Flat {
  const named = Object.entries(parameters).map(([name, value]) => [`${prefix}${name}`, value]);
  return { ...head, ...Object.fromEntries(named) };
}

function whole(fields: Flat): RuleDraft {
  const entries = Object.entries(fields);
  const parameters = entries
    .filter(([name, value]) => name.startsWith(prefix) && value !== undefined)
    .map(([name, value]) => [name.slice(prefix.length), value]);
  const head = entries.filter(([name]) => !name.startsWith(prefix));
  return { ...Object.fromEntries(head), parameters: Object.fromEntries(parameters) } as unknown as RuleDraft;
}

/** What two persons made of a rule: what the other changed, and both together. */
export interface RuleMerge {
  readonly theirs: Merge<Flat>['theirs'];
  readonly kept: RuleDraft;
  readonly taken: RuleDraft;
  readonly version: number;
}

/** Lays a draft over what the other stored, from the rule that both began with. */
export function mergeRule(
  before: Rule,
  draft: RuleDraft,
  present: Rule,
  kinds: readonly RuleKind[],
): RuleMerge {
  const [base, mine, theirs] = [flat(ruleDraft(before, kinds)), flat(draft), flat(ruleDraft(present, kinds))];
  const fields = [...new Set([base, mine, theirs].flatMap((one) => Object.keys(one)))];
  const merge = mergeEdits(base, mine, theirs, fields);
  // Parameters of another kind do not fit: a rule whose kind changed is taken whole.
  const isOtherKind = theirs.kind !== base.kind || mine.kind !== base.kind;
  return {
    theirs: merge.theirs,
    kept: isOtherKind ? draft : whole(merge.kept),
    taken: ruleDraft(present, kinds),
    version: present.version,
  };
}

/** The name of a parameter, where a field is one. */
export const parameterOf = (field: string): string | undefined =>
  field.startsWith(prefix) ? field.slice(prefix.length) : undefined;
