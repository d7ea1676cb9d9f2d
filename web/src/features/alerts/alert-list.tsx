import { Button } from '@mantine/core';
import { IconBell, IconFilterOff } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef } from 'react';
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
            <Row
              key={key}
              alert={alert}
              place={index + 1}
              of={hasMore ? -1 : alerts.length}
              startPx={start}
              isChosen={alert.id === chosen}
              onChoose={onChoose}
            />
          );
        })}
      </ul>
    </div>
  );
}

interface RowProps {
  readonly alert: Alert;
  /** counted from 1; -1 of a list whose end is not known */
  readonly place: number;
  readonly of: number;
  readonly startPx: number;
  readonly isChosen: boolean;
  readonly onChoose: (id: number) => void;
}

/** Choosing another alert draws two rows anew, the one left and the one chosen. */
const Row = memo(function Row({ alert, place, of, startPx, isChosen, onChoose }: RowProps) {
  return (
    <li
      className={styles.place}
      style={{ transform: `translateY(${startPx}px)` }}
      aria-setsize={of}
      aria-posinset={place}
    >
      <button
        type="button"
        className={styles.row}
        data-state={alert.state}
        data-alert={alert.id}
        aria-current={isChosen}
        onClick={() => onChoose(alert.id)}
      >
        <AlertSummary alert={alert} />
      </button>
    </li>
  );
});

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
