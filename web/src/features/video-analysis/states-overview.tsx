import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CameraHealth } from '#features/video-analysis/live-schema.ts';
import { useCameraStates } from '@/api/camera-health-store.ts';
import type { CameraView } from '@/api/cameras.ts';
import { CameraState } from '@/components/camera-state.tsx';
import styles from './states-overview.module.css';

/** How all cameras fare, in plain words: those that do not run first, each with what that means. */
export function StatesOverview({ cameras }: { readonly cameras: readonly CameraView[] }) {
  const { t } = useTranslation();
  const states = useCameraStates();
  const all = cameras.map((camera) => ({
    camera,
    health: states.get(camera.id) ?? camera.health ?? undefined,
  }));
  const enabled = all.filter(({ camera }) => camera.enabled);
  const running = enabled.filter(({ health }) => health?.state === 'running').length;
  const others = all.filter(({ camera, health }) => !camera.enabled || health?.state !== 'running');
  const count = enabled.length - running;
  return (
    <div className={styles.states}>
      {enabled.length === 0 ? (
        <p>{t('live.noneOn')}</p>
      ) : (
        <p>{count === 0 ? t('live.allRun', { count: running }) : t('live.some', { count, running })}</p>
      )}
      {others.length > 0 && (
        <ul className={styles.list}>
          {others.map(({ camera, health }) => (
            <li key={camera.id}>
              <Link to="/cameras/$cameraId" params={{ cameraId: String(camera.id) }}>
                {camera.name}
              </Link>
              <CameraState health={health} isOff={!camera.enabled} />
              <span className="soft">{t(`live.meaning.${meaningOf(camera, health)}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type Meaning = Exclude<CameraHealth['state'], 'running'> | 'unknown' | 'disabled';

function meaningOf(camera: CameraView, health: CameraHealth | undefined): Meaning {
  if (!camera.enabled) return 'disabled';
  return health === undefined || health.state === 'running' ? 'unknown' : health.state;
}
