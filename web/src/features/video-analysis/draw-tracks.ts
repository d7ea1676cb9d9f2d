import type { LiveTrack } from '#features/video-analysis/live-schema.ts';
import { type Area, type Places, placeLabel, type Size } from './place-labels.ts';

/** Narrow pictures carry smaller words. */
const narrow = 320;
const inZone = '#ffd166';
const elsewhere = '#ffffff';
const shade = 'rgba(10, 12, 14, 0.82)';

interface Words {
  readonly nameOf: (name: string) => string;
  /** what is already written on the picture */
  readonly taken: readonly Area[];
}

/** Draws boxes and their words over the picture, sharp at any zoom of the page. */
export function drawTracks(
  canvas: HTMLCanvasElement,
  tracks: readonly LiveTrack[],
  { nameOf, taken }: Words,
): void {
  const picture = { width: canvas.clientWidth, height: canvas.clientHeight };
  const context = clearedContext(canvas, picture);
  if (context === null) return;
  const size = picture.width < narrow ? 10 : 12;
  context.font = `500 ${size}px Inter, system-ui, sans-serif`;
  context.textBaseline = 'middle';
  const written = [...taken];
  const boxes = tracks.map((track) => ({ track, box: onPicture(track.box, picture) }));
  for (const { track, box } of boxes) drawBox(context, box, colourOf(track));
  // Words come last, so that no box crosses them out.
  for (const { track, box } of boxes) {
    const word = nameOf(track.class);
    const label = { width: context.measureText(word).width + 10, height: size + 6 };
    const area = placeLabel(label, placesAt(box, label), written, picture);
    written.push(area);
    drawWord(context, word, area, colourOf(track));
  }
}

function clearedContext(canvas: HTMLCanvasElement, { width, height }: Size): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio;
  const pixelWidth = Math.round(width * ratio);
  const pixelHeight = Math.round(height * ratio);
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}

const colourOf = (track: LiveTrack): string => (track.zoneIds.length > 0 ? inZone : elsewhere);

const onPicture = ([left, top, width, height]: LiveTrack['box'], picture: Size): Area => ({
  x: left * picture.width,
  y: top * picture.height,
  width: width * picture.width,
  height: height * picture.height,
});

/** On the box, left then right; inside it; under it. */
function placesAt(box: Area, label: Size): Places {
  const left = box.x + label.width / 2 - 1;
  const right = box.x + box.width - label.width / 2 + 1;
  const above = box.y - label.height / 2;
  const below = box.y + box.height + label.height / 2;
  return [
    [left, above],
    [right, above],
    [left + 2, box.y + label.height / 2 + 1],
    [left, below],
    [right, below],
  ];
}

function drawBox(context: CanvasRenderingContext2D, { x, y, width, height }: Area, colour: string): void {
  context.lineWidth = 3.5;
  context.strokeStyle = shade;
  context.strokeRect(x, y, width, height);
  context.lineWidth = 1.75;
  context.strokeStyle = colour;
  context.strokeRect(x, y, width, height);
}

function drawWord(context: CanvasRenderingContext2D, word: string, area: Area, colour: string): void {
  context.fillStyle = shade;
  context.fillRect(area.x, area.y, area.width, area.height);
  context.fillStyle = colour;
  context.fillText(word, area.x + 5, area.y + area.height / 2 + 0.5);
}
