/** A camera on the map. */
export interface MapCamera {
  readonly id: number;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  /** degrees, 0 is north, clockwise */
  readonly heading: number | undefined;
  /** degrees */
  readonly fieldOfView: number | undefined;
  /** metres it sees; unknown: drawn in a readable size */
  readonly range?: number | undefined;
  /** how its stream fares, for its colour; `words` say it too */
  readonly state?: string | undefined;
  /** what is told beside the name: a state, a count */
  readonly words?: readonly string[];
  /** how many alerts wait for a decision */
  readonly newAlerts: number;
  /** the one that what is open beside the map is about */
  readonly isChosen?: boolean;
}

/** A place on the map. */
export type Position = [longitude: number, latitude: number];

const metresPerDegree = 111_320;
const stepDegrees = 5;

/** The place so many metres from a camera in a direction, degrees from north. */
export function destination(
  camera: Pick<MapCamera, 'latitude' | 'longitude'>,
  bearing: number,
  metres: number,
): Position {
  const angle = (bearing * Math.PI) / 180;
  const north = (Math.cos(angle) * metres) / metresPerDegree;
  const east = (Math.sin(angle) * metres) / (metresPerDegree * Math.cos((camera.latitude * Math.PI) / 180));
  return [camera.longitude + east, camera.latitude + north];
}

/** Direction and distance from a camera to a place: whole degrees from north, whole metres. */
export function bearingTo(
  camera: Pick<MapCamera, 'latitude' | 'longitude'>,
  [longitude, latitude]: Position,
): { readonly degrees: number; readonly metres: number } {
  const north = (latitude - camera.latitude) * metresPerDegree;
  const east = (longitude - camera.longitude) * metresPerDegree * Math.cos((camera.latitude * Math.PI) / 180);
  const degrees = Math.round((Math.atan2(east, north) * 180) / Math.PI);
  return { degrees: (degrees + 360) % 360, metres: Math.round(Math.hypot(north, east)) };
}

/** Angle between two directions, 0…180 degrees. */
export const angleBetween = (one: number, other: number): number =>
  Math.abs(((one - other + 540) % 360) - 180);

/** What a camera sees, as a sector of so many metres; undefined when its heading is unknown. */
export function viewCone(camera: MapCamera, metres: number): Position[] | undefined {
  if (camera.heading === undefined) return undefined;
  const width = Math.min(camera.fieldOfView ?? 60, 360);
  const start = camera.heading - width / 2;
  const steps = Math.max(2, Math.ceil(width / stepDegrees));
  const apex: Position = [camera.longitude, camera.latitude];
  const rim = Array.from({ length: steps + 1 }, (_, step) =>
    destination(camera, start + (width * step) / steps, metres),
  );
  return [apex, ...rim, apex];
}

/** A round length in metres near the one asked for: 1, 2 or 5 times a power of ten. */
export function roundLength(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  const lead = metres / power;
  if (lead >= 5) return 5 * power;
  return lead >= 2 ? 2 * power : power;
}

/** Lines of a square grid, so many metres apart, that cover a part of the map. */
export function gridLines(
  bounds: { readonly west: number; readonly south: number; readonly east: number; readonly north: number },
  metres: number,
): Position[][] {
  const stepNorth = metres / metresPerDegree;
  // Rounded so that the grid stays still while the map is panned.
  const latitude = Math.round((bounds.south + bounds.north) / 2);
  const stepEast = metres / (metresPerDegree * Math.max(Math.cos((latitude * Math.PI) / 180), 0.05));
  const lines: Position[][] = [];
  for (let x = Math.floor(bounds.west / stepEast) * stepEast; x <= bounds.east; x += stepEast) {
    lines.push([
      [x, bounds.south],
      [x, bounds.north],
    ]);
  }
  for (let y = Math.floor(bounds.south / stepNorth) * stepNorth; y <= bounds.north; y += stepNorth) {
    lines.push([
      [bounds.west, y],
      [bounds.east, y],
    ]);
  }
  return lines;
}
