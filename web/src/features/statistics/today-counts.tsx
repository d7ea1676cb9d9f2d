import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChartBar, IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CameraView, camerasQuery } from '@/api/cameras.ts';
import { todayQuery } from '@/api/statistics.ts';
import { Empty, Failure } from '@/components/notice.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';
import { useNow } from '@/components/use-now.ts';
import { nextFiguresMs } from './first-figures.ts';
import { LineTable } from './line-table.tsx';
import styles from './today-counts.module.css';
import { byCamera, type CameraToday, totalsByLine } from './today-totals.ts';
import { useAnalysedLines } from './use-analysed-lines.ts';

/** Passages since midnight, per line, class and direction; of one camera, or of all side by side. */
export function TodayCounts({ cameraId }: { readonly cameraId?: number }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(todayQuery);
  const { data: cameras = [] } = useQuery(camerasQuery);
  const [showsAll, { toggle }] = useDisclosure(false);
  const lines = totalsByLine(
    (data ?? []).filter((count) => cameraId === undefined || count.cameraId === cameraId),
  );
  const isAnalysed = useAnalysedLines(lines);
  if (error !== null && data === undefined) return <Failure fault={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <RowsLoading rows={4} height={32} />;
  if (lines.length === 0) {
    return (
      <Empty icon={IconChartBar} title={t('overview.todayEmptyTitle')}>
        {t('overview.todayEmptyBody')}
      </Empty>
    );
  }
  const idle = lines
    .filter((line) => isAnalysed(line.lineId))
    .flatMap(({ rows }) => rows.filter((row) => row.forward + row.backward === 0));
  return (
    <>
      <div className={styles.cameras}>
        {byCamera(lines).map((one) => (
          <CameraCounts
            key={one.cameraId}
            today={one}
            camera={cameras.find(({ id }) => id === one.cameraId)}
            isNamed={cameraId === undefined}
            isAnalysed={isAnalysed}
            showsAll={showsAll}
          />
        ))}
      </div>
      {idle.length > 0 && (
        <div className={styles.more}>
          <Button variant="subtle" size="compact-sm" aria-expanded={showsAll} onClick={toggle}>
            {showsAll ? t('overview.hideIdle') : t('overview.showIdle', { count: idle.length })}
          </Button>
        </div>
      )}
    </>
  );
}

interface CameraCountsProps {
  readonly today: CameraToday;
  readonly camera: CameraView | undefined;
  readonly isNamed: boolean;
  readonly isAnalysed: (lineId: number) => boolean;
  readonly showsAll: boolean;
}

function CameraCounts({ today, camera, isNamed, isAnalysed, showsAll }: CameraCountsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const analysed = today.lines.filter((line) => isAnalysed(line.lineId));
  return (
    <section className={styles.camera} aria-label={camera?.name}>
      <header className={styles.head}>
        {isNamed && camera !== undefined && (
          <Link to="/cameras/$cameraId" params={{ cameraId: String(camera.id) }}>
            {camera.name}
          </Link>
        )}
        {analysed.length > 0 && (
          <span className={styles.until}>{t('overview.todayUntil', { time: format.time(today.until) })}</span>
        )}
      </header>
      {analysed.length === 0 && <NoFigures camera={camera} />}
      {analysed.map((line) => (
        <LineTable key={line.lineId} line={line} showsAll={showsAll} />
      ))}
    </section>
  );
}

/** Nothing analysed is not zero: when the first figures come, as far as that is known. */
function NoFigures({ camera }: { readonly camera: CameraView | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const isWaiting = camera?.enabled === true && !camera.outputs.liveCount;
  return (
    <p className={styles.none}>
      <IconClock size={16} stroke={1.75} aria-hidden="true" />
      {isWaiting
        ? t('overview.firstFigures', { time: format.time(nextFiguresMs(now)) })
        : t('overview.noFigures')}
    </p>
  );
}
