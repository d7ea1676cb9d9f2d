import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { latestAlertsQuery } from '@/api/alerts.ts';
import { Empty, Failure } from '@/components/notice.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import styles from './alert-list.module.css';
import { AlertSummary } from './alert-summary.tsx';

const shown = 20;

/** The newest alerts, as they come. */
export function LatestAlerts() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(latestAlertsQuery({}, shown));
  if (error !== null && data === undefined) return <Failure fault={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <RowsLoading rows={5} height={40} />;
  if (data.items.length === 0) {
    return (
      <Empty icon={IconBell} title={t('overview.noAlertsTitle')}>
        {t('overview.noAlertsBody')}
      </Empty>
    );
  }
  return (
    <ul className={styles.list}>
      {data.items.map((alert) => (
        <li key={alert.id}>
          <Link to="/alerts" search={{ id: alert.id }} className={styles.row} data-state={alert.state}>
            <AlertSummary alert={alert} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
