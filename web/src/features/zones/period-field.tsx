import { Button, Select } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Period } from '#features/zones/rule-schema.ts';
import { periodsQuery } from '@/api/rules.ts';
import { PeriodForm } from './period-form.tsx';
import styles from './rules-panel.module.css';

const always = 'always';

interface PeriodFieldProps {
  readonly periodId: number | null;
  readonly onChange: (periodId: number | null) => void;
}

/** What is open below the choice: nothing, a new period, or one that is changed. */
type Open = 'nothing' | 'new' | Period;

/** When a rule holds: at all hours, in a period, or in one made or changed here. */
export function PeriodField({ periodId, onChange }: PeriodFieldProps) {
  const { t } = useTranslation();
  const { data: periods = [] } = useQuery(periodsQuery);
  const [open, setOpen] = useState<Open>('nothing');
  const chosen = periods.find(({ id }) => id === periodId);
  if (open !== 'nothing') {
    return (
      <PeriodForm
        period={open === 'new' ? undefined : open}
        onCancel={() => setOpen('nothing')}
        onSaved={(period) => {
          setOpen('nothing');
          onChange(period.id);
        }}
      />
    );
  }
  return (
    <div className={styles.withButton}>
      <Select
        label={t('zones.period')}
        data={[
          { value: always, label: t('zones.always') },
          ...periods.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        value={periodId === null ? always : String(periodId)}
        onChange={(value) => onChange(value === null || value === always ? null : Number(value))}
      />
      {chosen !== undefined && (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden="true" />}
          onClick={() => setOpen(chosen)}
        >
          {t('zones.editPeriod')}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden="true" />}
        onClick={() => setOpen('new')}
      >
        {t('zones.newPeriod')}
      </Button>
    </div>
  );
}
