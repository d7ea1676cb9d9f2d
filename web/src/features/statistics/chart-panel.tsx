import { SegmentedControl, useComputedColorScheme } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Interval } from '@/api/statistics.ts';
import { Empty } from '@/components/notice.tsx';
import { useClassName } from '@/components/object-class.tsx';
import { Panel } from '@/components/panel.tsx';
import { useFormat, useTimeZone } from '@/components/use-format.ts';
import type { Format } from '@/i18n/format.ts';
import { isolated } from '@/i18n/isolated.ts';
import { Chart } from './chart.tsx';
import { type ChartLook, crossingsOption, presenceOption } from './chart-option.ts';
import styles from './chart-panel.module.css';
import { ChartTable } from './chart-table.tsx';
import { type Compared, compareWith } from './comparison.ts';
import { ComparisonLine } from './comparison-line.tsx';
import type { ChartData, ChartInterval, ChartSeries } from './intervals.ts';
import { usePrinting } from './use-printing.ts';

/** The figures of an earlier time. */
export interface Earlier {
  /** those of this line or zone; undefined when there are none */
  readonly data: ChartData | undefined;
  /** so many days earlier */
  readonly back: number;
  /** the earlier days, in words */
  readonly period: string;
}

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
  /** with what it is compared; undefined while that is not known, or not asked for */
  readonly earlier?: Earlier | undefined;
}

/** One line or one zone: a chart, the same as a table, its unit, period and coverage. */
export function ChartPanel(props: ChartPanelProps) {
  const { kind, data, by, period, firstFiguresMs, unit: given, earlier } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const [view, setView] = useState<string>('chart');
  const nameOf = useSeriesName(data);
  const labels = useMemo(() => labelsOf(data.intervals, by, format), [data.intervals, by, format]);
  const usualUnit = t(kind === 'crossings' ? 'statistics.unit' : 'statistics.presenceUnit', {
    interval: t(`statistics.intervalNames.${by}`),
  });
  const unit = given ?? usualUnit;
  const compared = useCompared(data, earlier);
  const share = format.share(data.coverage);
  const summary =
    kind === 'crossings'
      ? t('statistics.summary', {
          count: data.total,
          total: format.number(data.total),
          share,
        })
      : t('statistics.presenceSummary', { share });
  if (data.intervals.every(({ missing }) => missing)) {
    return (
      <Panel title={data.title} note={`${isolated(data.cameraName)} · ${period}`}>
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
      note={`${isolated(data.cameraName)} · ${summary}`}
      actions={
        <SegmentedControl
          className="screen-only"
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
      {compared !== undefined && earlier !== undefined && (
        <ComparisonLine kind={kind} figures={compared.figures} period={earlier.period} />
      )}
      {view === 'chart' ? (
        <ChartView {...{ kind, data, labels, nameOf, unit }} earlier={compared} />
      ) : (
        <ChartTable
          {...{ data, labels, nameOf }}
          decimals={kind === 'crossings' ? 0 : 2}
          earlier={compared}
        />
      )}
    </Panel>
  );
}

interface NamedFigures {
  readonly name: string;
  readonly figures: Compared;
}

/** The earlier figures beside those of the chart, under the name they have in it. */
function useCompared(data: ChartData, earlier: Earlier | undefined): NamedFigures | undefined {
  const { t } = useTranslation();
  const timeZone = useTimeZone();
  return useMemo(
    () =>
      earlier && {
        name: t('statistics.earlier'),
        figures: compareWith(data, earlier.data, earlier.back, timeZone),
      },
    [data, earlier, timeZone, t],
  );
}

interface ChartViewProps extends Pick<ChartPanelProps, 'kind' | 'data'> {
  readonly earlier: NamedFigures | undefined;
  readonly labels: readonly string[];
  readonly nameOf: (series: ChartSeries) => string;
  readonly unit: string;
}

function ChartView({ kind, data, labels, nameOf, unit, earlier }: ChartViewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const className = useClassName();
  const scheme = useComputedColorScheme('light');
  const isPrinting = usePrinting();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the style sheet of the scheme.
  const option = useMemo(() => {
    const look: ChartLook = {
      labels,
      className,
      seriesName: nameOf,
      number: (value) => format.number(value, kind === 'crossings' ? 0 : 2),
      axisNumber: (value) => format.number(value, decimalsOf(value)),
      coverageOf: (ratio) => t('statistics.coverageOf', { share: format.share(ratio) }),
      noData: t('statistics.noData'),
      earlier,
      ...chartColours(),
    };
    return kind === 'crossings' ? crossingsOption(data, look) : presenceOption(data, look);
  }, [kind, data, labels, className, nameOf, format, t, scheme, earlier, isPrinting]);
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

/** Two figures that tell: a small value has more decimals than a large one. */
function decimalsOf(value: number): number {
  if (Number.isInteger(value)) return 0;
  return Math.min(4, Math.max(1, 1 - Math.floor(Math.log10(Math.abs(value)))));
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
