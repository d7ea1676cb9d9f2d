import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Period, PeriodInput } from '#features/zones/rule-schema.ts';
import { ApiFault } from '@/api/client.ts';
import { addPeriod, changePeriod } from '@/api/rules.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { EditConflict } from './edit-conflict.tsx';
import { mergeEdits } from './merge-edits.ts';
import { newSlot, type PeriodDraft, periodDraft, periodFaults, periodInput } from './period-draft.ts';
import styles from './rules-panel.module.css';
import { SlotFields } from './slot-fields.tsx';
import { SpanList } from './span-list.tsx';
import { WeekField } from './week-field.tsx';

interface PeriodFormProps {
  /** the period that is changed; undefined: a new one */
  readonly period: Period | undefined;
  readonly onSaved: (period: Period) => void;
  readonly onCancel: () => void;
}

const holidayChoices = ['include', 'exclude', 'only'] as const;
const mergedFields = ['name', 'cells', 'slots', 'dates', 'except', 'holidays'] as const;

/** Keys that the form shows and does not send are removed. */
const patchOf = (input: PeriodInput, version: number) => ({ dates: null, except: null, ...input, version });

/** Hours, dates and holidays with a name, used by any rule. It lives inside the rule's form, so it is not a form itself. */
export function PeriodForm({ period, onSaved, onCancel }: PeriodFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<PeriodDraft>(() => periodDraft(period));
  const [tried, setTried] = useState(false);
  const saving = useMutation({
    mutationFn: ({
      wanted,
      version,
    }: {
      readonly wanted: PeriodDraft;
      readonly version: number | undefined;
    }) =>
      period === undefined || version === undefined
        ? addPeriod(periodInput(wanted))
        : changePeriod(period.id, patchOf(periodInput(wanted), version)),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: ['periods'] });
      await queryClient.invalidateQueries({ queryKey: ['rules'] });
      onSaved(saved);
    },
  });
  const faults = periodFaults(draft);
  const set = (part: Partial<PeriodDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const told = (part: Parameters<typeof faults.has>[0], words: string): string | undefined =>
    tried && faults.has(part) ? words : undefined;
  const present = presentOf(saving.error);
  const merge =
    present && period && mergeEdits(periodDraft(period), draft, periodDraft(present), mergedFields);
  return (
    <section className={styles.slot} aria-label={t('zones.periodForm.title')}>
      <h3>{t(period === undefined ? 'zones.periodForm.title' : 'zones.periodForm.editTitle')}</h3>
      {period !== undefined && <p className="soft">{t('zones.periodForm.shared')}</p>}
      <TextInput
        label={t('zones.periodForm.name')}
        maxLength={120}
        value={draft.name}
        error={told('name', t('accounts.required'))}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <WeekPart draft={draft} set={set} fault={told('week', t('zones.week.fault'))} />
      <ExactHours draft={draft} set={set} tried={tried} />
      <DateParts draft={draft} set={set} told={told} />
      {merge !== undefined && present !== undefined ? (
        <EditConflict
          name={draft.name}
          edits={merge.theirs}
          labelOf={(field) => t(`zones.periodForm.field.${field}`)}
          wordsOf={(_, value) => (typeof value === 'string' ? value : '…')}
          isSaving={saving.isPending}
          onKeep={() => saving.mutate({ wanted: { ...draft, ...merge.kept }, version: present.version })}
          onTake={() => onSaved(present)}
        />
      ) : (
        <ActionFault fault={saving.error} />
      )}
      <div className={styles.end}>
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button
          variant="light"
          loading={saving.isPending}
          onClick={() => {
            setTried(true);
            if (faults.size === 0) saving.mutate({ wanted: draft, version: period?.version });
          }}
        >
          {t(period === undefined ? 'common.add' : 'common.save')}
        </Button>
      </div>
    </section>
  );
}

const presentOf = (fault: Error | null): Period | undefined =>
  fault instanceof ApiFault && fault.status === 409
    ? (fault.problem?.present as Period | undefined)
    : undefined;

interface PartProps {
  readonly draft: PeriodDraft;
  readonly set: (part: Partial<PeriodDraft>) => void;
}

function WeekPart({ draft, set, fault }: PartProps & { readonly fault: string | undefined }) {
  const { t } = useTranslation();
  return (
    <div>
      <p className="small soft">{t('zones.week.help')}</p>
      <WeekField grid={{ cells: draft.cells, others: [] }} onChange={({ cells }) => set({ cells })} />
      {fault !== undefined && <p className={styles.fault}>{fault}</p>}
    </div>
  );
}

function ExactHours({ draft, set, tried }: PartProps & { readonly tried: boolean }) {
  const { t } = useTranslation();
  const { slots } = draft;
  const next = Math.max(0, ...slots.map(({ key }) => key)) + 1;
  return (
    <>
      {slots.map((slot) => (
        <SlotFields
          key={slot.key}
          slot={slot}
          tried={tried}
          onChange={(changed) => set({ slots: slots.map((one) => (one.key === slot.key ? changed : one)) })}
          onRemove={() => set({ slots: slots.filter((one) => one.key !== slot.key) })}
        />
      ))}
      {slots.length > 0 && <p className="soft small">{t('zones.periodForm.timeHelp')}</p>}
      <div>
        <Button variant="subtle" size="compact-sm" onClick={() => set({ slots: [...slots, newSlot(next)] })}>
          {t('zones.periodForm.addHours')}
        </Button>
      </div>
    </>
  );
}

interface DatePartsProps extends PartProps {
  readonly told: (part: 'dates' | 'except', words: string) => string | undefined;
}

function DateParts({ draft, set, told }: DatePartsProps) {
  const { t } = useTranslation();
  return (
    <>
      <SpanList
        label={t('zones.periodForm.dates')}
        addLabel={t('zones.periodForm.addDates')}
        spans={draft.dates}
        fault={told('dates', t('zones.periodForm.datesFault'))}
        onChange={(dates) => set({ dates })}
      />
      <SpanList
        label={t('zones.periodForm.except')}
        addLabel={t('zones.periodForm.addExcept')}
        spans={draft.except}
        fault={told('except', t('zones.periodForm.datesFault'))}
        onChange={(except) => set({ except })}
      />
      <Select
        label={t('zones.periodForm.holidays')}
        data={holidayChoices.map((value) => ({
          value,
          label: t(`zones.periodForm.holidayChoices.${value}`),
        }))}
        value={draft.holidays}
        onChange={(value) =>
          set({ holidays: holidayChoices.find((each) => each === value) ?? draft.holidays })
        }
      />
    </>
  );
}
