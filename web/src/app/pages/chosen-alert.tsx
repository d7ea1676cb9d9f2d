import { IconHandClick } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '#features/alerts/alert-schema.ts';
import { noteSight } from '@/api/alert-desk.ts';
import { alertQuery } from '@/api/alerts.ts';
import { Empty, Failure } from '@/components/notice.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { usePermission } from '@/components/use-permission.ts';
import { AlertDecision } from '@/features/alerts/alert-decision.tsx';
import { AlertDetails } from '@/features/alerts/alert-details.tsx';
import { AlertFilePart } from '@/features/alerts/alert-file.tsx';
import { LivePicture } from '@/features/video-analysis/live-picture.tsx';
import styles from './alerts-page.module.css';

interface ChosenAlertProps {
  readonly id: number | undefined;
  readonly listed: Alert | undefined;
  readonly hasKeys: boolean;
}

/** The alert that is open, whole: what is known of it, what may be done, what happened to it. */
export function ChosenAlert({ id, listed, hasKeys }: ChosenAlertProps) {
  const { t } = useTranslation();
  const maySeeImages = usePermission('images:view');
  // An alert reached by its address may lie on a page of the list that is not loaded.
  const alone = useQuery({ ...alertQuery(id ?? 0), enabled: id !== undefined && listed === undefined });
  const alert = listed ?? (alone.data?.id === id ? alone.data : undefined);
  useSight(alert);
  if (id === undefined) {
    return (
      <Empty icon={IconHandClick} title={t('alerts.chooseTitle')}>
        {t('alerts.chooseBody')}
      </Empty>
    );
  }
  if (alert === undefined && alone.error !== null)
    return <Failure fault={alone.error} onRetry={() => void alone.refetch()} />;
  if (alert === undefined) return <RowsLoading rows={6} height={24} />;
  return (
    <div className={styles.scroll}>
      <AlertDetails
        key={alert.id}
        alert={alert}
        picture={maySeeImages ? <LiveNow alert={alert} /> : undefined}
        file={<AlertFilePart alert={alert} hasKeys={hasKeys} />}
      >
        <AlertDecision alert={alert} hasKeys={hasKeys} />
      </AlertDetails>
    </div>
  );
}

/** Tells the server once that a new alert was opened: the time counts for its rule, nobody is named. */
function useSight(alert: Alert | undefined): void {
  const mayDecide = usePermission('alerts:decide');
  const { mutate } = useMutation({ mutationFn: noteSight });
  const unseen = mayDecide && alert?.firstSeenAt === null ? alert.id : undefined;
  useEffect(() => {
    if (unseen !== undefined) mutate(unseen);
  }, [unseen, mutate]);
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
