import { useTranslation } from 'react-i18next';
import { useFormat } from '@/components/use-format.ts';
import type { Format } from '@/i18n/format.ts';
import styles from './chart-panel.module.css';
import type { Compared } from './comparison.ts';
import type { ChartData, ChartSeries } from './intervals.ts';

interface ChartTableProps {
  readonly data: ChartData;
  readonly labels: readonly string[];
  readonly nameOf: (series: ChartSeries) => string;
  readonly decimals: number;
  /** figures of an earlier time, and how they are called */
  readonly earlier?: { readonly name: string; readonly figures: Compared } | undefined;
}

/** The figures of a chart, for those who read rather than look. */
export function ChartTable({ data, labels, nameOf, decimals, earlier }: ChartTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className={styles.scroll} aria-label={data.title}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('statistics.interval')}</th>
            {data.series.map((series) => (
              <th scope="col" key={nameOf(series)}>
                {nameOf(series)}
              </th>
            ))}
            {earlier !== undefined && <th scope="col">{earlier.name}</th>}
            <th scope="col">{t('statistics.coverage')}</th>
          </tr>
        </thead>
        <tbody>
          {data.intervals.map((interval, at) => (
            <tr key={interval.from} className={interval.missing ? styles.missing : undefined}>
              <th scope="row">
                <time dateTime={interval.from}>{labels[at]}</time>
              </th>
              {data.series.map((series) => {
                const value = series.values[at] ?? null;
                return <td key={nameOf(series)}>{value === null ? '–' : format.number(value, decimals)}</td>;
              })}
              {earlier !== undefined && <td>{earlierText(earlier.figures, at, decimals, format)}</td>}
              <td>{interval.missing ? t('statistics.noData') : format.share(interval.coverage)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function earlierText({ forward, backward }: Compared, at: number, decimals: number, format: Format): string {
  const there = forward[at] ?? null;
  return there === null ? '–' : format.number(there + (backward[at] ?? 0), decimals);
}
