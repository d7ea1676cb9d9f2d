import { Checkbox, MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan, PlanInput } from '#features/notifications/plan-schema.ts';
import { camerasQuery } from '@/api/cameras.ts';
import { channelsQuery, savePlan } from '@/api/notifications.ts';
import { rulesQuery } from '@/api/rules.ts';
import form from '@/components/form.module.css';
import { FormEnd } from '@/components/form-end.tsx';
import { emptyStep, PlanSteps } from './plan-steps.tsx';

const severities = ['information', 'warning', 'critical'] as const;

const usualPlan: PlanInput = {
  name: '',
  enabled: true,
  ruleIds: [],
  leastSeverity: 'information',
  groupMinutes: 5,
  steps: [emptyStep(0)],
  outside: { channelIds: [], addresses: [] },
};

function draftOf(plan: Plan | undefined): PlanInput {
  if (plan === undefined) return usualPlan;
  const { id: _, ...values } = plan;
  return values;
}

/** Adds or changes a plan. */
export function PlanForm({ plan, onDone }: { readonly plan: Plan | undefined; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<PlanInput>(() => draftOf(plan));
  const saving = useMutation({
    mutationFn: () => savePlan(plan?.id, { ...draft, name: draft.name.trim() }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['notifications'] });
      onDone();
    },
  });
  const isReady =
    draft.name.trim() !== '' && draft.steps.every(({ people, roles }) => people.length + roles.length > 0);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) saving.mutate();
  };
  const set = (part: Partial<PlanInput>): void => setDraft((before) => ({ ...before, ...part }));
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={t('notifications.planName')}
        name="plan-name"
        maxLength={120}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <RulesField value={draft.ruleIds} onChange={(ruleIds) => set({ ruleIds })} />
      <div className={form.pair}>
        <Select
          label={t('notifications.leastSeverity')}
          allowDeselect={false}
          data={severities.map((value) => ({ value, label: t(`common.severity.${value}`) }))}
          value={draft.leastSeverity}
          onChange={(value) =>
            set({ leastSeverity: severities.find((one) => one === value) ?? 'information' })
          }
        />
        <NumberInput
          label={t('notifications.group')}
          description={t('notifications.groupHelp')}
          min={0}
          max={240}
          allowDecimal={false}
          value={draft.groupMinutes}
          onChange={(value) => set({ groupMinutes: Number(value) })}
        />
      </div>
      <PlanSteps steps={draft.steps} onChange={(steps) => set({ steps })} />
      <OutsideFields outside={draft.outside} onChange={(outside) => set({ outside })} />
      <Checkbox
        label={t('notifications.enabled')}
        checked={draft.enabled}
        onChange={(event) => set({ enabled: event.currentTarget.checked })}
      />
      <FormEnd sending={saving} onCancel={onDone} isReady={isReady}>
        {t('common.save')}
      </FormEnd>
    </form>
  );
}

interface RulesFieldProps {
  readonly value: readonly number[];
  readonly onChange: (ids: number[]) => void;
}

function RulesField({ value, onChange }: RulesFieldProps) {
  const { t } = useTranslation();
  const { data: rules } = useQuery(rulesQuery(undefined));
  const { data: cameras } = useQuery(camerasQuery);
  const cameraName = (id: number): string => cameras?.find((camera) => camera.id === id)?.name ?? '';
  return (
    <MultiSelect
      label={t('notifications.rules')}
      description={t('notifications.rulesHelp')}
      searchable
      clearable
      hidePickedOptions
      data={(rules ?? []).map(({ id, name, cameraId }) => ({
        value: String(id),
        label: `${name} (${cameraName(cameraId)})`,
      }))}
      value={value.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
    />
  );
}

interface OutsideFieldsProps {
  readonly outside: PlanInput['outside'];
  readonly onChange: (outside: PlanInput['outside']) => void;
}

function OutsideFields({ outside, onChange }: OutsideFieldsProps) {
  const { t } = useTranslation();
  const { data: channels } = useQuery(channelsQuery);
  const callable = (channels ?? []).filter(({ kind }) => kind === 'webhook' || kind === 'mqtt');
  return (
    <fieldset className={form.group}>
      <legend>{t('notifications.outside')}</legend>
      <p className="soft">{t('notifications.outsideHelp')}</p>
      <MultiSelect
        label={t('notifications.outsideChannels')}
        data={callable.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={outside.channelIds.map(String)}
        onChange={(ids) => onChange({ ...outside, channelIds: ids.map(Number) })}
      />
      <TagsInput
        label={t('notifications.outsideAddresses')}
        description={t('notifications.outsideAddressesHelp')}
        maxTags={20}
        value={[...outside.addresses]}
        onChange={(addresses) => onChange({ ...outside, addresses: addresses.map((one) => one.trim()) })}
      />
    </fieldset>
  );
}
