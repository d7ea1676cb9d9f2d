import { SegmentedControl, useComputedColorScheme } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasureSeries } from '#features/statistics/measure-schema.ts';
import { useClassName } from '@/components/object-class.tsx';
import { Panel } from '@/components/panel.tsx';
import { useFormat } from '@/components/use-format.ts';
import { isolated } from '@/i18n/isolated.ts';
import { Chart } from './chart.tsx';
import styles from './chart-panel.module.css';
import { chartColours } from './chart-panel.tsx';
import { type DistributionSeries, distributionOption } from './distribution-option.ts';
import { binLabels, usedBins } from './measure-figures.ts';
import { usePrinting } from './use-printing.ts';

interface DistributionPanelProps {
  readonly title: string;
  readonly series: readonly MeasureSeries[];
}

/** How values are spread: bars over bins, the same as a table, and the mean and median of each class. */
export function DistributionPanel({ title, series }: DistributionPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const className = useClassName();
  const [view, setView] = useState<string>('chart');
  const [first] = series;
  const scheme = useComputedColorScheme('light');
  const isPrinting = usePrinting();
  const unit = first?.unit ?? '';
  const labels = useMemo(
    () => binLabels(first?.edges ?? [], (value) => format.number(value)),
    [first?.edges, format],
  );
  const rows = useMemo(
    () =>
      series.map(
        (one): DistributionSeries => ({
          class: one.class,
          name: one.class === null ? (one.partName ?? title) : className(one.class),
          bins: one.total.bins,
        }),
      ),
    [series, className, title],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the style sheet of the scheme.
  const option = useMemo(
    () =>
      distributionOption(rows, {
        labels: labels.slice(0, usedBins(series)),
        unit,
        number: (value) => format.number(value),
        ...chartColours(),
      }),
    [rows, series, labels, unit, format, scheme, isPrinting],
  );
  const count = series.reduce((sum, { total }) => sum + total.weight, 0);
  return (
    <Panel
      title={title}
      note={`${isolated(first?.cameraName ?? '')} · ${t('statistics.measured', { count, number: format.number(count) })}`}
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
      {view === 'chart' ? (
        <Chart option={option} label={t('statistics.distributionLabel', { measure: title })} />
      ) : (
        <BinTable title={title} unit={unit} labels={labels} rows={rows} />
      )}
      <SpreadTable series={series} rows={rows} />
    </Panel>
  );
}

interface BinTableProps {
  readonly title: string;
  readonly unit: string;
  readonly labels: readonly string[];
  readonly rows: readonly DistributionSeries[];
}

function BinTable({ title, unit, labels, rows }: BinTableProps) {
  const format = useFormat();
  return (
    <section className={styles.scroll} aria-label={title}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{unit}</th>
            {rows.map(({ name }) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((label, at) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {rows.map(({ name, bins }) => (
                <td key={name}>{format.number(bins[at] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface SpreadTableProps {
  readonly series: readonly MeasureSeries[];
  readonly rows: readonly DistributionSeries[];
}

/** Number, mean, median with the bin it surely lies in, smallest and largest, by class. */
function SpreadTable({ series, rows }: SpreadTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const decimals = (value: number): number => (Number.isInteger(value) ? 0 : 1);
  const figure = (value: number | null | undefined, unit: string): string =>
    value == null ? '–' : `${format.number(value, decimals(value))} ${unit}`;
  return (
    <section className={styles.scroll} aria-label={t('statistics.spread')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('statistics.spread')}</th>
            <th scope="col">{t('statistics.number')}</th>
            <th scope="col">{t('statistics.mean')}</th>
            <th scope="col">{t('statistics.median')}</th>
            <th scope="col">{t('statistics.extremes')}</th>
          </tr>
        </thead>
        <tbody>
          {series.map(({ total, unit, part }, at) => (
            <tr key={`${rows[at]?.name} ${part}`}>
              <th scope="row">{rows[at]?.name}</th>
              <td>{format.number(total.weight)}</td>
              <td>{figure(total.mean, unit)}</td>
              <td title={t('statistics.medianHelp')}>
                {total.median === null
                  ? '–'
                  : `≈ ${figure(total.median.value, unit)} (${format.number(total.median.low)}–${format.number(total.median.high)})`}
              </td>
              <td>
                {total.minimum === null || total.maximum === null
                  ? '–'
                  : `${format.number(total.minimum, 1)}–${format.number(total.maximum, 1)} ${unit}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
