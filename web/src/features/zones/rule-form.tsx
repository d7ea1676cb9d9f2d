import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule, RuleInput, RuleKind } from '#features/zones/rule-schema.ts';
import type { CameraView } from '@/api/cameras.ts';
import { addRule, changeRule } from '@/api/rules.ts';
import { linesQuery, zonesQuery } from '@/api/zones.ts';
import { ParameterField } from './parameter-field.tsx';
import { PeriodField } from './period-field.tsx';
import {
  defaultsOf,
  type FieldFault,
  type RuleDraft,
  ruleDraft,
  ruleFaults,
  ruleInput,
  storedName,
} from './rule-draft.ts';
import styles from './rules-panel.module.css';

interface RuleFormProps {
  readonly camera: CameraView;
  readonly rule: Rule | undefined;
  readonly kinds: readonly RuleKind[];
  readonly onClose: () => void;
}

/** A plain form made from the kinds of rules that the server offers. */
export function RuleForm({ camera, rule, kinds, onClose }: RuleFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => ruleDraft(rule, kinds));
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const kind = kinds.find((candidate) => candidate.kind === draft.kind);
  const saving = useMutation({
    mutationFn: (input: RuleInput) => (rule === undefined ? addRule(input) : changeRule(rule.id, input)),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['rules'] });
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const found = ruleFaults(draft, kind);
    setFaults(found);
    if (Object.keys(found).length === 0) saving.mutate(ruleInput(draft, camera.id));
  };
  const set = (part: Partial<RuleDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const fault = (field: string) =>
    faults[field] === undefined ? undefined : t(faults[field].key, { ...faults[field] });
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <KindField
        kinds={kinds}
        kind={kind}
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
      <AlertFields draft={draft} set={set} />
      {saving.error !== null && (
        <div className={styles.fault} role="alert">
          {t('zones.saveFailed')} {saving.error.message}
        </div>
      )}
      <div className={styles.end}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={saving.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

interface KindFieldProps {
  readonly kinds: readonly RuleKind[];
  readonly kind: RuleKind | undefined;
  readonly onChange: (kind: RuleKind) => void;
}

function KindField({ kinds, kind, onChange }: KindFieldProps) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'fr' ? 'fr' : 'en';
  return (
    <Select
      label={t('zones.kind')}
      description={kind?.help[language]}
      data={kinds.map((candidate) => ({ value: candidate.kind, label: candidate.title[language] }))}
      value={kind?.kind ?? null}
      onChange={(name) => {
        const next = kinds.find((candidate) => candidate.kind === name);
        if (next !== undefined && next !== kind) onChange(next);
      }}
    />
  );
}

interface ParameterFieldsProps {
  readonly camera: CameraView;
  readonly kind: RuleKind | undefined;
  readonly draft: RuleDraft;
  readonly fault: (field: string) => string | undefined;
  readonly set: (part: Partial<RuleDraft>) => void;
}

function ParameterFields({ camera, kind, draft, fault, set }: ParameterFieldsProps) {
  const { data: zones = [] } = useQuery(zonesQuery(camera.id));
  const { data: lines = [] } = useQuery(linesQuery(camera.id));
  return (
    <div className={styles.pair}>
      {kind?.parameters.map((parameter) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          value={draft.parameters[storedName(parameter)]}
          fault={fault(parameter.name)}
          zones={zones}
          lines={lines}
          line={lines.find((line) => line.id === draft.parameters.lineId)}
          onChange={(value) => set({ parameters: { ...draft.parameters, [storedName(parameter)]: value } })}
        />
      ))}
    </div>
  );
}

const severities = ['information', 'warning', 'critical'] as const;

function AlertFields({ draft, set }: Pick<ParameterFieldsProps, 'draft' | 'set'>) {
  const { t } = useTranslation();
  return (
    <>
      <div className={styles.pair}>
        <Select
          label={t('zones.severity')}
          data={severities.map((value) => ({ value, label: t(`common.severity.${value}`) }))}
          value={draft.severity}
          onChange={(value) => set({ severity: severities.find((each) => each === value) ?? draft.severity })}
        />
        <NumberInput
          label={t('zones.cooldown')}
          min={0}
          max={86_400}
          allowDecimal={false}
          value={draft.cooldownSeconds}
          onChange={(cooldownSeconds) => set({ cooldownSeconds })}
        />
      </div>
      <Checkbox
        label={t('zones.enabled')}
        checked={draft.enabled}
        onChange={(event) => set({ enabled: event.currentTarget.checked })}
      />
    </>
  );
}
