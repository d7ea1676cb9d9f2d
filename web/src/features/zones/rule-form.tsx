import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule, RuleInput, RuleKind } from '#features/zones/rule-schema.ts';
import { meQuery } from '@/api/accounts.ts';
import type { CameraView } from '@/api/cameras.ts';
import { ApiFault } from '@/api/client.ts';
import { addRule, changeRule } from '@/api/rules.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { useReading } from '@/components/use-reading.ts';
import { keepDraft } from './draft-storage.ts';
import { PeriodField } from './period-field.tsx';
import { RuleConflict } from './rule-conflict.tsx';
import {
  defaultsOf,
  type FieldFault,
  type RuleDraft,
  ruleDraft,
  ruleFaults,
  ruleInput,
} from './rule-draft.ts';
import { mergeRule } from './rule-edits.ts';
import { AlertFields, KindField, mayAlert, ParameterFields, usable } from './rule-fields.tsx';
import { RuleSentence } from './rule-sentence.tsx';
import { RuleTrial } from './rule-trial.tsx';
import styles from './rules-panel.module.css';

/** A rule that was left unsaved. */
export interface KeptRule {
  /** the rule it was made from, as it was; null: a new one */
  readonly rule: Rule | null;
  readonly draft: RuleDraft;
}

/** Under which name what is typed of a rule is kept. */
export const keptRuleOf = (cameraId: number): string => `rule.${cameraId}`;

interface RuleFormProps {
  readonly camera: CameraView;
  readonly rule: Rule | undefined;
  readonly kinds: readonly RuleKind[];
  /** what was typed before, and not saved */
  readonly kept: RuleDraft | undefined;
  readonly onClose: () => void;
  readonly onSpot: ((spot: readonly [number, number] | undefined) => void) | undefined;
}

/** A rule as a sentence whose words can be changed, and as a form made from what the server says of its kind. */
export function RuleForm({ camera, rule, kinds, kept, onClose, onSpot }: RuleFormProps) {
  const { t } = useTranslation();
  const reading = useReading();
  const [draft, setDraft] = useState(() => kept ?? ruleDraft(rule, usable(kinds, camera)));
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const kind = kinds.find((candidate) => candidate.kind === draft.kind);
  const saving = useSaving(camera, rule, onClose);
  useKept(camera.id, rule, draft);
  const isSound = (): boolean => {
    const found = ruleFaults(draft, kind);
    setFaults(found);
    return Object.keys(found).length === 0;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isSound()) saving.mutate({ draft, version: rule?.version });
  };
  const set = (part: Partial<RuleDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const fault = (field: string) =>
    faults[field] === undefined ? undefined : t(faults[field].key, { ...faults[field] });
  const present = presentOf(saving.error);
  const merge = rule && present && mergeRule(rule, draft, present, kinds);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {rule !== undefined && rule.fault !== null && <p className={styles.fault}>{reading(rule.fault)}</p>}
      {kept !== undefined && <p className={styles.hint}>{t('zones.keptDraft')}</p>}
      <RuleSentence {...{ camera, kind, draft, fault, set }} />
      <KindField
        kinds={kinds}
        kind={kind}
        camera={camera}
        onChange={(next) => set({ kind: next.kind, parameters: defaultsOf(next) })}
      />
      <TextInput
        label={t('zones.name')}
        description={t('zones.nameHelp')}
        maxLength={120}
        value={draft.name}
        error={fault('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <ParameterFields camera={camera} kind={kind} draft={draft} fault={fault} set={set} />
      <PeriodField periodId={draft.periodId} onChange={(periodId) => set({ periodId })} />
      <AlertFields draft={draft} set={set} camera={camera} mayAlert={mayAlert(kind, camera)} />
      <RuleTrial draft={draft} camera={camera} isSound={isSound} onSpot={onSpot} />
      {merge !== undefined ? (
        <RuleConflict
          merge={merge}
          kind={kind}
          name={draft.name}
          isSaving={saving.isPending}
          onKeep={() => saving.mutate({ draft: merge.kept, version: merge.version })}
          onTake={onClose}
        />
      ) : (
        <ActionFault fault={saving.error} />
      )}
      <div className={styles.end}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={saving.isPending} disabled={merge !== undefined}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

/** What is stored now, where somebody else was first. */
const presentOf = (fault: Error | null): Rule | undefined =>
  fault instanceof ApiFault && fault.status === 409
    ? (fault.problem?.present as Rule | undefined)
    : undefined;

interface Wanted {
  readonly draft: RuleDraft;
  readonly version: number | undefined;
}

function useSaving(camera: CameraView, rule: Rule | undefined, onSaved: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, version }: Wanted) => {
      const input: RuleInput = ruleInput(draft, camera.id);
      return rule === undefined || version === undefined
        ? addRule(input)
        : changeRule(rule.id, { ...input, version });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['rules'] });
      onSaved();
    },
  });
}

/** What is typed outlives the session: who signs in again finds it. */
function useKept(cameraId: number, rule: Rule | undefined, draft: RuleDraft): void {
  const { data: me } = useQuery(meQuery);
  const personId = me?.id;
  useEffect(() => {
    const kept: KeptRule = { rule: rule ?? null, draft };
    if (personId !== undefined) keepDraft(personId, keptRuleOf(cameraId), kept);
  }, [personId, cameraId, rule, draft]);
}
