import styles from './camera-map.module.css';
import type { MapCamera } from './view-cones.ts';

const camera =
  'M4 7a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1z M15 10l4.553-2.276A1 1 0 0 1 21 8.618v6.764a1 1 0 0 1-1.447.894L15 14z';

/** A button on the map that opens a camera. Its name is text, whatever it holds. */
export function createCameraMarker(place: MapCamera, label: string, onOpen: () => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = styles.marker ?? '';
  button.dataset.chosen = place.isChosen === true ? 'yes' : 'no';
  button.dataset.alert = place.newAlerts > 0 ? 'yes' : 'no';
  button.setAttribute('aria-label', label);
  const dot = document.createElement('span');
  dot.className = styles.dot ?? '';
  dot.append(icon());
  const name = document.createElement('span');
  name.className = styles.name ?? '';
  name.textContent = place.newAlerts > 0 ? `${place.name} · ${place.newAlerts}` : place.name;
  button.append(dot, name);
  button.addEventListener('click', onOpen);
  return button;
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
