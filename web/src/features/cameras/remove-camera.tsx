import { Button, Popover } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CameraView, removeCamera } from '@/api/cameras.ts';
import styles from './camera-form.module.css';

/** Removes a camera, once what goes with it has been read. */
export function RemoveCamera({ camera }: { readonly camera: CameraView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const removal = useMutation({
    mutationFn: () => removeCamera(camera.id),
    onSuccess: async () => {
      await navigate({ to: '/cameras' });
      await queryClient.invalidateQueries({ queryKey: ['cameras'] });
    },
  });
  return (
    <Popover width={280} position="top-start" withArrow trapFocus>
      <Popover.Target>
        <Button variant="subtle" color="red" leftSection={<IconTrash size={16} aria-hidden="true" />}>
          {t('cameras.form.remove')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.form}>
          <p>{t('cameras.form.removeConfirm')}</p>
          {removal.error !== null && (
            <div className={styles.fault} role="alert">
              {removal.error.message}
            </div>
          )}
          <Button color="red" loading={removal.isPending} onClick={() => removal.mutate()}>
            {t('common.remove')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
