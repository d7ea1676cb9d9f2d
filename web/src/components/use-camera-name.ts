import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { camerasQuery } from '@/api/cameras.ts';
import { usePermission } from './use-permission.ts';

/** The name of a camera by its number; of one that is gone, the number. */
export function useCameraName(): (id: number) => string {
  const { t } = useTranslation();
  const mayRead = usePermission('configuration:read');
  const { data: cameras } = useQuery({ ...camerasQuery, enabled: mayRead });
  return useCallback(
    (id) => cameras?.find((camera) => camera.id === id)?.name ?? t('common.cameraNumber', { id }),
    [cameras, t],
  );
}
