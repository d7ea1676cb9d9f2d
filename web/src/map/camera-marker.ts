import styles from './camera-map.module.css';
import type { MapCamera } from './view-cones.ts';

const camera =
  'M4 7a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1z M15 10l4.553-2.276A1 1 0 0 1 21 8.618v6.764a1 1 0 0 1-1.447.894L15 14z';

/** A button on the map that opens a camera. Its words are text, whatever they hold. */
export interface CameraMarker {
  readonly element: HTMLButtonElement;
  /** Says anew what is told of the camera; the button stays, and keeps the focus. */
  update(place: MapCamera, label: string): void;
  /** width of its name, pixels */
  nameWidth(): number;
  /** Shows its name, or only while somebody points at it. */
  showName(isShown: boolean): void;
}

/** The button of a camera that stays as it is. */
export function createCameraMarker(place: MapCamera, label: string, onOpen: () => void): HTMLElement {
  const marker = createLiveMarker(onOpen);
  marker.update(place, label);
  return marker.element;
}

/** Makes the button of a camera; it says nothing before its first `update`. */
export function createLiveMarker(onOpen: () => void): CameraMarker {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = styles.marker ?? '';
  const dot = document.createElement('span');
  dot.className = styles.dot ?? '';
  dot.append(icon());
  const name = document.createElement('span');
  name.className = styles.name ?? '';
  const told = document.createElement('span');
  told.className = 'visually-hidden';
  element.append(dot, name, told);
  element.addEventListener('click', onOpen);
  return {
    element,
    update(place, label) {
      element.dataset.alert = place.newAlerts > 0 ? 'yes' : 'no';
      element.dataset.state = place.state ?? 'unknown';
      element.dataset.chosen = place.isChosen === true ? 'yes' : 'no';
      const text = [place.name, ...(place.words ?? []), ...(place.newAlerts > 0 ? [place.newAlerts] : [])];
      name.textContent = text.join(' · ');
      told.textContent = ` ${label}`;
    },
    nameWidth: () => name.offsetWidth,
    showName(isShown) {
      element.dataset.crowded = isShown ? 'no' : 'yes';
    },
  };
}

function icon(): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('width', '16');
  svg.setAttribute('height', '16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', camera);
  svg.append(path);
  return svg;
}
