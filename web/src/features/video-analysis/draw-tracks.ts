import type { LiveTrack } from '#features/video-analysis/live-schema.ts';

/** Narrow pictures carry smaller words. */
const narrow = 320;
const inZone = '#ffd166';
const elsewhere = '#ffffff';
const shade = 'rgba(10, 12, 14, 0.82)';

/** Draws boxes and their words over the picture, sharp at any zoom of the page. */
export function drawTracks(
  canvas: HTMLCanvasElement,
  tracks: readonly LiveTrack[],
  nameOf: (name: string) => string,
): void {
  const ratio = window.devicePixelRatio;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  const pixelWidth = Math.round(width * ratio);
  const pixelHeight = Math.round(height * ratio);
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const size = width < narrow ? 10 : 12;
  context.font = `500 ${size}px Inter, system-ui, sans-serif`;
  context.textBaseline = 'middle';
  for (const track of tracks) drawTrack(context, track, { width, height, size }, nameOf(track.class));
}

function drawTrack(
  context: CanvasRenderingContext2D,
  track: LiveTrack,
  { width, height, size }: { readonly width: number; readonly height: number; readonly size: number },
  word: string,
): void {
  const [left, top, boxWidth, boxHeight] = track.box;
  const x = left * width;
  const y = top * height;
  const colour = track.zoneIds.length > 0 ? inZone : elsewhere;
  context.lineWidth = 3.5;
  context.strokeStyle = shade;
  context.strokeRect(x, y, boxWidth * width, boxHeight * height);
  context.lineWidth = 1.75;
  context.strokeStyle = colour;
  context.strokeRect(x, y, boxWidth * width, boxHeight * height);
  const labelHeight = size + 6;
  const labelWidth = context.measureText(word).width + 10;
  const labelX = Math.min(Math.max(x - 1, 0), width - labelWidth);
  const labelY = y >= labelHeight ? y - labelHeight : y + 1;
  context.fillStyle = shade;
  context.fillRect(labelX, labelY, labelWidth, labelHeight);
  context.fillStyle = colour;
  context.fillText(word, labelX + 5, labelY + labelHeight / 2 + 0.5);
}
