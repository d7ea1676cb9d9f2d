import type { GeoJSONSource, Map as MapLibre, StyleSpecification } from 'maplibre-gl';
import { gridLines, type MapCamera, roundLength, viewCone } from './view-cones.ts';

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A background that needs no internet: land, and a square grid of round metres. */
export const plainStyle = (): StyleSpecification => ({
  version: 8,
  sources: {},
  layers: [{ id: 'land', type: 'background', paint: { 'background-color': colour('--map-land') } }],
});

const emptySource = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } as const;

/** Adds what we draw ourselves, over the plain background or over real tiles. */
export function addOwnLayers(map: MapLibre, withGrid: boolean): void {
  if (withGrid) {
    map.addSource('grid', emptySource);
    map.addLayer({
      id: 'grid',
      type: 'line',
      source: 'grid',
      paint: { 'line-color': colour('--map-line'), 'line-width': 1 },
    });
  }
  map.addSource('cones', emptySource);
  map.addLayer({
    id: 'cones',
    type: 'fill',
    source: 'cones',
    paint: { 'fill-color': colour('--accent'), 'fill-opacity': 0.18 },
  });
  map.addLayer({
    id: 'cone-edges',
    type: 'line',
    source: 'cones',
    paint: { 'line-color': colour('--accent'), 'line-width': 1.25, 'line-opacity': 0.7 },
  });
}

const metresPerPixel = (map: MapLibre): number =>
  (40_075_016 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / (512 * 2 ** map.getZoom());

/** Fits the grid and the cones to what is shown now: cones keep a readable size at every zoom. */
export function refreshOwnLayers(map: MapLibre, cameras: readonly MapCamera[]): void {
  const scale = metresPerPixel(map);
  const bounds = map.getBounds();
  const box = {
    west: bounds.getWest(),
    south: bounds.getSouth(),
    east: bounds.getEast(),
    north: bounds.getNorth(),
  };
  setFeatures(
    map,
    'grid',
    gridLines(box, roundLength(scale * 160)).map((coordinates) => ({ type: 'LineString', coordinates })),
  );
  const rings = cameras.flatMap((camera) => {
    const ring = viewCone(camera, camera.range ?? Math.max(25, scale * 56));
    return ring === undefined ? [] : [ring];
  });
  setFeatures(
    map,
    'cones',
    rings.map((ring) => ({ type: 'Polygon', coordinates: [ring] })),
  );
}

type Geometry =
  | { readonly type: 'LineString'; readonly coordinates: [number, number][] }
  | { readonly type: 'Polygon'; readonly coordinates: [number, number][][] };

function setFeatures(map: MapLibre, source: string, geometries: readonly Geometry[]): void {
  map.getSource<GeoJSONSource>(source)?.setData({
    type: 'FeatureCollection',
    features: geometries.map((geometry) => ({ type: 'Feature', properties: {}, geometry })),
  });
}
