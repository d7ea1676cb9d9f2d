import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { meQuery } from '@/api/accounts.ts';
import { alertCountsQuery } from '@/api/alerts.ts';
import { camerasQuery } from '@/api/cameras.ts';
import { CameraMap } from '@/map/camera-map.tsx';

interface AlertMapProps {
  /** the camera of the alert that is open */
  readonly chosen: number | undefined;
  readonly onChoose: (cameraId: number) => void;
}

/** Where alerts wait: the camera of the open alert is marked, and a camera chosen here narrows the list. */
export function AlertMap({ chosen, onChoose }: AlertMapProps) {
  const { data: me } = useQuery(meQuery);
  const { data: cameras } = useQuery(camerasQuery);
  const { data: counts } = useQuery(alertCountsQuery);
  const places = useMemo(() => {
    const waiting = new Map(counts?.newByCamera.map(({ cameraId, count }) => [cameraId, count]));
    return (cameras ?? []).flatMap(({ id, name, position, health }) =>
      position === null
        ? []
        : [
            {
              id,
              name,
              latitude: position.latitude,
              longitude: position.longitude,
              heading: position.heading,
              fieldOfView: position.fieldOfView,
              state: health?.state,
              newAlerts: waiting.get(id) ?? 0,
              isChosen: id === chosen,
            },
          ],
    );
  }, [cameras, counts, chosen]);
  if (cameras === undefined) return <Skeleton height="100%" radius={0} />;
  return <CameraMap cameras={places} styleUrl={me?.territory.mapStyleUrl ?? null} onOpen={onChoose} />;
}
