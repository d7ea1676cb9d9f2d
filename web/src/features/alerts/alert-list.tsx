import { Button } from '@mantine/core';
import { IconBell, IconFilterOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '#features/alerts/alert-schema.ts';
import { Empty } from '@/components/notice.tsx';
import styles from './alert-list.module.css';
import { AlertSummary } from './alert-summary.tsx';

interface AlertListProps {
  readonly alerts: readonly Alert[];
  readonly chosen: number | undefined;
  readonly isFiltered: boolean;
  readonly onChoose: (id: number) => void;
  readonly onClearFilters: () => void;
}

/** Alerts to choose from. */
export function AlertList({ alerts, chosen, isFiltered, onChoose, onClearFilters }: AlertListProps) {
  const { t } = useTranslation();
  if (alerts.length === 0 && isFiltered) {
    return (
      <Empty
        icon={IconFilterOff}
        title={t('alerts.emptyFilteredTitle')}
        action={
          <Button variant="default" onClick={onClearFilters}>
            {t('alerts.clearFilters')}
          </Button>
        }
      >
        {t('alerts.emptyFilteredBody')}
      </Empty>
    );
  }
  if (alerts.length === 0) {
    return (
      <Empty icon={IconBell} title={t('alerts.emptyTitle')}>
        {t('alerts.emptyBody')}
      </Empty>
    );
  }
  return (
    <ul className={styles.list} aria-label={t('alerts.list')}>
      {alerts.map((alert) => (
        <li key={alert.id}>
          <button
            type="button"
            className={styles.row}
            data-state={alert.state}
            data-alert={alert.id}
            aria-current={alert.id === chosen}
            onClick={() => onChoose(alert.id)}
          >
            <AlertSummary alert={alert} />
          </button>
        </li>
      ))}
    </ul>
  );
}
