/** A place as it is copied from a map, in degrees. */
export interface PastedPlace {
  readonly latitude: number;
  readonly longitude: number;
}

const pair = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/;

/** The place in a text such as `49.4712, 5.9318`; undefined: it is none. */
export function placeIn(text: string): PastedPlace | undefined {
  const [, north, east] = pair.exec(text) ?? [];
  if (north === undefined || east === undefined) return undefined;
  const place = { latitude: Number(north), longitude: Number(east) };
  return isOnEarth(place) ? place : undefined;
}

/** A number with a point or a comma, whatever the language of the page; undefined: it is none. */
export function numberIn(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** Whether a place can be shown on a map. */
export const isOnEarth = ({ latitude, longitude }: PastedPlace): boolean =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
