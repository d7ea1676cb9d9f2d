import 'maplibre-gl/dist/maplibre-gl.css';
import { useComputedColorScheme } from '@mantine/core';
import {
  LngLatBounds,
  Map as MapLibre,
  Marker,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './camera-map.module.css';
import { createCameraMarker } from './camera-marker.ts';
import { addOwnLayers, plainStyle, refreshOwnLayers } from './map-style.ts';
import type { MapCamera } from './view-cones.ts';

setWorkerUrl(workerUrl);

interface CameraMapProps {
  readonly cameras: readonly MapCamera[];
  /** real tiles, when the territory has set them up */
  readonly styleUrl: string | null;
  readonly onOpen: (cameraId: number) => void;
}

const closestZoom = 17;

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

function useMap(
  container: React.RefObject<HTMLDivElement | null>,
  styleUrl: string | null,
  scheme: 'light' | 'dark',
  cameras: readonly MapCamera[],
) {
  const { t } = useTranslation();
  const [map, setMap] = useState<MapLibre>();
  const [failed, setFailed] = useState(false);
  const shown = useRef(cameras);
  shown.current = cameras;
  // The map is made anew when its colours change: they live in its style.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `scheme` is read through the style sheet.
  useEffect(() => {
    if (container.current === null) return;
    const created = openMap(container.current, styleUrl, {
      'NavigationControl.ZoomIn': t('overview.zoomIn'),
      'NavigationControl.ZoomOut': t('overview.zoomOut'),
      'NavigationControl.ResetBearing': t('overview.north'),
    });
    if (created === undefined) {
      setFailed(true);
      return;
    }
    created.on('load', () => {
      addOwnLayers(created, styleUrl === null);
      refreshOwnLayers(created, shown.current);
    });
    created.on('move', () => refreshOwnLayers(created, shown.current));
    setMap(created);
    return () => {
      created.remove();
      setMap(undefined);
    };
  }, [container, styleUrl, scheme, t]);
  return { map, failed };
}

function openMap(
  container: HTMLDivElement,
  styleUrl: string | null,
  locale: Record<string, string>,
): MapLibre | undefined {
  try {
    const map = new MapLibre({
      container,
      style: styleUrl ?? plainStyle(),
      locale,
      center: [2.5, 46.6],
      zoom: 5,
      attributionControl: styleUrl === null ? false : { compact: true },
      dragRotate: false,
      pitchWithRotate: false,
      cooperativeGestures: false,
    });
    map.touchZoomRotate.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
    return map;
  } catch {
    return undefined;
  }
}

function useMarkers(
  map: MapLibre | undefined,
  cameras: readonly MapCamera[],
  onOpen: (cameraId: number) => void,
): void {
  const { t } = useTranslation();
  const fitted = useRef<MapLibre>(undefined);
  useEffect(() => {
    if (map === undefined) return;
    const markers = cameras.map((camera) =>
      new Marker({
        element: createCameraMarker(camera, t('overview.openCamera', { name: camera.name }), () =>
          onOpen(camera.id),
        ),
        anchor: 'left',
        offset: [-14, 0],
      })
        .setLngLat([camera.longitude, camera.latitude])
        .addTo(map),
    );
    if (fitted.current !== map && cameras.length > 0) {
      fitted.current = map;
      showAll(map, cameras);
    }
    refreshOwnLayers(map, cameras);
    return () => {
      for (const marker of markers) marker.remove();
    };
  }, [map, cameras, onOpen, t]);
}

function showAll(map: MapLibre, cameras: readonly MapCamera[]): void {
  const bounds = new LngLatBounds();
  for (const camera of cameras) bounds.extend([camera.longitude, camera.latitude]);
  map.fitBounds(bounds, {
    padding: { top: 64, bottom: 56, left: 72, right: 140 },
    maxZoom: closestZoom,
    duration: 0,
  });
}
