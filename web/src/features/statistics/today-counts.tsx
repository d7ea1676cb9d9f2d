import { IconChartBar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { camerasQuery } from '@/api/cameras.ts';
import { todayQuery } from '@/api/statistics.ts';
import { Empty, Failure } from '@/components/notice.tsx';
import { ObjectClass } from '@/components/object-class.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';
import styles from './today-counts.module.css';
import { type LineToday, totalsByLine } from './today-totals.ts';

/** Passages since midnight, per line, class and direction; of one camera, or of all. */
export function TodayCounts({ cameraId }: { readonly cameraId?: number }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(todayQuery);
  const { data: cameras = [] } = useQuery(camerasQuery);
  if (error !== null && data === undefined) return <Failure fault={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <RowsLoading rows={4} height={32} />;
  const lines = totalsByLine(data.filter((count) => cameraId === undefined || count.cameraId === cameraId));
  if (lines.length === 0) {
    return (
      <Empty icon={IconChartBar} title={t('overview.todayEmptyTitle')}>
        {t('overview.todayEmptyBody')}
      </Empty>
    );
  }
  return (
    <div className={styles.lines}>
      {lines.map((line) => (
        <LineTable
          key={line.lineId}
          line={line}
          cameraName={
            cameraId === undefined ? cameras.find((camera) => camera.id === line.cameraId)?.name : undefined
          }
        />
      ))}
    </div>
  );
}

function LineTable({
  line,
  cameraName,
}: {
  readonly line: LineToday;
  readonly cameraName: string | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <table className={styles.table} data-line={line.lineId}>
      <caption>
        <strong>{line.lineName}</strong>
        {cameraName !== undefined && <span className="soft"> {cameraName}</span>}
        <span className={styles.until}>{t('overview.todayUntil', { time: format.time(line.until) })}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('alerts.class')}</span>
          </th>
          <th scope="col">{line.forwardName || t('common.forward')}</th>
          <th scope="col">{line.backwardName || t('common.backward')}</th>
        </tr>
      </thead>
      <tbody>
        {line.rows.map((row) => (
          <tr key={row.class}>
            <th scope="row">
              <ObjectClass name={row.class} />
            </th>
            <td>{format.number(row.forward)}</td>
            <td>{format.number(row.backward)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
