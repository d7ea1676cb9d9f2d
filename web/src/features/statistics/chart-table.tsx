import { useTranslation } from 'react-i18next';
import { useFormat } from '@/components/use-format.ts';
import styles from './chart-panel.module.css';
import type { ChartData, ChartSeries } from './intervals.ts';

interface ChartTableProps {
  readonly data: ChartData;
  readonly labels: readonly string[];
  readonly nameOf: (series: ChartSeries) => string;
  readonly decimals: number;
}

/** The figures of a chart, for those who read rather than look. */
export function ChartTable({ data, labels, nameOf, decimals }: ChartTableProps) {
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
              <td>{interval.missing ? t('statistics.noData') : format.share(interval.coverage)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
