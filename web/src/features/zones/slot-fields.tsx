import { Button, Chip, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import form from '@/components/form.module.css';
import { isMoment, type SlotDraft } from './period-draft.ts';
import styles from './rules-panel.module.css';
import { gridDays } from './week-grid.ts';

interface SlotFieldsProps {
  readonly slot: SlotDraft;
  readonly tried: boolean;
  readonly onChange: (slot: SlotDraft) => void;
  readonly onRemove: () => void;
}

/** Exact hours on some days: half hours, sunrise, sunset. */
export function SlotFields({ slot, tried, onChange, onRemove }: SlotFieldsProps) {
  const { t } = useTranslation();
  const timeFault = (text: string) =>
    isMoment(text) || !tried ? undefined : t('zones.periodForm.timeFault');
  return (
    <>
      <fieldset aria-label={t('zones.periodForm.days')} className={form.group}>
        <Chip.Group
          multiple
          value={[...slot.days]}
          onChange={(chosen) => onChange({ ...slot, days: chosen })}
        >
          <Group gap={4}>
            {gridDays.map((day) => (
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
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            label={t(`zones.periodForm.${end}`)}
            value={slot[end]}
            error={timeFault(slot[end])}
            onChange={(event) => onChange({ ...slot, [end]: event.currentTarget.value })}
          />
        ))}
      </div>
      <div>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onRemove}>
          {t('zones.periodForm.removeHours')}
        </Button>
      </div>
    </>
  );
}
