import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCameraHealth } from '@/api/camera-health-store.ts';
import type { CameraView } from '@/api/cameras.ts';
import { CameraState } from '@/components/camera-state.tsx';
import { useMayViewSome } from '@/components/use-may-view.ts';
import { CoarseNotice } from './coarse-notice.tsx';
import { LivePicture } from './live-picture.tsx';
import { MotiveForm, useHasMotive } from './motive-form.tsx';
import styles from './picture-wall.module.css';
import tile from './wall-tile.module.css';

/** One connection carries at most sixteen cameras; nine is what an eye follows. */
const mostPictures = 9;

/** Live pictures side by side; each opens its camera. */
export function PictureWall({ cameras }: { readonly cameras: readonly CameraView[] }) {
  const hasMotive = useHasMotive();
  const maySee = useMayViewSome();
  const { t } = useTranslation();
  if (cameras.length === 0) return <p className={styles.none}>{t('live.noneOn')}</p>;
  return (
    <>
      {!maySee && <CoarseNotice />}
      {maySee && !hasMotive && <MotiveForm />}
      <ul className={styles.wall}>
        {cameras.slice(0, mostPictures).map((camera) => (
          <li key={camera.id}>
            <WallPicture camera={camera} />
          </li>
        ))}
      </ul>
    </>
  );
}

function WallPicture({ camera }: { readonly camera: CameraView }) {
  const health = useCameraHealth(camera.id, camera.health);
  return (
    <Link to="/cameras/$cameraId" params={{ cameraId: String(camera.id) }} className={tile.tile}>
      <span className={tile.stage}>
        <LivePicture
          cameraId={camera.id}
          cameraName={camera.name}
          liveCount={camera.outputs.liveCount}
          tile
        />
      </span>
      <span className={tile.caption}>
        <span className={tile.name}>{camera.name}</span>
        <CameraState health={health} isOff={!camera.enabled} />
      </span>
    </Link>
  );
}
