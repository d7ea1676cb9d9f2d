import { LngLatBounds, Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addOwnLayers, plainStyle, refreshOwnLayers } from './map-style.ts';
import type { MapCamera } from './view-cones.ts';

setWorkerUrl(workerUrl);

const closestZoom = 17;

/** Opens a map in an element, with what we draw ourselves; `failed` where the device cannot draw one. */
export function useMap(
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

/** Moves the map so that all these are seen. */
export function showAll(map: MapLibre, cameras: readonly Pick<MapCamera, 'latitude' | 'longitude'>[]): void {
  const bounds = new LngLatBounds();
  for (const camera of cameras) bounds.extend([camera.longitude, camera.latitude]);
  map.fitBounds(bounds, {
    padding: { top: 64, bottom: 56, left: 72, right: 140 },
    maxZoom: closestZoom,
    duration: 0,
  });
}
