import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraTest } from '#features/cameras/check-schema.ts';
import { type CameraView, changeCamera } from '@/api/cameras.ts';
import { ApiFault } from '@/api/client.ts';
import { testCamera } from '@/api/onboarding.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';
import { CheckFaultNote, pictureUrl } from './test-result.tsx';
import styles from './wizard.module.css';

/** What draws masks over a picture, stores them, and goes on. */
export interface MaskDrawing {
  readonly picture: ReactNode;
  readonly nextWords: (masks: number) => string;
  readonly isPending: boolean;
  readonly onSaved: () => void;
}

interface MaskStepProps {
  readonly camera: CameraView;
  readonly picture: CameraTest['picture'];
  readonly onPicture: (picture: CameraTest['picture']) => void;
  readonly onDone: () => void;
  readonly drawing: (parts: MaskDrawing) => ReactNode;
}

/** What the camera must not see; then it is started, where the law lets it. */
export function MaskStep({ camera, picture, onPicture, onDone, drawing }: MaskStepProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const starting = useMutation({
    mutationFn: () =>
      changeCamera(camera.id, { enabled: true }).catch((fault: unknown) => {
        // The law may not let it start yet: that is told at the end, and stops nothing before.
        if (!(fault instanceof ApiFault && fault.status === 409)) throw fault;
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['cameras'] }),
    onSuccess: onDone,
  });
  return (
    <div className={styles.body}>
      <p>{t('addCamera.mask.intro')}</p>
      {camera.place === 'public-road' && camera.maskWaiver === null && (
        <p className={form.note}>{t('addCamera.mask.publicRoad')}</p>
      )}
      {picture === null && <TakePicture camera={camera} onPicture={onPicture} />}
      {drawing({
        picture: <MaskPicture picture={picture} />,
        nextWords: (masks) => t(masks === 0 ? 'addCamera.mask.none' : 'addCamera.mask.save'),
        isPending: starting.isPending,
        onSaved: () => starting.mutate(),
      })}
      <ActionFault fault={starting.error} />
    </div>
  );
}

/** The coarse picture of the test; without one, shapes are drawn on an empty field of its usual form. */
function MaskPicture({ picture }: { readonly picture: CameraTest['picture'] }) {
  const { t } = useTranslation();
  if (picture === null) return <div className={styles.blank} />;
  return (
    <img
      className={styles.picture}
      src={pictureUrl(picture)}
      alt={t('addCamera.test.alt')}
      draggable={false}
    />
  );
}

/** After the page was loaded anew there is no picture: the stored address gives another. */
function TakePicture({ camera, onPicture }: Pick<MaskStepProps, 'camera' | 'onPicture'>) {
  const { t } = useTranslation();
  const taking = useMutation({
    mutationFn: () => testCamera({ source: camera.source, cameraId: camera.id }),
    onSuccess: ({ picture }) => onPicture(picture),
  });
  return (
    <>
      <div className={form.buttons}>
        <Button variant="default" loading={taking.isPending} onClick={() => taking.mutate()}>
          {t('addCamera.mask.picture')}
        </Button>
      </div>
      <ActionFault fault={taking.error} />
      {taking.data?.fault != null && <CheckFaultNote fault={taking.data.fault} />}
    </>
  );
}
