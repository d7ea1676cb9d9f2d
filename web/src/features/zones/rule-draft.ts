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
  /** percent; empty: as the camera */
  readonly minimumConfidence: number | string;
  readonly enabled: boolean;
}

/** Text of the fault of each field, with what it names. */
export interface FieldFault {
  readonly key: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

const usualCooldownSeconds = 60;

/** What the form starts with. */
export function ruleDraft(rule: Rule | undefined, kinds: readonly RuleKind[]): RuleDraft {
  const kind = kinds.find((candidate) => candidate.kind === rule?.kind) ?? kinds[0];
  const confidence = rule?.minimumConfidence;
  return {
    name: rule?.name ?? '',
    kind: kind?.kind ?? '',
    parameters: rule?.parameters ?? defaultsOf(kind),
    periodId: rule?.periodId ?? null,
    severity: rule?.severity ?? 'warning',
    cooldownSeconds: rule?.cooldownSeconds ?? usualCooldownSeconds,
    minimumConfidence: typeof confidence === 'number' ? Math.round(confidence * 100) : '',
    enabled: rule?.enabled ?? true,
  };
}

/** The parameters a kind of rule starts with. */
export const defaultsOf = (kind: RuleKind | undefined): Record<string, unknown> =>
  Object.fromEntries(
    (kind?.parameters ?? [])
      .filter((parameter) => parameter.default !== undefined)
      .map((parameter) => [parameter.name, parameter.default]),
  );

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

function parameterFault(parameter: Parameter, value: unknown): FieldFault | undefined {
  if (isMissing(value)) return parameter.required ? { key: 'zones.required' } : undefined;
  if (parameter.type !== 'number' && parameter.type !== 'seconds') return undefined;
  const minimum = parameter.minimum ?? 0;
  const maximum = parameter.maximum ?? 86_400;
  const number = Number(value);
  if (!(number >= minimum && number <= maximum)) return { key: 'zones.numberFault', minimum, maximum };
  return parameter.whole === true && !Number.isInteger(number) ? { key: 'zones.wholeFault' } : undefined;
}

/** The faults of a rule as typed, by field; empty when all is well. */
export function ruleFaults(draft: RuleDraft, kind: RuleKind | undefined): Record<string, FieldFault> {
  const faults: Record<string, FieldFault> = {};
  if (draft.name.trim() === '') faults.name = { key: 'accounts.required' };
  for (const parameter of kind?.parameters ?? []) {
    const fault = parameterFault(parameter, draft.parameters[parameter.name]);
    if (fault !== undefined) faults[parameter.name] = fault;
  }
  return faults;
}

/** What is sent: empty parameters are left out; no class chosen means every class. */
export function ruleInput(draft: RuleDraft, cameraId: number): RuleInput {
  return {
    name: draft.name.trim(),
    cameraId,
    kind: draft.kind,
    parameters: Object.fromEntries(
      Object.entries(draft.parameters).filter(([name, value]) => name === 'classes' || !isMissing(value)),
    ),
    periodId: draft.periodId,
    severity: draft.severity,
    cooldownSeconds: Number(draft.cooldownSeconds),
    minimumConfidence: draft.minimumConfidence === '' ? null : Number(draft.minimumConfidence) / 100,
    enabled: draft.enabled,
  };
}
