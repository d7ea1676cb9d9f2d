import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule, RuleInput, RuleKind } from '#features/zones/rule-schema.ts';
import type { CameraView } from '@/api/cameras.ts';
import { ApiFault } from '@/api/client.ts';
import { addRule, changeRule } from '@/api/rules.ts';
import { linesQuery, zonesQuery } from '@/api/zones.ts';
import { useReading } from '@/components/use-reading.ts';
import { ParameterField } from './parameter-field.tsx';
import { PeriodField } from './period-field.tsx';
import {
  defaultsOf,
  type FieldFault,
  type RuleDraft,
  ruleDraft,
  ruleFaults,
  ruleInput,
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
  const reading = useReading();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => ruleDraft(rule, usable(kinds, camera)));
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
      {rule !== undefined && rule.fault !== null && <p className={styles.fault}>{reading(rule.fault)}</p>}
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
      {saving.error !== null && <SaveFault fault={saving.error} />}
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

/** Whether rules of a kind may alert where the camera looks. */
const mayAlert = (kind: RuleKind | undefined, camera: CameraView): boolean =>
  kind?.alertsAt.includes(camera.place) === true;

/** The kinds that give anything at all where the camera looks, first those that need nothing it lacks. */
const usable = (kinds: readonly RuleKind[], camera: CameraView): RuleKind[] =>
  kinds.filter((kind) => mayAlert(kind, camera) || kind.measures.length > 0);

/** Why the server refused the rule, and what would mend it. */
function SaveFault({ fault }: { readonly fault: Error }) {
  const { t } = useTranslation();
  const fixes = fault instanceof ApiFault ? (fault.problem?.faults ?? []).map(({ fix }) => fix) : [];
  return (
    <div className={styles.fault} role="alert">
      {t('zones.saveFailed')} {fault.message}
      {fixes.length > 0 && `. ${fixes.join('; ')}`}
    </div>
  );
}

interface KindFieldProps {
  readonly kinds: readonly RuleKind[];
  readonly kind: RuleKind | undefined;
  readonly camera: CameraView;
  readonly onChange: (kind: RuleKind) => void;
}

function KindField({ kinds, kind, camera, onChange }: KindFieldProps) {
  const { t } = useTranslation();
  const reading = useReading();
  const lacksGround = kind?.needsGround === true && camera.ground === null;
  return (
    <div>
      <Select
        label={t('zones.kind')}
        description={kind && reading(kind.help)}
        data={usable(kinds, camera).map(({ kind: value, title }) => ({ value, label: reading(title) }))}
        value={kind?.kind ?? null}
        maxDropdownHeight={360}
        renderOption={({ option }) => {
          const shown = kinds.find((candidate) => candidate.kind === option.value);
          return (
            <div className={styles.kind}>
              <span>{option.label}</span>
              {shown !== undefined && <span className="soft">{reading(shown.help)}</span>}
            </div>
          );
        }}
        onChange={(name) => {
          const next = kinds.find((candidate) => candidate.kind === name);
          if (next !== undefined && next !== kind) onChange(next);
        }}
      />
      {lacksGround && <p className={styles.warning}>{t('zones.needsGround')}</p>}
      {kind !== undefined && !mayAlert(kind, camera) && (
        <p className={styles.hint}>{t('zones.statisticsOnlyHelp')}</p>
      )}
    </div>
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
          value={draft.parameters[parameter.name]}
          fault={fault(parameter.name)}
          zones={zones}
          lines={lines}
          line={lines.find((line) => line.id === draft.parameters.lineId)}
          onChange={(value) => set({ parameters: { ...draft.parameters, [parameter.name]: value } })}
        />
      ))}
    </div>
  );
}

const severities = ['information', 'warning', 'critical'] as const;

interface AlertFieldsProps extends Pick<ParameterFieldsProps, 'camera' | 'draft' | 'set'> {
  readonly mayAlert: boolean;
}

function AlertFields({ draft, set, camera, mayAlert: alerts }: AlertFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <NumberInput
        label={t('zones.minimumConfidence')}
        description={t('zones.minimumConfidenceHelp')}
        placeholder={t('zones.asCamera', { share: Math.round(camera.confidence * 100) })}
        min={5}
        max={95}
        allowDecimal={false}
        suffix=" %"
        value={draft.minimumConfidence}
        onChange={(minimumConfidence) => set({ minimumConfidence })}
      />
      {alerts && <UrgencyFields draft={draft} set={set} />}
      <Checkbox
        label={t('zones.enabled')}
        checked={draft.enabled}
        onChange={(event) => set({ enabled: event.currentTarget.checked })}
      />
    </>
  );
}

function UrgencyFields({ draft, set }: Pick<ParameterFieldsProps, 'draft' | 'set'>) {
  const { t } = useTranslation();
  return (
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
        suffix=" s"
        value={draft.cooldownSeconds}
        onChange={(cooldownSeconds) => set({ cooldownSeconds })}
      />
    </div>
  );
}
