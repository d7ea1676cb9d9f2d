import { Button } from '@mantine/core';
import { IconBell, IconFilterOff } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '#features/alerts/alert-schema.ts';
import { Empty } from '@/components/notice.tsx';
import styles from './alert-list.module.css';
import { AlertSummary } from './alert-summary.tsx';

const rowHeight = 61;
const spareRows = 8;

interface AlertListProps {
  readonly alerts: readonly Alert[];
  readonly chosen: number | undefined;
  readonly isFiltered: boolean;
  readonly hasMore: boolean;
  readonly onChoose: (id: number) => void;
  /** the end of what is loaded comes near */
  readonly onNearEnd: () => void;
  readonly onClearFilters: () => void;
}

/** Alerts to choose from: only the rows in view are made, however long the list. */
export function AlertList(props: AlertListProps) {
  const { t } = useTranslation();
  if (props.alerts.length > 0) return <Rows {...props} />;
  if (props.isFiltered) {
    return (
      <Empty
        icon={IconFilterOff}
        title={t('alerts.emptyFilteredTitle')}
        action={
          <Button variant="default" onClick={props.onClearFilters}>
            {t('alerts.clearFilters')}
          </Button>
        }
      >
        {t('alerts.emptyFilteredBody')}
      </Empty>
    );
  }
  return (
    <Empty icon={IconBell} title={t('alerts.emptyTitle')}>
      {t('alerts.emptyBody')}
    </Empty>
  );
}

function Rows({ alerts, chosen, hasMore, onChoose, onNearEnd }: AlertListProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: alerts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => alerts[index]?.id ?? index,
    overscan: spareRows,
  });
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= alerts.length - spareRows * 3) onNearEnd();
  }, [hasMore, last, alerts.length, onNearEnd]);
  useShown(
    alerts.findIndex(({ id }) => id === chosen),
    chosen,
    virtual.scrollToIndex,
  );
  return (
    <div ref={scroller} className={styles.scroller} data-alerts={alerts.length}>
      <ul className={styles.list} aria-label={t('alerts.list')} style={{ height: virtual.getTotalSize() }}>
        {rows.map(({ index, key, start }) => {
          const alert = alerts[index];
          if (alert === undefined) return null;
          return (
            <li
              key={key}
              className={styles.place}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={hasMore ? -1 : alerts.length}
              aria-posinset={index + 1}
            >
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
          );
        })}
      </ul>
    </div>
  );
}

/** Scrolls to the alert that is opened; news that move it leave the list where the reader has it. */
function useShown(
  at: number,
  chosen: number | undefined,
  scrollToIndex: (index: number, options: { readonly align: 'auto' }) => void,
): void {
  const place = useRef(at);
  place.current = at;
  useEffect(() => {
    if (chosen !== undefined && place.current !== -1) scrollToIndex(place.current, { align: 'auto' });
  }, [chosen, scrollToIndex]);
}
