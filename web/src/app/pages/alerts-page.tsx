import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowLeft, IconHandClick } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Alert } from '#features/alerts/alert-schema.ts';
import { alertPagesQuery, alertQuery } from '@/api/alerts.ts';
import { Empty, Failure } from '@/components/notice.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { usePermission } from '@/components/use-permission.ts';
import { AlertDecision } from '@/features/alerts/alert-decision.tsx';
import { AlertDetails } from '@/features/alerts/alert-details.tsx';
import { AlertFilters } from '@/features/alerts/alert-filters.tsx';
import { AlertList } from '@/features/alerts/alert-list.tsx';
import { LivePicture } from '@/features/video-analysis/live-picture.tsx';
import styles from './alerts-page.module.css';

const route = getRouteApi('/signed-in/alerts');

/** /alerts: the list, the chosen one, the decision. */
export function AlertsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const pages = useInfiniteQuery(alertPagesQuery({ state: search.state, camera: search.camera }));
  const alerts = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const choose = (id: number | undefined): void => {
    const { id: _, ...rest } = search;
    void navigate({ search: id === undefined ? rest : { ...rest, id }, replace: search.id !== undefined });
  };
  useArrows(alerts, search.id, choose);
  return (
    <>
      <PageHeader
        title={t('alerts.title')}
        lead={t('alerts.lead')}
        actions={<AlertFilters filter={search} onChange={(filter) => void navigate({ search: filter })} />}
      />
      <div className={styles.columns} data-open={search.id === undefined ? 'no' : 'yes'}>
        <Panel title={t('alerts.title')}>
          <div className={styles.scroll}>
            {pages.isPending && <RowsLoading rows={8} height={40} />}
            {pages.error !== null && pages.data === undefined && (
              <Failure fault={pages.error} onRetry={() => void pages.refetch()} />
            )}
            {pages.data !== undefined && (
              <AlertList
                alerts={alerts}
                chosen={search.id}
                isFiltered={search.state !== undefined || search.camera !== undefined}
                onChoose={choose}
                onClearFilters={() => void navigate({ search: {} })}
              />
            )}
            {pages.hasNextPage && (
              <div className={styles.more}>
                <Button
                  variant="default"
                  loading={pages.isFetchingNextPage}
                  onClick={() => void pages.fetchNextPage()}
                >
                  {t('alerts.more')}
                </Button>
              </div>
            )}
          </div>
        </Panel>
        <Panel title={t('alerts.details')} actions={<BackToList onBack={() => choose(undefined)} />}>
          <ChosenAlert id={search.id} listed={alerts.find((alert) => alert.id === search.id)} />
          <Keys />
        </Panel>
      </div>
    </>
  );
}

function ChosenAlert({
  id,
  listed,
}: {
  readonly id: number | undefined;
  readonly listed: Alert | undefined;
}) {
  const { t } = useTranslation();
  const maySeeImages = usePermission('images:view');
  // An alert reached by its address may lie on a page of the list that is not loaded.
  const alone = useQuery({ ...alertQuery(id ?? 0), enabled: id !== undefined && listed === undefined });
  if (id === undefined) {
    return (
      <Empty icon={IconHandClick} title={t('alerts.chooseTitle')}>
        {t('alerts.chooseBody')}
      </Empty>
    );
  }
  const alert = listed ?? alone.data;
  if (alert !== undefined) {
    return (
      <div className={styles.scroll}>
        <AlertDetails alert={alert} picture={maySeeImages ? <LiveNow alert={alert} /> : undefined}>
          <AlertDecision key={alert.id} alert={alert} />
        </AlertDetails>
      </div>
    );
  }
  if (alone.error !== null) return <Failure fault={alone.error} onRetry={() => void alone.refetch()} />;
  return <RowsLoading rows={6} height={24} />;
}

/** What the camera sees now, with the place where the alert arose. */
function LiveNow({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation();
  return (
    <section className={styles.live} aria-label={t('alerts.liveNow')}>
      <h3>{t('alerts.liveNow')}</h3>
      <LivePicture
        key={alert.cameraId}
        cameraId={alert.cameraId}
        cameraName={alert.cameraName}
        liveCount={false}
        spot={alert.point ?? undefined}
      />
      <p className="soft small">{t(alert.point === null ? 'alerts.noImageKept' : 'alerts.liveNowHelp')}</p>
    </section>
  );
}

function BackToList({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      className={styles.back ?? ''}
      leftSection={<IconArrowLeft size={16} aria-hidden="true" />}
      onClick={onBack}
    >
      {t('alerts.back')}
    </Button>
  );
}

function Keys() {
  const { t } = useTranslation();
  return (
    <div className={styles.keys} aria-hidden="true">
      <span>{t('alerts.keys')}</span>
      <span>
        <kbd>↑</kbd> <kbd>↓</kbd> {t('alerts.keyMove')}
      </span>
      <span>
        <kbd>A</kbd> {t('alerts.acknowledge')}
      </span>
      <span>
        <kbd>C</kbd> {t('alerts.confirm')}
      </span>
      <span>
        <kbd>R</kbd> {t('alerts.reject')}
      </span>
      <span>
        <kbd>X</kbd> {t('alerts.close')}
      </span>
    </div>
  );
}

/** Arrow keys go through the list. */
function useArrows(alerts: readonly Alert[], chosen: number | undefined, choose: (id: number) => void): void {
  const move = (step: 1 | -1): void => {
    const at = alerts.findIndex((alert) => alert.id === chosen);
    const next = alerts[at === -1 ? 0 : Math.min(Math.max(at + step, 0), alerts.length - 1)];
    if (next === undefined) return;
    choose(next.id);
    document.querySelector(`[data-alert="${next.id}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  useHotkeys([
    ['ArrowDown', () => move(1)],
    ['ArrowUp', () => move(-1)],
    ['J', () => move(1)],
    ['K', () => move(-1)],
  ]);
}
