import { useTranslation } from 'react-i18next';
import { useFormat } from '@/components/use-format.ts';
import styles from './chart-panel.module.css';
import { type Compared, changeOf } from './comparison.ts';

interface ComparisonLineProps {
  readonly kind: 'crossings' | 'presence';
  readonly figures: Compared;
  /** the earlier days, in words */
  readonly period: string;
}

/** What changed since an earlier time, and over how much of both it is known. */
export function ComparisonLine({ kind, figures, period }: ComparisonLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const change = useChange(changeOf(figures));
  const { known, now, before } = figures;
  if (known === 0) return <p className={styles.comparison}>{t('statistics.noComparison', { period })}</p>;
  const isMean = kind === 'presence';
  const figure = (value: number): string => (isMean ? format.number(value / known, 2) : format.number(value));
  return (
    <p className={styles.comparison}>
      <strong className="figures">{change}</strong>{' '}
      {t(isMean ? 'statistics.meanAgainst' : 'statistics.sumAgainst', {
        count: known,
        now: figure(now),
        before: figure(before),
        period,
        number: format.number(known),
      })}
    </p>
  );
}

function useChange(change: number | undefined): string {
  const { t } = useTranslation();
  const format = useFormat();
  if (change === undefined) return t('statistics.fromNothing');
  if (Math.abs(change) < 0.005) return t('statistics.unchanged');
  return t(change > 0 ? 'statistics.more' : 'statistics.less', { share: format.share(Math.abs(change)) });
}
