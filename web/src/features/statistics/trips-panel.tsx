import { useTranslation } from 'react-i18next';
import type { MeasureSeries } from '#features/statistics/measure-schema.ts';
import { Panel } from '@/components/panel.tsx';
import { useFormat } from '@/components/use-format.ts';
import { isolated } from '@/i18n/isolated.ts';
import styles from './chart-panel.module.css';
import { tripMatrix } from './measure-figures.ts';

interface TripsPanelProps {
  readonly title: string;
  readonly series: readonly MeasureSeries[];
  /** the days shown, in words */
  readonly period: string;
}

/** Ways between lines as a table: from each line to each other, how many and how long in the mean. */
export function TripsPanel({ title, series, period }: TripsPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { origins, destinations, cellOf } = tripMatrix(series);
  return (
    <Panel title={title} note={`${isolated(series[0]?.cameraName ?? '')} · ${period}`}>
      <section className={styles.scroll} aria-label={title}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('statistics.fromTo')}</th>
              {destinations.map((name) => (
                <th scope="col" key={name}>
                  → {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {origins.map((origin) => (
              <tr key={origin}>
                <th scope="row">{origin}</th>
                {destinations.map((destination) => {
                  const { count, meanSeconds } = cellOf(origin, destination);
                  return (
                    <td key={destination}>
                      {format.number(count)}
                      {meanSeconds !== null && (
                        <span className="soft"> · {format.number(meanSeconds, 1)} s</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.legend}>{t('statistics.tripsNote')}</p>
    </Panel>
  );
}
