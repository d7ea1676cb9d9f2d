import { Button, Skeleton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Rule } from '#features/zones/rule-schema.ts';
import { measuresCsvUrl, measuresQuery, type StatisticsFilter } from '@/api/statistics.ts';
import { Failure } from '@/components/notice.tsx';
import { useNow } from '@/components/use-now.ts';
import { useReading } from '@/components/use-reading.ts';
import styles from './chart-panel.module.css';
import { ChartPanel } from './chart-panel.tsx';
import { DistributionPanel } from './distribution-panel.tsx';
import { levelChart, type MeasureGroup, measureGroups } from './measure-figures.ts';
import { TripsPanel } from './trips-panel.tsx';

interface RuleMeasuresProps {
  readonly rule: Rule;
  readonly filter: StatisticsFilter;
  /** the days shown, in words */
  readonly period: string;
  readonly firstFiguresMs: number | undefined;
}

/** What one rule measured: each measure as its own panel, and the file with the same figures. */
export function RuleMeasures({ rule, filter, period, firstFiguresMs }: RuleMeasuresProps) {
  const { t } = useTranslation();
  const reading = useReading();
  const { data, error, refetch } = useQuery(measuresQuery(rule.id, filter));
  const shown = data?.filter((one) => filter.class === undefined || [filter.class, null].includes(one.class));
  return (
    <section className={styles.rule} aria-label={rule.name}>
      <header className={styles.ruleHead}>
        <div>
          <h3>{rule.name}</h3>
          <p className="soft">{reading(rule.sentence)}</p>
        </div>
        <Button
          className="screen-only"
          component="a"
          href={measuresCsvUrl(rule.id, filter)}
          download
          variant="default"
          size="compact-md"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
        >
          {t('statistics.download')}
        </Button>
      </header>
      {data === undefined && error === null && <Skeleton height={320} radius="md" />}
      {data === undefined && error !== null && <Failure fault={error} onRetry={() => void refetch()} />}
      {shown?.length === 0 && <p className={styles.none}>{t('statistics.nothingMeasured')}</p>}
      <div className={styles.measures}>
        {measureGroups(shown ?? []).map((group) => (
          <Measure
            key={group.measure}
            group={group}
            filter={filter}
            period={period}
            firstFiguresMs={firstFiguresMs}
          />
        ))}
      </div>
    </section>
  );
}

interface MeasureProps extends Omit<RuleMeasuresProps, 'rule'> {
  readonly group: MeasureGroup;
}

function Measure({ group, filter, period, firstFiguresMs }: MeasureProps) {
  const { t } = useTranslation();
  const reading = useReading();
  const now = useNow();
  const [first] = group.series;
  if (first === undefined) return null;
  const title = reading(first.title);
  if (group.form === 'trips') return <TripsPanel title={title} series={group.series} period={period} />;
  if (group.form === 'distribution') return <DistributionPanel title={title} series={group.series} />;
  const chart = levelChart(group.series, title, now);
  if (chart === undefined) return null;
  const unit = first.unit === '1' ? '' : ` (${first.unit})`;
  return (
    <ChartPanel
      kind="presence"
      data={{ ...chart, title }}
      by={filter.by}
      period={period}
      firstFiguresMs={firstFiguresMs}
      unit={t('statistics.meanOf', {
        measure: `${title}${unit}`,
        interval: t(`statistics.intervalNames.${filter.by}`),
      })}
    />
  );
}
