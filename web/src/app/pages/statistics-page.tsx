import { Button, Skeleton } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { camerasQuery } from '@/api/cameras.ts';
import { rulesQuery } from '@/api/rules.ts';
import {
  countedCamerasQuery,
  countsCsvUrl,
  countsQuery,
  presenceQuery,
  type StatisticsFilter,
} from '@/api/statistics.ts';
import { Failure } from '@/components/notice.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { useFormat } from '@/components/use-format.ts';
import { useNow } from '@/components/use-now.ts';
import { usePermission } from '@/components/use-permission.ts';
import { RuleTimesPanel } from '@/features/alerts/rule-times.tsx';
import { ChartPanel, type Earlier } from '@/features/statistics/chart-panel.tsx';
import { nextFiguresMs } from '@/features/statistics/first-figures.ts';
import { type ChartData, lineCharts, zoneCharts } from '@/features/statistics/intervals.ts';
import { RuleMeasures } from '@/features/statistics/measure-panel.tsx';
import { NothingCounted } from '@/features/statistics/nothing-counted.tsx';
import type { Days } from '@/features/statistics/period-days.ts';
import { RegimeNote } from '@/features/statistics/regime-choice.tsx';
import { StatisticsFilters } from '@/features/statistics/statistics-filters.tsx';
import { type ChosenStatistics, useStatisticsChoice } from './statistics-choice.ts';
import styles from './statistics-page.module.css';

/** /statistics: passages per line, presence per zone. */
export function StatisticsPage() {
  const { t } = useTranslation();
  const chosen = useStatisticsChoice();
  const { choice, filter, change } = chosen;
  const mayReadAlerts = usePermission('alerts:read');
  const now = useNow();
  const format = useFormat();
  const { data: cameras } = useQuery(countedCamerasQuery);
  const counts = useQuery({ ...countsQuery(filter), enabled: cameras !== undefined });
  const presence = useQuery({ ...presenceQuery(filter), enabled: cameras !== undefined });
  const firstFiguresOf = useFirstFigures(filter, now);
  const earlier = useEarlier(chosen, now);
  const period = daysInWords(choice.days, format.day);
  const lines = lineCharts(counts.data ?? [], now);
  const zones = choice.line === undefined ? zoneCharts(presence.data ?? [], now) : [];
  const seen = presence.data?.filter(({ buckets }) => buckets.some(({ value }) => (value ?? 0) > 0)) ?? [];
  return (
    <>
      <PageHeader title={t('statistics.title')} lead={period} actions={<Files filter={filter} />} />
      <StatisticsFilters choice={choice} seen={seen.map((one) => one.class)} onChange={change} />
      {cameras !== undefined && <RegimeNote cameras={cameras} regime={choice.regime} />}
      {counts.isPending && <Skeleton height={360} radius="md" />}
      {counts.error !== null && counts.data === undefined && (
        <Failure fault={counts.error} onRetry={() => void counts.refetch()} />
      )}
      {counts.data !== undefined && lines.length === 0 && (
        <Panel title={t('statistics.crossings')}>
          <NothingCounted cameras={cameras ?? []} choice={choice} />
        </Panel>
      )}
      <div className={`${styles.charts} ${counts.isPlaceholderData ? styles.stale : ''}`}>
        {lines.map((data) => (
          <ChartPanel
            key={data.id}
            kind="crossings"
            data={data}
            by={filter.by}
            period={period}
            firstFiguresMs={firstFiguresOf(data.cameraId)}
            earlier={earlier('crossings', data.id)}
          />
        ))}
      </div>
      <Zones {...{ zones, filter, period, firstFiguresOf, earlier }} />
      {choice.line === undefined && <Rules {...{ filter, period, firstFiguresOf }} />}
      {mayReadAlerts && <RuleTimesPanel />}
    </>
  );
}

/** The same figures as a file, and on paper. */
function Files({ filter }: { readonly filter: StatisticsFilter }) {
  const { t } = useTranslation();
  return (
    <>
      <Button
        className="screen-only"
        variant="default"
        leftSection={<IconPrinter size={16} aria-hidden="true" />}
        onClick={() => globalThis.print()}
      >
        {t('statistics.print')}
      </Button>
      <Button
        className="screen-only"
        component="a"
        href={countsCsvUrl(filter)}
        download
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden="true" />}
      >
        {t('statistics.download')}
      </Button>
    </>
  );
}

