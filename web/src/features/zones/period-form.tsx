import { Button, Chip, Group, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Period } from '#features/zones/rule-schema.ts';
import { addPeriod } from '@/api/rules.ts';
import {
  days,
  isComplete,
  isMoment,
  newSlot,
  type PeriodDraft,
  periodInput,
  type SlotDraft,
} from './period-draft.ts';
import styles from './rules-panel.module.css';

interface PeriodFormProps {
  readonly onAdded: (period: Period) => void;
  readonly onCancel: () => void;
}

const holidayChoices = ['include', 'exclude', 'only'] as const;

/** Days and hours with a name, used by any rule. It lives inside the rule's form, so it is not a form itself. */
export function PeriodForm({ onAdded, onCancel }: PeriodFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<PeriodDraft>({ name: '', slots: [newSlot(0)], holidays: 'include' });
  const [tried, setTried] = useState(false);
  const saving = useMutation({
    mutationFn: addPeriod,
    onSuccess: async (period) => {
      await queryClient.invalidateQueries({ queryKey: ['periods'] });
      onAdded(period);
    },
  });
  const save = (): void => {
    setTried(true);
    if (isComplete(draft)) saving.mutate(periodInput(draft));
  };
  const setSlots = (slots: readonly SlotDraft[]): void => setDraft((before) => ({ ...before, slots }));
  return (
    <section className={styles.slot} aria-label={t('zones.periodForm.title')}>
      <h3>{t('zones.periodForm.title')}</h3>
      <TextInput
        label={t('zones.periodForm.name')}
        maxLength={120}
        value={draft.name}
        error={tried && draft.name.trim() === '' ? t('accounts.required') : undefined}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
      />
      {draft.slots.map((slot) => (
        <SlotFields
          key={slot.key}
          slot={slot}
          tried={tried}
          onChange={(next) => setSlots(draft.slots.map((each) => (each.key === slot.key ? next : each)))}
          onRemove={
            draft.slots.length === 1
              ? undefined
              : () => setSlots(draft.slots.filter((each) => each.key !== slot.key))
          }
        />
      ))}
      <p className="soft small">{t('zones.periodForm.timeHelp')}</p>
      <Select
        label={t('zones.periodForm.holidays')}
        data={holidayChoices.map((value) => ({
          value,
          label: t(`zones.periodForm.holidayChoices.${value}`),
        }))}
        value={draft.holidays}
        onChange={(value) =>
          setDraft({ ...draft, holidays: holidayChoices.find((each) => each === value) ?? draft.holidays })
        }
      />
      {saving.error !== null && (
        <div className={styles.fault} role="alert">
          {saving.error.message}
        </div>
      )}
      <div className={styles.end}>
        <Button
          variant="subtle"
          onClick={() =>
            setSlots([...draft.slots, newSlot(Math.max(...draft.slots.map((slot) => slot.key)) + 1)])
          }
        >
          {t('zones.periodForm.addHours')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button variant="light" loading={saving.isPending} onClick={save}>
          {t('common.add')}
        </Button>
      </div>
    </section>
  );
}

interface SlotFieldsProps {
  readonly slot: SlotDraft;
  readonly tried: boolean;
  readonly onChange: (slot: SlotDraft) => void;
  readonly onRemove: (() => void) | undefined;
}

function SlotFields({ slot, tried, onChange, onRemove }: SlotFieldsProps) {
  const { t } = useTranslation();
  const timeFault = (text: string) =>
    isMoment(text) || !tried ? undefined : t('zones.periodForm.timeFault');
  return (
    <>
      <fieldset aria-label={t('zones.periodForm.days')} style={{ border: 0, padding: 0, margin: 0 }}>
        <Chip.Group
          multiple
          value={[...slot.days]}
          onChange={(chosen) => onChange({ ...slot, days: chosen })}
        >
          <Group gap={4}>
            {days.map((day) => (
              <Chip key={day} value={day} size="xs">
                {t(`zones.day.${day}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        {tried && slot.days.length === 0 && (
          <div className={styles.fault}>{t('zones.periodForm.daysFault')}</div>
        )}
      </fieldset>
      <div className={styles.pair}>
        <TextInput
          label={t('zones.periodForm.from')}
          value={slot.from}
          error={timeFault(slot.from)}
          onChange={(event) => onChange({ ...slot, from: event.currentTarget.value })}
        />
        <TextInput
          label={t('zones.periodForm.to')}
          value={slot.to}
          error={timeFault(slot.to)}
          onChange={(event) => onChange({ ...slot, to: event.currentTarget.value })}
        />
      </div>
      {onRemove !== undefined && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onRemove}>
          {t('zones.periodForm.removeHours')}
        </Button>
      )}
    </>
  );
}
