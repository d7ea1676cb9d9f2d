import 'maplibre-gl/dist/maplibre-gl.css';
import { useComputedColorScheme } from '@mantine/core';
import type { Map as MapLibre } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './camera-map.module.css';
import { CameraMarkers } from './camera-markers.ts';
import { useMap } from './use-map.ts';
import type { MapCamera } from './view-cones.ts';

interface CameraMapProps {
  readonly cameras: readonly MapCamera[];
  /** real tiles, when the territory has set them up */
  readonly styleUrl: string | null;
  readonly onOpen: (cameraId: number) => void;
}

/** The cameras and what they see, on real tiles or on a plain background that needs no internet. */
export function CameraMap({ cameras, styleUrl, onOpen }: CameraMapProps) {
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const { map, failed } = useMap(container, styleUrl, scheme, cameras);
  useMarkers(map, cameras, onOpen);
  return (
    <div className={styles.map}>
      <div ref={container} className={styles.canvas} role="application" aria-label={t('overview.map')} />
      {failed && <div className={styles.note}>{t('overview.mapFailed')}</div>}
      {!failed && cameras.length === 0 && <div className={styles.note}>{t('overview.mapEmpty')}</div>}
    </div>
  );
}

function useMarkers(
  map: MapLibre | undefined,
  cameras: readonly MapCamera[],
  onOpen: (cameraId: number) => void,
): void {
  const { t } = useTranslation();
  const [markers, setMarkers] = useState<CameraMarkers>();
  useEffect(() => {
    if (map === undefined) return;
    const made = new CameraMarkers(map, onOpen);
    setMarkers(made);
    return () => made.close();
  }, [map, onOpen]);
  useEffect(() => {
    markers?.show(cameras, (name) => t('overview.openCamera', { name }));
  }, [markers, cameras, t]);
}