type FindEarlier = (kind: 'crossings' | 'presence', id: number) => Earlier | undefined;

/** The figures of the time compared with, of a line or a zone; none until they are known. */
function useEarlier({ filter, earlier }: ChosenStatistics, nowMs: number): FindEarlier {
  const format = useFormat();
  const asked = earlier?.filter ?? filter;
  const isAsked = earlier !== undefined;
  const { data: counts } = useQuery({ ...countsQuery(asked), enabled: isAsked });
  const { data: presence } = useQuery({ ...presenceQuery(asked), enabled: isAsked });
  if (earlier === undefined || counts === undefined || presence === undefined) return () => undefined;
  const charts = { crossings: lineCharts(counts, nowMs), presence: zoneCharts(presence, nowMs) };
  const period = daysInWords(earlier.days, format.day);
  return (kind, id) => ({ data: charts[kind].find((one) => one.id === id), back: earlier.back, period });
}

interface ZonesProps {
  readonly zones: readonly ChartData[];
  readonly filter: StatisticsFilter;
  readonly period: string;
  readonly firstFiguresOf: (cameraId: number) => number | undefined;
  readonly earlier: FindEarlier;
}

function Zones({ zones, filter, period, firstFiguresOf, earlier }: ZonesProps) {
  const { t } = useTranslation();
  if (zones.length === 0) return null;
  return (
    <>
      <h2 className={styles.heading}>{t('statistics.presence')}</h2>
      <div className={styles.charts}>
        {zones.map((data) => (
          <ChartPanel
            key={data.id}
            kind="presence"
            data={data}
            by={filter.by}
            period={period}
            firstFiguresMs={firstFiguresOf(data.cameraId)}
            earlier={earlier('presence', data.id)}
          />
        ))}
      </div>
    </>
  );
}

/** What rules measured, for those who may read rules. */
function Rules({ filter, period, firstFiguresOf }: Omit<ZonesProps, 'zones' | 'earlier'>) {
  const { t } = useTranslation();
  const mayRead = usePermission('configuration:read');
  const { data = [] } = useQuery({ ...rulesQuery(filter.camera), enabled: mayRead });
  const { data: cameras = [] } = useQuery(countedCamerasQuery);
  const under = new Set(
    cameras.filter(({ regime }) => regime === filter.regime).map(({ cameraId }) => cameraId),
  );
  const measuring = data.filter(
    ({ outputs, enabled, fault, cameraId }) =>
      outputs.statistics && enabled && fault === null && under.has(cameraId),
  );
  if (measuring.length === 0) return null;
  return (
    <>
      <h2 className={styles.heading}>{t('statistics.measures')}</h2>
      <div className={styles.rules}>
        {measuring.map((rule) => (
          <RuleMeasures
            key={rule.id}
            rule={rule}
            filter={filter}
            period={period}
            firstFiguresMs={firstFiguresOf(rule.cameraId)}
          />
        ))}
      </div>
    </>
  );
}

/** When the first figures of a camera appear: known where they wait for full quarter hours, if today is shown. */
function useFirstFigures(filter: StatisticsFilter, nowMs: number): (cameraId: number) => number | undefined {
  const mayRead = usePermission('configuration:read');
  const { data: cameras = [] } = useQuery({ ...camerasQuery, enabled: mayRead });
  const isOpen = Date.parse(filter.from) <= nowMs && nowMs < Date.parse(filter.to);
  return (cameraId) => {
    const camera = cameras.find(({ id }) => id === cameraId);
    const waits = camera?.enabled === true && !camera.outputs.liveCount;
    return isOpen && waits ? nextFiguresMs(nowMs) : undefined;
  };
}

const daysInWords = ({ first, last }: Days, dayOf: (instant: string) => string): string =>
  first === last
    ? dayOf(`${first}T12:00:00Z`)
    : `${dayOf(`${first}T12:00:00Z`)} – ${dayOf(`${last}T12:00:00Z`)}`;
