import { useTranslation } from 'react-i18next';
import type { RuleKind } from '#features/zones/rule-schema.ts';
import { useReading } from '@/components/use-reading.ts';
import { EditConflict } from './edit-conflict.tsx';
import { parameterOf, type RuleMerge } from './rule-edits.ts';

interface RuleConflictProps {
  readonly merge: RuleMerge;
  readonly kind: RuleKind | undefined;
  readonly name: string;
  readonly isSaving: boolean;
  readonly onKeep: () => void;
  readonly onTake: () => void;
}

/** Somebody else saved the rule first. */
export function RuleConflict({ merge, kind, ...rest }: RuleConflictProps) {
  const { t } = useTranslation();
  const reading = useReading();
  const labelOf = (field: string): string => {
    const name = parameterOf(field);
    const parameter = kind?.parameters.find((one) => one.name === name);
    if (parameter !== undefined) return reading(parameter.title);
    return t(`zones.field.${field}`, { defaultValue: name ?? field });
  };
  const wordsOf = (_field: string, value: unknown): string => {
    if (value === undefined || value === null || value === '') return '–';
    return Array.isArray(value) ? value.join(', ') : String(value);
  };
  return <EditConflict edits={merge.theirs} labelOf={labelOf} wordsOf={wordsOf} {...rest} />;
}
