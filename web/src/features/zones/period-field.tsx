import { Button, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { periodsQuery } from '@/api/rules.ts';
import { PeriodForm } from './period-form.tsx';
import styles from './rules-panel.module.css';

const always = 'always';

interface PeriodFieldProps {
  readonly periodId: number | null;
  readonly onChange: (periodId: number | null) => void;
}

/** When a rule holds: at all hours, in a period, or in one made here. */
export function PeriodField({ periodId, onChange }: PeriodFieldProps) {
  const { t } = useTranslation();
  const { data: periods = [] } = useQuery(periodsQuery);
  const [adding, setAdding] = useState(false);
  if (adding) {
    return (
      <PeriodForm
        onCancel={() => setAdding(false)}
        onAdded={(period) => {
          setAdding(false);
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
      <Button
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden="true" />}
        onClick={() => setAdding(true)}
      >
        {t('zones.newPeriod')}
      </Button>
    </div>
  );
}
