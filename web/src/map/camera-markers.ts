import { type Map as MapLibre, Marker } from 'maplibre-gl';
import { type CameraMarker, createLiveMarker } from './camera-marker.ts';
import { refreshOwnLayers } from './map-style.ts';
import { showAll } from './use-map.ts';
import type { MapCamera } from './view-cones.ts';

interface ShownMarker extends Pick<CameraMarker, 'update'> {
  readonly marker: Marker;
}

/** The buttons of the cameras on a map: each stays, and keeps the focus, while what it says changes. */
export class CameraMarkers {
  readonly #map: MapLibre;
  readonly #onOpen: (cameraId: number) => void;
  readonly #shown = new Map<number, ShownMarker>();
  #isFitted = false;

  constructor(map: MapLibre, onOpen: (cameraId: number) => void) {
    this.#map = map;
    this.#onOpen = onOpen;
  }

  /** Shows these cameras and no others; the first time the map moves to where they are. */
  show(cameras: readonly MapCamera[], labelOf: (name: string) => string): void {
    for (const camera of cameras) {
      const { marker, update } = this.#markerOf(camera.id);
      marker.setLngLat([camera.longitude, camera.latitude]).addTo(this.#map);
      update(camera, labelOf(camera.name));
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
  }

  /** Takes them all away. */
  close(): void {
    for (const { marker } of this.#shown.values()) marker.remove();
    this.#shown.clear();
  }

  #markerOf(id: number): ShownMarker {
    const known = this.#shown.get(id);
    if (known !== undefined) return known;
    const { element, update } = createLiveMarker(() => this.#onOpen(id));
    const made = { marker: new Marker({ element, anchor: 'left', offset: [-14, 0] }), update };
    this.#shown.set(id, made);
    return made;
  }
}
