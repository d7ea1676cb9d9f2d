import { ActionIcon, Button } from '@mantine/core';
import { IconArrowLeft, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCameraHealth } from '@/api/camera-health-store.ts';
import type { CameraView } from '@/api/cameras.ts';
import { CameraState } from '@/components/camera-state.tsx';
import styles from './camera-wall.module.css';
import { LivePicture } from './live-picture.tsx';

interface OneCameraProps {
  readonly camera: CameraView;
  readonly onBack: () => void;
  readonly onStep: (step: 1 | -1) => void;
}

/** One camera of the wall, as large as the window allows. */
export function OneCamera({ camera, onBack, onStep }: OneCameraProps) {
  const { t } = useTranslation();
  const health = useCameraHealth(camera.id, camera.health);
  return (
    <section className={styles.one} aria-label={camera.name}>
      <div className={styles.oneHead}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconArrowLeft size={16} aria-hidden="true" />}
          onClick={onBack}
        >
          {t('live.back')}
        </Button>
        <h2>{camera.name}</h2>
        <CameraState health={health} isOff={!camera.enabled} />
        <Button
          variant="subtle"
          size="compact-sm"
          renderRoot={(props) => (
            <Link {...props} to="/cameras/$cameraId" params={{ cameraId: String(camera.id) }} />
          )}
        >
          {t('live.page')}
        </Button>
        <ActionIcon variant="default" onClick={() => onStep(-1)} aria-label={t('live.previous')}>
          <IconChevronLeft size={18} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon variant="default" onClick={() => onStep(1)} aria-label={t('live.next')}>
          <IconChevronRight size={18} aria-hidden="true" />
        </ActionIcon>
      </div>
      <div className={styles.picture}>
        <LivePicture
          cameraId={camera.id}
          cameraName={camera.name}
          liveCount={camera.outputs.liveCount}
          isOff={!camera.enabled}
        />
      </div>
    </section>
  );
}
