import type { Rule, RuleInput, RuleKind } from '#features/zones/rule-schema.ts';

type Parameter = RuleKind['parameters'][number];

/** A rule as typed in its form; parameters follow its kind. */
export interface RuleDraft {
  readonly name: string;
  readonly kind: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly periodId: number | null;
  readonly severity: NonNullable<RuleInput['severity']>;
  readonly cooldownSeconds: number | string;
  readonly enabled: boolean;
}

/** Text of the fault of each field, with what it names. */
export interface FieldFault {
  readonly key: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

const usualCooldownSeconds = 60;

/** Where a parameter is stored: zones and lines by their id. */
export const storedName = ({ name, type }: Parameter): string =>
  (type === 'zone' || type === 'line') && !name.endsWith('Id') ? `${name}Id` : name;

/** What the form starts with. */
export function ruleDraft(rule: Rule | undefined, kinds: readonly RuleKind[]): RuleDraft {
  const kind = kinds.find((candidate) => candidate.kind === rule?.kind) ?? kinds[0];
  return {
    name: rule?.name ?? '',
    kind: kind?.kind ?? '',
    parameters: rule?.parameters ?? defaultsOf(kind),
    periodId: rule?.periodId ?? null,
    severity: rule?.severity ?? 'warning',
    cooldownSeconds: rule?.cooldownSeconds ?? usualCooldownSeconds,
    enabled: rule?.enabled ?? true,
  };
}

/** The parameters a kind of rule starts with. */
export const defaultsOf = (kind: RuleKind | undefined): Record<string, unknown> =>
  Object.fromEntries(
    (kind?.parameters ?? [])
      .filter((parameter) => parameter.default !== undefined)
      .map((parameter) => [storedName(parameter), parameter.default]),
  );

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

function parameterFault(parameter: Parameter, value: unknown): FieldFault | undefined {
  if (isMissing(value)) return parameter.required ? { key: 'zones.required' } : undefined;
  if (parameter.type !== 'number' && parameter.type !== 'seconds') return undefined;
  const minimum = parameter.minimum ?? 0;
  const maximum = parameter.maximum ?? 86_400;
  const number = Number(value);
  if (number >= minimum && number <= maximum) return undefined;
  return { key: 'zones.numberFault', minimum, maximum };
}

/** The faults of a rule as typed, by field; empty when all is well. */
export function ruleFaults(draft: RuleDraft, kind: RuleKind | undefined): Record<string, FieldFault> {
  const faults: Record<string, FieldFault> = {};
  if (draft.name.trim() === '') faults.name = { key: 'accounts.required' };
  for (const parameter of kind?.parameters ?? []) {
    const fault = parameterFault(parameter, draft.parameters[storedName(parameter)]);
    if (fault !== undefined) faults[parameter.name] = fault;
  }
  return faults;
}

/** What is sent: empty parameters are left out. */
export function ruleInput(draft: RuleDraft, cameraId: number): RuleInput {
  return {
    name: draft.name.trim(),
    cameraId,
    kind: draft.kind,
    parameters: Object.fromEntries(Object.entries(draft.parameters).filter(([, value]) => !isMissing(value))),
    periodId: draft.periodId,
    severity: draft.severity,
    cooldownSeconds: Number(draft.cooldownSeconds),
    enabled: draft.enabled,
  };
}
