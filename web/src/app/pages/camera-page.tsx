import { Button, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPolygon, IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCameraHealth } from '@/api/camera-health-store.ts';
import { type CameraView, cameraQuery } from '@/api/cameras.ts';
import { CameraState } from '@/components/camera-state.tsx';
import { Failure } from '@/components/notice.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { useMayView } from '@/components/use-may-view.ts';
import { usePermission } from '@/components/use-permission.ts';
import { CameraDialog } from '@/features/cameras/camera-form.tsx';
import { CameraHealthFigures } from '@/features/cameras/camera-health.tsx';
import { CameraLaw } from '@/features/privacy/camera-law.tsx';
import { TodayCounts } from '@/features/statistics/today-counts.tsx';
import { CoarseNotice } from '@/features/video-analysis/coarse-notice.tsx';
import { LivePicture } from '@/features/video-analysis/live-picture.tsx';
import { VideoSwitch } from '@/features/video-analysis/wall-tools.tsx';
import { RulesPanel } from '@/features/zones/rules-panel.tsx';
import styles from './camera-page.module.css';

const route = getRouteApi('/signed-in/cameras/$cameraId');

/** /cameras/:id: the live picture, what was counted, how it fares, its rules. */
export function CameraPage() {
  const cameraId = Number(route.useParams().cameraId);
  const { data: camera, error, refetch } = useQuery(cameraQuery(cameraId));
  if (camera !== undefined) return <CameraDetails key={camera.id} camera={camera} />;
  if (error !== null) return <Failure fault={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.grid}>
      <Skeleton height={480} radius="md" />
      <Skeleton height={320} radius="md" />
    </div>
  );
}

function CameraDetails({ camera }: { readonly camera: CameraView }) {
  const { t } = useTranslation();
  const mayWrite = usePermission('configuration:write');
  const health = useCameraHealth(camera.id, camera.health);
  const [editing, { open, close }] = useDisclosure(false);
  const settings = (
    <>
      <Button
        variant="default"
        leftSection={<IconPolygon size={16} aria-hidden="true" />}
        renderRoot={(props) => (
          <Link {...props} to="/cameras/$cameraId/editor" params={{ cameraId: String(camera.id) }} />
        )}
      >
        {t('editor.open')}
      </Button>
      <Button variant="default" leftSection={<IconSettings size={16} aria-hidden="true" />} onClick={open}>
        {t('cameras.form.editTitle')}
      </Button>
    </>
  );
  return (
    <>
      <PageHeader
        title={camera.name}
        lead={<CameraState health={health} isOff={!camera.enabled} />}
        actions={mayWrite ? settings : undefined}
      />
      {camera.refusal !== null && <Refused refusal={camera.refusal} />}
      {!camera.enabled && <p className={styles.warning}>{t('cameras.disabled')}</p>}
      <div className={styles.grid}>
        <div className={styles.column}>
          <Picture camera={camera} />
          <div className={styles.rules}>
            <RulesPanel camera={camera} />
          </div>
        </div>
        <div className={styles.column}>
          <Panel title={t('cameras.counters')} note={t('overview.todaySince')}>
            {camera.outputs.liveCount ? (
              <TodayCounts cameraId={camera.id} />
            ) : (
              <p className={styles.notice}>{t('cameras.notLive')}</p>
            )}
          </Panel>
          <Panel title={t('cameras.healthTitle')}>
            <CameraHealthFigures health={health} />
            <CameraFacts camera={camera} />
          </Panel>
          <Panel title={t('law.cameraTitle')}>
            <CameraLaw cameraId={camera.id} />
          </Panel>
        </div>
      </div>
      {mayWrite && <CameraDialog opened={editing} camera={camera} onClose={close} />}
    </>
  );
}

function Picture({ camera }: { readonly camera: CameraView }) {
  const mayView = useMayView(camera.id);
  return (
    <div className={styles.picture}>
      {!mayView && <CoarseNotice />}
      <LivePicture
        cameraId={camera.id}
        cameraName={camera.name}
        liveCount={camera.outputs.liveCount}
        isOff={!camera.enabled}
      />
      <div className={styles.tools}>
        <VideoSwitch />
      </div>
    </div>
  );
}

/** Which text keeps this camera from being read, and what would lift it. */
function Refused({ refusal }: { readonly refusal: NonNullable<CameraView['refusal']> }) {
  const { i18n } = useTranslation();
  const language = i18n.language.startsWith('fr') ? 'fr' : 'en';
  return (
    <p className={styles.warning} role="status">
      {refusal.rule[language]} {refusal.lift[language]}
    </p>
  );
}

function CameraFacts({ camera }: { readonly camera: CameraView }) {
  const { t } = useTranslation();
  return (
    <dl className={styles.facts}>
      <dt>{t('cameras.place')}</dt>
      <dd>{t(`common.place.${camera.place}`)}</dd>
      <dt>{t('cameras.purpose')}</dt>
      <dd>{camera.purposes.map(({ name }) => name).join(', ') || '–'}</dd>
    </dl>
  );
}
