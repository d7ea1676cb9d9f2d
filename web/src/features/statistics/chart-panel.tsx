import { SegmentedControl, useComputedColorScheme } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Interval } from '@/api/statistics.ts';
import { Empty } from '@/components/notice.tsx';
import { useClassName } from '@/components/object-class.tsx';
import { Panel } from '@/components/panel.tsx';
import { useFormat } from '@/components/use-format.ts';
import type { Format } from '@/i18n/format.ts';
import { Chart } from './chart.tsx';
import { type ChartLook, crossingsOption, presenceOption } from './chart-option.ts';
import styles from './chart-panel.module.css';
import { ChartTable } from './chart-table.tsx';
import type { ChartData, ChartInterval, ChartSeries } from './intervals.ts';

interface ChartPanelProps {
  readonly kind: 'crossings' | 'presence';
  readonly data: ChartData;
  readonly by: Interval;
  /** the days shown, in words */
  readonly period: string;
  /** when the first figures come, in milliseconds; undefined when that cannot be told */
  readonly firstFiguresMs: number | undefined;
  /** what is drawn, where it is neither passages nor presence */
  readonly unit?: string;
}

/** One line or one zone: a chart, the same as a table, its unit, period and coverage. */
export function ChartPanel({ kind, data, by, period, firstFiguresMs, unit: given }: ChartPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [view, setView] = useState<string>('chart');
  const nameOf = useSeriesName(data);
  const labels = useMemo(() => labelsOf(data.intervals, by, format), [data.intervals, by, format]);
  const usualUnit = t(kind === 'crossings' ? 'statistics.unit' : 'statistics.presenceUnit', {
    interval: t(`statistics.intervalNames.${by}`),
  });
  const unit = given ?? usualUnit;
  const share = format.share(data.coverage);
  const summary =
    kind === 'crossings'
      ? t('statistics.summary', {
          count: data.total,
          total: format.number(data.total),
          period,
          share,
        })
      : t('statistics.presenceSummary', { period, share });
  if (data.intervals.every(({ missing }) => missing)) {
    return (
      <Panel title={data.title} note={`${data.cameraName} · ${period}`}>
        <Empty icon={IconClock} title={t('statistics.notYetTitle')}>
          {firstFiguresMs === undefined
            ? t('statistics.notAnalysed')
            : t('statistics.firstFigures', { time: format.time(firstFiguresMs) })}
        </Empty>
      </Panel>
    );
  }
  return (
    <Panel
      title={data.title}
      note={`${data.cameraName} · ${summary}`}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('statistics.table')}
          value={view}
          onChange={setView}
          data={[
            { value: 'chart', label: t('statistics.chart') },
            { value: 'table', label: t('statistics.table') },
          ]}
        />
      }
    >
      {view === 'chart' ? (
        <ChartView kind={kind} data={data} labels={labels} nameOf={nameOf} unit={unit} />
      ) : (
        <ChartTable data={data} labels={labels} nameOf={nameOf} decimals={kind === 'crossings' ? 0 : 2} />
      )}
    </Panel>
  );
}

interface ChartViewProps extends Pick<ChartPanelProps, 'kind' | 'data'> {
  readonly labels: readonly string[];
  readonly nameOf: (series: ChartSeries) => string;
  readonly unit: string;
}

function ChartView({ kind, data, labels, nameOf, unit }: ChartViewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const className = useClassName();
  const scheme = useComputedColorScheme('light');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the style sheet of the scheme.
  const option = useMemo(() => {
    const look: ChartLook = {
      labels,
      className,
      seriesName: nameOf,
      number: (value) => format.number(value, kind === 'crossings' ? 0 : 2),
      axisNumber: (value) => format.number(value, Number.isInteger(value) ? 0 : 2),
      coverageOf: (ratio) => t('statistics.coverageOf', { share: format.share(ratio) }),
      noData: t('statistics.noData'),
      ...chartColours(),
    };
    return kind === 'crossings' ? crossingsOption(data, look) : presenceOption(data, look);
  }, [kind, data, labels, className, nameOf, format, t, scheme]);
  const label = t(kind === 'crossings' ? 'statistics.chartLabel' : 'statistics.presenceLabel', {
    line: data.title,
    zone: data.title,
    camera: data.cameraName,
  });
  return (
    <>
      <Chart option={option} label={label} />
      <p className={styles.legend}>
        <span>{unit}</span>
        {kind === 'crossings' && (
          <span>
            ↑ {data.forwardName || t('common.forward')} ↓ {data.backwardName || t('common.backward')}
          </span>
        )}
        {data.emptyBefore !== undefined && (
          <span>{t('statistics.emptyBefore', { when: format.dayAndTime(data.emptyBefore) })}</span>
        )}
        <span>{t('statistics.coverageNote')}</span>
      </p>
    </>
  );
}

/** The colours of the page, as the style sheet gives them now. */
export function chartColours(): Pick<ChartLook, 'text' | 'soft' | 'border' | 'surface'> {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: value('--text'),
    soft: value('--text-soft'),
    border: value('--border'),
    surface: value('--surface-raised'),
  };
}

function useSeriesName(data: ChartData): (series: ChartSeries) => string {
  const className = useClassName();
  return useMemo(() => {
    const directions = { forward: data.forwardName, backward: data.backwardName };
    return (series) =>
      series.direction === undefined
        ? className(series.class)
        : `${className(series.class)}, ${directions[series.direction]}`;
  }, [className, data.forwardName, data.backwardName]);
}

function labelsOf(intervals: readonly ChartInterval[], by: Interval, format: Format): string[] {
  const first = intervals[0];
  const last = intervals.at(-1);
  if (first === undefined || last === undefined) return [];
  if (by === 'day') return intervals.map(({ from }) => format.day(from));
  const oneDay = format.day(first.from) === format.day(last.from);
  return intervals.map(({ from }) => (oneDay ? format.time(from) : format.dayAndTime(from)));
}
