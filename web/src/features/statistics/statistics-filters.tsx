import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CountedCamera } from '#features/statistics/statistics-schema.ts';
import { countedCamerasQuery, type Interval } from '@/api/statistics.ts';
import { useClassName } from '@/components/object-class.tsx';
import { isolated } from '@/i18n/isolated.ts';
import { earlierTimes } from './comparison.ts';
import type { Period } from './period-days.ts';
import { RegimeChoice } from './regime-choice.tsx';
import type { StatisticsChange, StatisticsChoice } from './statistics-choice.ts';
import styles from './statistics-filters.module.css';

interface StatisticsFiltersProps {
  readonly choice: StatisticsChoice;
  /** classes with a figure, besides those that lines count */
  readonly seen: readonly string[];
  readonly onChange: (change: StatisticsChange) => void;
}

const periods: readonly Period[] = ['today', 'yesterday', 'week', 'month', 'custom'];
const intervals: readonly Interval[] = ['quarter-hour', 'hour', 'day'];

/** What is counted, where, when, by which intervals, and with what it is compared. */
export function StatisticsFilters({ choice, seen, onChange }: StatisticsFiltersProps) {
  const { t } = useTranslation();
  const className = useClassName();
  const { data: all = [] } = useQuery(countedCamerasQuery);
  const cameras = all.filter(({ regime }) => regime === choice.regime);
  const chosen = cameras.filter(({ cameraId }) => choice.camera === undefined || cameraId === choice.camera);
  return (
    <section className={`${styles.filters} screen-only`} aria-label={t('statistics.filters')}>
      <RegimeChoice cameras={all} regime={choice.regime} onChange={onChange} />
      <Choice
        label={t('statistics.camera')}
        all={t('statistics.allCameras')}
        value={choice.camera?.toString()}
        options={cameras.map(({ cameraId, cameraName }) => ({ value: String(cameraId), label: cameraName }))}
        onChange={(value) => onChange({ camera: idOf(value), line: undefined })}
      />
      <Choice
        label={t('statistics.line')}
        all={t('statistics.allLines')}
        value={choice.line?.toString()}
        options={lineOptions(chosen)}
        onChange={(value) => onChange({ line: idOf(value) })}
      />
      <Choice
        label={t('statistics.class')}
        all={t('statistics.allClasses')}
        value={choice.class}
        options={classesOf(chosen, seen, choice).map((value) => ({ value, label: className(value) }))}
        onChange={(value) => onChange({ class: value })}
      />
      <Times choice={choice} onChange={onChange} />
    </section>
  );
}

const idOf = (value: string | undefined): number | undefined =>
  value === undefined ? undefined : Number(value);

/** Lines by name; with that of their camera where there are several. */
function lineOptions(cameras: readonly CountedCamera[]) {
  return cameras.flatMap(({ cameraName, lines }) =>
    lines.map(({ id, name }) => ({
      value: String(id),
      label: cameras.length > 1 ? `${isolated(name)} · ${isolated(cameraName)}` : name,
    })),
  );
}

function classesOf(
  cameras: readonly CountedCamera[],
  seen: readonly string[],
  { line, class: chosen }: StatisticsChoice,
): string[] {
  const lines = cameras
    .flatMap((camera) => camera.lines)
    .filter(({ id }) => line === undefined || id === line);
  const counted = lines.flatMap(({ classes }) => classes);
  const known = line === undefined ? [...counted, ...seen] : counted;
  return [...new Set(chosen === undefined ? known : [...known, chosen])];
}

function Times({ choice, onChange }: Pick<StatisticsFiltersProps, 'choice' | 'onChange'>) {
  const { t } = useTranslation();
  const { days } = choice;
  return (
    <>
      <Select
        label={t('statistics.period')}
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
            onChange={(first) => onChange({ days: { ...days, first } })}
          />
          <DayInput
            label={t('statistics.to')}
            day={days.last}
            onChange={(last) => onChange({ days: { ...days, last } })}
          />
        </>
      )}
      <Select
        label={t('statistics.compare')}
        className={styles.choice ?? ''}
        value={choice.compare}
        data={(['none', ...earlierTimes] as const).map((value) => ({
          value,
          label: t(`statistics.comparisons.${value}`),
        }))}
        onChange={(value) => onChange({ compare: earlierTimes.find((each) => each === value) })}
      />
      <div>
        <span className={styles.label}>{t('statistics.by')}</span>
        <SegmentedControl
          aria-label={t('statistics.by')}
          value={choice.by}
          onChange={(value) => onChange({ by: intervals.find((each) => each === value) ?? choice.by })}
          data={intervals.map((value) => ({ value, label: t(`statistics.intervals.${value}`) }))}
        />
      </div>
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly all: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string | undefined) => void;
}

const every = 'all';

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  return (
    <Select
      label={label}
      className={styles.choice ?? ''}
      searchable={options.length > 10}
      allowDeselect={false}
      value={options.some((option) => option.value === value) ? (value ?? every) : every}
      data={[{ value: every, label: all }, ...options]}
      onChange={(next) => onChange(next === null || next === every ? undefined : next)}
    />
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
      label={label}
      w={152}
      value={day}
      onChange={(event) => {
        if (event.currentTarget.value !== '') onChange(event.currentTarget.value);
      }}
    />
  );
}
