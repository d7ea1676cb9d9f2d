import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleTimes } from '#features/alerts/desk-schema.ts';
import { ruleTimesQuery } from '@/api/alert-desk.ts';
import { Failure } from '@/components/notice.tsx';
import { Panel } from '@/components/panel.tsx';
import records from '@/components/records.module.css';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';
import styles from './rule-times.module.css';

const dayMs = 24 * 3_600_000;
const days = 30;

/** How soon the alerts of each rule are seen and decided on: of rules, never of who decides. */
export function RuleTimesPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const { from, to } = useMemo(() => {
    // Whole days: the same question all day long is asked once.
    const end = Math.ceil(Date.now() / dayMs) * dayMs;
    return { from: new Date(end - days * dayMs).toISOString(), to: new Date(end).toISOString() };
  }, []);
  const { data, error, refetch } = useQuery(ruleTimesQuery(from, to));
  const duration = useDuration();
  const figure = (seconds: RuleTimes['secondsToSight']): string =>
    seconds === null ? '–' : `${duration(seconds.median)} (${duration(seconds.p90)})`;
  return (
    <Panel title={t('ruleTimes.title')} note={t('ruleTimes.note', { count: days })} className={styles.panel}>
      {error !== null && data === undefined && <Failure fault={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <RowsLoading rows={3} />}
      {data?.length === 0 && <p className={styles.note}>{t('ruleTimes.none')}</p>}
      {data !== undefined && data.length > 0 && (
        <div className={styles.scroll}>
          <table className={records.table}>
            <thead>
              <tr>
                <th>{t('alerts.rule')}</th>
                <th>{t('alerts.camera')}</th>
                <th>{t('ruleTimes.alerts')}</th>
                <th>{t('ruleTimes.rejected')}</th>
                <th>{t('ruleTimes.sight')}</th>
                <th>{t('ruleTimes.decision')}</th>
              </tr>
            </thead>
            <tbody>
              {data.map((rule) => (
                <tr key={rule.ruleId}>
                  <td>{rule.ruleName}</td>
                  <td>{rule.cameraName}</td>
                  <td>{format.number(rule.alerts)}</td>
                  <td>{rejectedShare(rule, format.share)}</td>
                  <td>{figure(rule.secondsToSight)}</td>
                  <td>{figure(rule.secondsToDecision)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className={styles.note}>{t('ruleTimes.help')}</p>
    </Panel>
  );
}

function rejectedShare({ rejected, confirmed }: RuleTimes, share: (ratio: number) => string): string {
  return rejected + confirmed === 0 ? '–' : share(rejected / (rejected + confirmed));
}

/** Seconds in the unit that reads best. */
function useDuration(): (seconds: number) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (seconds) => {
    if (seconds < 100) return t('ruleTimes.seconds', { value: format.number(seconds) });
    if (seconds < 100 * 60) return t('ruleTimes.minutes', { value: format.number(seconds / 60) });
    return t('ruleTimes.hours', { value: format.number(seconds / 3600, 1) });
  };
}
