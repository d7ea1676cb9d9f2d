import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { camerasQuery } from '@/api/cameras.ts';
import { countsCsvUrl, type Interval, type StatisticsFilter } from '@/api/statistics.ts';
import type { Days, Period } from './period-days.ts';
import styles from './statistics-filters.module.css';

/** What is chosen above the charts. */
export interface StatisticsChoice {
  readonly camera?: number;
  readonly period: Period;
  readonly days: Days;
  readonly by: Interval;
}

interface StatisticsFiltersProps {
  readonly choice: StatisticsChoice;
  readonly filter: StatisticsFilter;
  readonly onChange: (change: Partial<StatisticsChoice> & { readonly allCameras?: true }) => void;
}

const periods: readonly Period[] = ['today', 'yesterday', 'week', 'month', 'custom'];
const intervals: readonly Interval[] = ['quarter-hour', 'hour', 'day'];
const every = 'all';

/** Camera, days, length of the intervals, and the file with the same figures. */
export function StatisticsFilters({ choice, filter, onChange }: StatisticsFiltersProps) {
  const { t } = useTranslation();
  const { data: cameras = [] } = useQuery(camerasQuery);
  const { days } = choice;
  return (
    <div className={styles.filters}>
      <Select
        aria-label={t('statistics.camera')}
        className={styles.choice ?? ''}
        value={choice.camera === undefined ? every : String(choice.camera)}
        data={[
          { value: every, label: t('statistics.allCameras') },
          ...cameras.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onChange={(value) => onChange(value === every ? { allCameras: true } : { camera: Number(value) })}
      />
      <Select
        aria-label={t('statistics.period')}
        className={styles.choice ?? ''}
        value={choice.period}
        data={periods.map((value) => ({ value, label: t(`statistics.periods.${value}`) }))}
        onChange={(value) => onChange({ period: periods.find((each) => each === value) ?? choice.period })}
      />
      {choice.period === 'custom' && (
        <>
          <DayInput
            label={t('statistics.from')}
            day={days.first}
            onChange={(first) => onChange({ period: 'custom', days: { ...days, first } })}
          />
          <DayInput
            label={t('statistics.to')}
            day={days.last}
            onChange={(last) => onChange({ period: 'custom', days: { ...days, last } })}
          />
        </>
      )}
      <SegmentedControl
        aria-label={t('statistics.by')}
        value={choice.by}
        onChange={(value) => onChange({ by: intervals.find((each) => each === value) ?? choice.by })}
        data={intervals.map((value) => ({ value, label: t(`statistics.intervals.${value}`) }))}
      />
      <Button
        component="a"
        href={countsCsvUrl(filter)}
        download
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden="true" />}
      >
        {t('statistics.download')}
      </Button>
    </div>
  );
}

interface DayInputProps {
  readonly label: string;
  readonly day: string;
  readonly onChange: (day: string) => void;
}

function DayInput({ label, day, onChange }: DayInputProps) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      title={label}
      w={152}
      value={day}
      onChange={(event) => {
        if (event.currentTarget.value !== '') onChange(event.currentTarget.value);
      }}
    />
  );
}
