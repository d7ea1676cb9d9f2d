import 'maplibre-gl/dist/maplibre-gl.css';
import { useComputedColorScheme } from '@mantine/core';
import { type Map as MapLibre, Marker } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './camera-map.module.css';
import { createCameraMarker } from './camera-marker.ts';
import { refreshOwnLayers } from './map-style.ts';
import { showAll, useMap } from './use-map.ts';
import { angleBetween, bearingTo, destination, type MapCamera, type Position } from './view-cones.ts';

/** Where a camera stands and what it sees. */
export interface PlacedView {
  readonly latitude: number;
  readonly longitude: number;
  readonly heading?: number | undefined;
  readonly fieldOfView?: number | undefined;
  readonly range?: number | undefined;
}

interface PlaceMapProps {
  readonly name: string;
  readonly value: PlacedView | undefined;
  readonly onChange: (value: PlacedView) => void;
  /** those that stand already, for orientation */
  readonly others: readonly MapCamera[];
  readonly styleUrl: string | null;
  readonly label: string;
}

const usual = { heading: 0, fieldOfView: 60, range: 40 };
const limits = { angle: [5, 360], range: [1, 2000] } as const;
const within = ([least, most]: readonly [number, number], value: number): number =>
  Math.min(most, Math.max(least, value));

/** A map on which a camera is placed with a click, and its view turned and widened with handles. */
export function PlaceMap({ name, value, onChange, others, styleUrl, label }: PlaceMapProps) {
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const own = value && whole(value);
  const shown = own === undefined ? others : [...others, { ...own, id: 0, name, newAlerts: 0 }];
  const { map, failed } = useMap(container, styleUrl, scheme, shown);
  const newest = useRef({ value: own, onChange });
  newest.current = { value: own, onChange };
  useEffect(() => {
    if (map !== undefined) refreshOwnLayers(map, shown);
  });
  useEffect(() => {
    if (map === undefined) return;
    const place = ({ lngLat }: { lngLat: { lng: number; lat: number } }): void => {
      const { value: now, onChange: tell } = newest.current;
      tell({ ...(now ?? usual), ...rounded([lngLat.lng, lngLat.lat]) });
    };
    map.on('click', place);
    return () => {
      map.off('click', place);
    };
  }, [map]);
  const fitted = useRef<MapLibre>(undefined);
  useEffect(() => {
    const known = own === undefined ? others : [own];
    if (map === undefined || fitted.current === map || known.length === 0) return;
    fitted.current = map;
    showAll(map, known);
  }, [map, own, others]);
  useHandles(map, own, name, newest);
  return (
    <div className={styles.map}>
      <div ref={container} className={styles.canvas} role="application" aria-label={label} />
      {failed && <div className={styles.note}>{t('overview.mapFailed')}</div>}
      {!failed && value === undefined && <div className={styles.note}>{t('addCamera.place.mapHint')}</div>}
    </div>
  );
}

type Whole = PlacedView & typeof usual;

/** What is not said of a view is taken to be usual. */
const whole = ({ latitude, longitude, heading, fieldOfView, range }: PlacedView): Whole => ({
  latitude,
  longitude,
  heading: heading ?? usual.heading,
  fieldOfView: fieldOfView ?? usual.fieldOfView,
  range: range ?? usual.range,
});

const rounded = ([longitude, latitude]: Position) => ({
  latitude: Number(latitude.toFixed(6)),
  longitude: Number(longitude.toFixed(6)),
});

/** The camera itself, the middle of its view (direction and range), and the edge of it (angle). */
function useHandles(
  map: MapLibre | undefined,
  view: Whole | undefined,
  name: string,
  newest: React.RefObject<{ value: Whole | undefined; onChange: (value: PlacedView) => void }>,
): void {
  const { t } = useTranslation();
  const markers = useRef<{ camera: Marker; middle: Marker; edge: Marker }>(undefined);
  const isPlaced = view !== undefined;
  useEffect(() => {
    if (map === undefined || !isPlaced) return;
    const change = (part: (now: Whole, at: Position) => Partial<PlacedView>) => (marker: Marker) => () => {
      const { value: now, onChange } = newest.current;
      if (now === undefined) return;
      const { lng, lat } = marker.getLngLat();
      onChange({ ...now, ...part(now, [lng, lat]) });
    };
    const look = { id: 0, name, latitude: 0, longitude: 0, heading: 0, fieldOfView: 0, newAlerts: 0 };
    const element = createCameraMarker(look, t('addCamera.place.moveCamera'), () => undefined);
    const camera = new Marker({ element, anchor: 'left', offset: [-14, 0], draggable: true });
    const middle = new Marker({ element: handle(t('addCamera.place.turn')), draggable: true });
    const edge = new Marker({ element: handle(t('addCamera.place.widen')), draggable: true });
    camera.on('drag', change((_, at) => rounded(at))(camera));
    middle.on(
      'drag',
      change((now, at) => {
        const { degrees, metres } = bearingTo(now, at);
        return { heading: degrees, range: within(limits.range, metres) };
      })(middle),
    );
    edge.on(
      'drag',
      change((now, at) => ({
        fieldOfView: within(limits.angle, 2 * angleBetween(bearingTo(now, at).degrees, now.heading)),
      }))(edge),
    );
    const all = { camera, middle, edge };
    markers.current = all;
    setPlaces(all, newest.current.value);
    for (const marker of Object.values(all)) marker.addTo(map);
    return () => {
      for (const marker of Object.values(all)) marker.remove();
      markers.current = undefined;
    };
  }, [map, isPlaced, name, newest, t]);
  useEffect(() => {
    if (markers.current !== undefined) setPlaces(markers.current, view);
  });
}

function setPlaces(
  markers: { readonly camera: Marker; readonly middle: Marker; readonly edge: Marker },
  view: Whole | undefined,
): void {
  if (view === undefined) return;
  const { heading, fieldOfView, range } = view;
  markers.camera.setLngLat([view.longitude, view.latitude]);
  markers.middle.setLngLat(destination(view, heading, range));
  markers.edge.setLngLat(destination(view, heading + fieldOfView / 2, range * 0.8));
}

/** The fields beside the map do the same by keyboard: a handle is for pointers. */
function handle(title: string): HTMLElement {
  const dot = document.createElement('div');
  dot.className = styles.handle ?? '';
  dot.title = title;
  return dot;
}
