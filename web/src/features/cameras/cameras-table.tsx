import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCameraHealth } from '@/api/camera-health-store.ts';
import type { CameraView } from '@/api/cameras.ts';
import { CameraState } from '@/components/camera-state.tsx';
import { useFormat } from '@/components/use-format.ts';
import styles from './cameras-table.module.css';

/** The cameras of the territory and how they fare. */
export function CamerasTable({ cameras }: { readonly cameras: readonly CameraView[] }) {
  const { t } = useTranslation();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('cameras.name')}</th>
          <th scope="col">{t('cameras.state')}</th>
          <th scope="col">{t('cameras.rate')}</th>
          <th scope="col">{t('cameras.place')}</th>
          <th scope="col">{t('cameras.gives')}</th>
        </tr>
      </thead>
      <tbody>
        {cameras.map((camera) => (
          <CameraRow key={camera.id} camera={camera} />
        ))}
      </tbody>
    </table>
  );
}

const outputs = ['statistics', 'liveCount', 'alert'] as const;

function CameraRow({ camera }: { readonly camera: CameraView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const health = useCameraHealth(camera.id, camera.health);
  return (
    <tr>
      <th scope="row" className={styles.name}>
        <Link to="/cameras/$cameraId" params={{ cameraId: String(camera.id) }}>
          {camera.name}
        </Link>
        <div className={styles.purpose}>
          {camera.purposes.map(({ name }) => name).join(', ') || t('cameras.noPurpose')}
        </div>
      </th>
      <td>
        <CameraState health={health} isOff={!camera.enabled} />
      </td>
      <td className={styles.figure}>
        {health === undefined
          ? '–'
          : t('cameras.perSecond', { rate: format.number(health.framesPerSecond, 1) })}
      </td>
      <td className={styles.gives}>{t(`common.place.${camera.place}`)}</td>
      <td className={styles.gives}>
        {outputs
          .filter((output) => camera.outputs[output])
          .map((output) => t(`cameras.outputs.${output}`))
          .join(', ')}
      </td>
    </tr>
  );
}
