import { type Map as MapLibre, Marker } from 'maplibre-gl';
import { type CameraMarker, createLiveMarker } from './camera-marker.ts';
import { clearNames } from './clear-names.ts';
import { refreshOwnLayers } from './map-style.ts';
import { showAll } from './use-map.ts';
import type { MapCamera } from './view-cones.ts';

interface ShownMarker extends Omit<CameraMarker, 'element'> {
  readonly marker: Marker;
  weight: number;
}

/** What is chosen is named first, then what has alerts. */
const weightOf = ({ isChosen, newAlerts }: MapCamera): number =>
  (isChosen === true ? 2 : 0) + (newAlerts > 0 ? 1 : 0);

/** The buttons of the cameras on a map: each stays, and keeps the focus, while what it says changes. */
export class CameraMarkers {
  readonly #map: MapLibre;
  readonly #onOpen: (cameraId: number) => void;
  readonly #shown = new Map<number, ShownMarker>();
  #isFitted = false;

  constructor(map: MapLibre, onOpen: (cameraId: number) => void) {
    this.#map = map;
    this.#onOpen = onOpen;
    map.on('moveend', this.#arrange);
    map.on('resize', this.#arrange);
  }

  /** Shows these cameras and no others; the first time the map moves to where they are. */
  show(cameras: readonly MapCamera[], labelOf: (name: string) => string): void {
    for (const camera of cameras) {
      const shown = this.#markerOf(camera.id);
      shown.marker.setLngLat([camera.longitude, camera.latitude]).addTo(this.#map);
      shown.update(camera, labelOf(camera.name));
      shown.weight = weightOf(camera);
    }
    for (const [id, { marker }] of this.#shown) {
      if (cameras.some((camera) => camera.id === id)) continue;
      marker.remove();
      this.#shown.delete(id);
    }
    if (!this.#isFitted && cameras.length > 0) {
      this.#isFitted = true;
      showAll(this.#map, cameras);
    }
    refreshOwnLayers(this.#map, cameras);
    this.#arrange();
  }

  /** Takes them all away. */
  close(): void {
    this.#map.off('moveend', this.#arrange);
    this.#map.off('resize', this.#arrange);
    for (const { marker } of this.#shown.values()) marker.remove();
    this.#shown.clear();
  }

  /** Cameras stand near each other in a street: names that would lie on others wait until the map is nearer. */
  readonly #arrange = (): void => {
    const shown = [...this.#shown.values()];
    const marks = shown.map(({ marker, nameWidth, weight }) => {
      const { x, y } = this.#map.project(marker.getLngLat());
      return { x, y, nameWidth: nameWidth(), weight };
    });
    const clear = clearNames(marks);
    for (const [index, { showName }] of shown.entries()) showName(clear[index] === true);
  };

  #markerOf(id: number): ShownMarker {
    const known = this.#shown.get(id);
    if (known !== undefined) return known;
    const { element, ...rest } = createLiveMarker(() => this.#onOpen(id));
    const marker = new Marker({ element, anchor: 'left', offset: [-14, 0] });
    const made = { ...rest, marker, weight: 0 };
    this.#shown.set(id, made);
    return made;
  }
}
