import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CameraView } from '@/api/cameras.ts';
import form from '@/components/form.module.css';
import { useReading } from '@/components/use-reading.ts';
import styles from './wizard.module.css';

interface DoneStepProps {
  readonly camera: CameraView;
  readonly onAnother: () => void;
}

/** What became of the camera: it runs, or what is still missing. */
export function DoneStep({ camera, onAnother }: DoneStepProps) {
  const { t } = useTranslation();
  const read = useReading();
  const { refusal, enabled } = camera;
  const params = { cameraId: String(camera.id) };
  return (
    <div className={styles.body} data-done={camera.id}>
      <h3 className={styles.name}>{t('addCamera.done.title', { name: camera.name })}</h3>
      {refusal === null && enabled && <p className={form.done}>{t('addCamera.done.running')}</p>}
      {refusal !== null && (
        <div className={form.note}>
          <strong>{t('addCamera.done.waiting')}</strong> {read(refusal.rule)} {read(refusal.lift)}
        </div>
      )}
      {!enabled && <p>{t('addCamera.done.switchedOff')}</p>}
      <div className={form.end}>
        <Button variant="default" onClick={onAnother}>
          {t('addCamera.done.another')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => <Link {...props} to="/cameras/$cameraId/editor" params={params} />}
        >
          {t('addCamera.done.adjust')}
        </Button>
        <Button renderRoot={(props) => <Link {...props} to="/cameras/$cameraId" params={params} />}>
          {t('addCamera.done.open')}
        </Button>
      </div>
    </div>
  );
}
