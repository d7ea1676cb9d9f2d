import { Button, Skeleton } from '@mantine/core';
import { IconDeviceCctv } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { camerasQuery } from '@/api/cameras.ts';
import { Empty, Failure } from '@/components/notice.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useCalm } from '@/components/use-calm.ts';
import { usePermission } from '@/components/use-permission.ts';
import { LatestAlerts } from '@/features/alerts/latest-alerts.tsx';
import { TodayCounts } from '@/features/statistics/today-counts.tsx';
import { FirstSteps } from '@/features/territory/first-steps.tsx';
import { PictureWall } from '@/features/video-analysis/picture-wall.tsx';
import styles from './overview-page.module.css';

const OverviewMap = lazy(async () => ({ default: (await import('./overview-map.tsx')).OverviewMap }));

/** /: where the cameras are, what happens, what was counted. */
export function OverviewPage() {
  const { t } = useTranslation();
  const mayReadAlerts = usePermission('alerts:read');
  // Drawing a map is the heaviest work of all: what happens and what was counted come first.
  const isCalm = useCalm();
  return (
    <>
      <PageHeader title={t('overview.title')} />
      <FirstSteps className={styles.firstSteps} />
      <div className={styles.grid} data-alerts={mayReadAlerts ? 'yes' : 'no'}>
        <Panel title={t('overview.map')} className={styles.map}>
          {isCalm ? (
            <Suspense fallback={<Skeleton height="100%" radius={0} />}>
              <OverviewMap />
            </Suspense>
          ) : (
            <Skeleton height="100%" radius={0} />
          )}
        </Panel>
        {mayReadAlerts && (
          <Panel
            title={t('overview.alerts')}
            className={styles.alerts}
            actions={<More to="/alerts">{t('overview.allAlerts')}</More>}
          >
            <LatestAlerts />
          </Panel>
        )}
        <Panel
          title={t('overview.wall')}
          className={styles.wall}
          actions={<More to="/live">{t('live.wall')}</More>}
        >
          <Wall />
        </Panel>
        <Panel
          title={t('overview.today')}
          note={t('overview.todaySince')}
          className={styles.today}
          actions={<More to="/statistics">{t('overview.toStatistics')}</More>}
        >
          <TodayCounts />
        </Panel>
      </div>
    </>
  );
}

interface MoreProps {
  readonly to: '/alerts' | '/live' | '/statistics';
  readonly children: ReactNode;
}

function More({ to, children }: MoreProps) {
  return (
    <Button component={Link} to={to} variant="subtle" size="compact-sm">
      {children}
    </Button>
  );
}

function Wall() {
  const { t } = useTranslation();
  const { data: cameras, error, refetch } = useQuery(camerasQuery);
  if (error !== null && cameras === undefined)
    return <Failure fault={error} onRetry={() => void refetch()} />;
  if (cameras === undefined) return <RowsLoading rows={1} height={200} />;
  if (cameras.length === 0) {
    return (
      <Empty icon={IconDeviceCctv} title={t('overview.noCamerasTitle')}>
        {t('overview.noCamerasBody', { command: 'vigie import' })}
      </Empty>
    );
  }
  return <PictureWall cameras={cameras.filter((camera) => camera.enabled)} />;
}
