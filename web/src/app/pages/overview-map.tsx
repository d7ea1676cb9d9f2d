import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '@/api/accounts.ts';
import { alertCountsQuery } from '@/api/alerts.ts';
import { useCameraStates } from '@/api/camera-health-store.ts';
import { type CameraView, camerasQuery } from '@/api/cameras.ts';
import { todayQuery } from '@/api/statistics.ts';
import { useFormat } from '@/components/use-format.ts';
import { usePermission } from '@/components/use-permission.ts';
import { CameraMap } from '@/map/camera-map.tsx';

/** The cameras on the map: state, what they see, what they counted today where that may be shown, alerts. */
export function OverviewMap() {
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  const { data: cameras } = useQuery(camerasQuery);
  const mayReadAlerts = usePermission('alerts:read');
  const { data: waiting } = useQuery({ ...alertCountsQuery, enabled: mayReadAlerts });
  const states = useCameraStates();
  const wordsOf = useWords();
  const open = useCallback(
    (cameraId: number) => void navigate({ to: '/cameras/$cameraId', params: { cameraId: String(cameraId) } }),
    [navigate],
  );
  const places = useMemo(
    () =>
      (cameras ?? []).flatMap((camera) => {
        const { id, name, position } = camera;
        const state = camera.enabled ? (states.get(id) ?? camera.health)?.state : undefined;
        if (position === null) return [];
        return {
          id,
          name,
          latitude: position.latitude,
          longitude: position.longitude,
          heading: position.heading,
          fieldOfView: position.fieldOfView,
          range: position.range,
          state,
          words: wordsOf(camera, state),
          newAlerts: waiting?.newByCamera.find(({ cameraId }) => cameraId === id)?.count ?? 0,
        };
      }),
    [cameras, waiting, states, wordsOf],
  );
  if (cameras === undefined) return <Skeleton height="100%" radius={0} />;
  return <CameraMap cameras={places} styleUrl={me?.territory.mapStyleUrl ?? null} onOpen={open} />;
}

type State = NonNullable<CameraView['health']>['state'] | undefined;

/** What stands beside the name: a state other than running, and the count of today where it may be seen live. */
function useWords(): (camera: CameraView, state: State) => readonly string[] {
  const { t } = useTranslation();
  const { number } = useFormat();
  const mayReadCounts = usePermission('statistics:read');
  const { data: today } = useQuery({ ...todayQuery, enabled: mayReadCounts });
  return useCallback(
    (camera, state) => {
      const counts = today?.filter(({ cameraId }) => cameraId === camera.id) ?? [];
      const total = counts.reduce((sum, count) => sum + (count.total ?? 0), 0);
      return [
        ...(state === 'running' ? [] : [t(`cameras.health.${state ?? 'unknown'}`)]),
        ...(camera.outputs.liveCount && counts.length > 0 ? [t('live.today', { count: number(total) })] : []),
      ];
    },
    [t, number, today],
  );
}
