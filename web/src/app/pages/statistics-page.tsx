import { Skeleton } from '@mantine/core';
import { IconChartBarOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { camerasQuery } from '@/api/cameras.ts';
import { rulesQuery } from '@/api/rules.ts';
import { countsQuery, presenceQuery, type StatisticsFilter } from '@/api/statistics.ts';
import { Empty, Failure } from '@/components/notice.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { useFormat, useTimeZone } from '@/components/use-format.ts';
import { useNow } from '@/components/use-now.ts';
import { usePermission } from '@/components/use-permission.ts';
import { RuleTimesPanel } from '@/features/alerts/rule-times.tsx';
import { dayAfter, startOfDay } from '@/features/statistics/calendar-days.ts';
import { ChartPanel } from '@/features/statistics/chart-panel.tsx';
import { nextFiguresMs } from '@/features/statistics/first-figures.ts';
import { type ChartData, lineCharts, zoneCharts } from '@/features/statistics/intervals.ts';
import { RuleMeasures } from '@/features/statistics/measure-panel.tsx';
import { type Days, daysOf, usualInterval } from '@/features/statistics/period-days.ts';
import { type StatisticsChoice, StatisticsFilters } from '@/features/statistics/statistics-filters.tsx';
import styles from './statistics-page.module.css';

const route = getRouteApi('/signed-in/statistics');

/** /statistics: passages per line, presence per zone. */
export function StatisticsPage() {
  const { t } = useTranslation();
  const { choice, filter, change } = useChoice();
  const mayReadAlerts = usePermission('alerts:read');
  const now = useNow();
  const format = useFormat();
  const counts = useQuery(countsQuery(filter));
  const presence = useQuery(presenceQuery(filter));
  const firstFiguresOf = useFirstFigures(filter, now);
  const period = daysInWords(choice.days, format.day);
  const lines = lineCharts(counts.data ?? [], now);
  const zones = zoneCharts(presence.data ?? [], now);
  return (
    <>
      <PageHeader
        title={t('statistics.title')}
        actions={<StatisticsFilters choice={choice} filter={filter} onChange={change} />}
      />
      {counts.isPending && <Skeleton height={360} radius="md" />}
      {counts.error !== null && counts.data === undefined && (
        <Failure fault={counts.error} onRetry={() => void counts.refetch()} />
      )}
      {counts.data !== undefined && lines.length === 0 && (
        <Panel title={t('statistics.crossings')}>
          <Empty icon={IconChartBarOff} title={t('statistics.emptyTitle')}>
            {t('statistics.emptyBody')}
          </Empty>
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
          />
        ))}
      </div>
      <Zones zones={zones} filter={filter} period={period} firstFiguresOf={firstFiguresOf} />
      <Rules filter={filter} period={period} firstFiguresOf={firstFiguresOf} />
      {mayReadAlerts && <RuleTimesPanel />}
    </>
  );
}

interface ZonesProps {
  readonly zones: readonly ChartData[];
  readonly filter: StatisticsFilter;
  readonly period: string;
  readonly firstFiguresOf: (cameraId: number) => number | undefined;
}

function Zones({ zones, filter, period, firstFiguresOf }: ZonesProps) {
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
          />
        ))}
      </div>
    </>
  );
}

/** What rules measured, for those who may read rules. */
function Rules({ filter, period, firstFiguresOf }: Omit<ZonesProps, 'zones'>) {
  const { t } = useTranslation();
  const mayRead = usePermission('configuration:read');
  const { data = [] } = useQuery({ ...rulesQuery(filter.camera), enabled: mayRead });
  const measuring = data.filter(
    ({ outputs, enabled, fault }) => outputs.statistics && enabled && fault === null,
  );
  if (measuring.length === 0) return null;
  return (
    <>
      <h2 className={styles.heading}>{t('statistics.measures')}</h2>
      <div className={styles.charts}>
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
  const { data: cameras = [] } = useQuery(camerasQuery);
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

/** What the address says is shown, and the way to change it. */
function useChoice() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const timeZone = useTimeZone();
  const now = useNow();
  const period = search.period ?? 'today';
  const custom = {
    ...(search.from === undefined ? {} : { first: search.from }),
    ...(search.to === undefined ? {} : { last: search.to }),
  };
  const days = daysOf(period, custom, now, timeZone);
  const by = search.by ?? usualInterval(period);
  const choice: StatisticsChoice = {
    ...(search.camera === undefined ? {} : { camera: search.camera }),
    period,
    days,
    by,
  };
  const filter: StatisticsFilter = {
    camera: search.camera,
    from: startOfDay(days.first, timeZone),
    to: startOfDay(dayAfter(days.last, 1), timeZone),
    by,
  };
  const change = (next: Partial<StatisticsChoice> & { readonly allCameras?: true }): void => {
    const { camera: _, ...others } = search;
    void navigate({
      search: {
        ...(next.allCameras === true ? others : search),
        ...(next.camera === undefined ? {} : { camera: next.camera }),
        ...(next.period === undefined ? {} : { period: next.period }),
        ...(next.days === undefined ? {} : { from: next.days.first, to: next.days.last }),
        ...(next.by === undefined ? {} : { by: next.by }),
      },
      replace: true,
    });
  };
  return { choice, filter, change };
}
