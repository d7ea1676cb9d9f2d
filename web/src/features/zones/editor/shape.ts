import type { Colour, Line, Mask, Zone } from '#features/zones/zone-schema.ts';

/** A place on the picture, 0…1 from its top left corner. */
export type Point = readonly [x: number, y: number];

/** What a shape is for. The ground is one shape: the places whose metres are known. */
export type ShapeKind = 'zone' | 'line' | 'mask' | 'ground';

/** A shape as it is drawn; one without `id` is not stored yet. */
export interface Shape {
  /** tells shapes apart while they are edited */
  readonly key: string;
  readonly kind: ShapeKind;
  readonly id?: number;
  /** the version that was read */
  readonly version?: number;
  readonly name: string;
  readonly points: readonly Point[];
  readonly colour: Colour | null;
  /** of lines: the names of their directions, and what they count */
  readonly forward?: string;
  readonly backward?: string;
  readonly classes?: readonly string[];
  /** of the ground: metres east and north of each point */
  readonly metres?: readonly Point[];
  /** of zones: a parking bay, not yet named by a rule */
  readonly isBay?: boolean;
}

/** The fields that a person edits, and that two persons may have edited. */
export const editedFields = [
  'name',
  'points',
  'colour',
  'forward',
  'backward',
  'classes',
  'metres',
] as const satisfies readonly (keyof Shape)[];

/** Fewest points that a sort of shape may have. */
export const fewestPoints: Readonly<Record<ShapeKind, number>> = { zone: 3, line: 2, mask: 3, ground: 1 };
/** Most points that the server takes. */
export const mostPoints: Readonly<Record<ShapeKind, number>> = { zone: 64, line: 2, mask: 64, ground: 32 };

/** Whether the last point of a sort of shape is joined to its first. */
export const isClosed = (kind: ShapeKind): boolean => kind === 'zone' || kind === 'mask';

/** A stored zone or mask as it is edited. */
export const ofPolygon = (
  kind: 'zone' | 'mask',
  { id, version, name, polygon, colour }: Zone | Mask,
): Shape => ({
  key: `${kind} ${id}`,
  kind,
  id,
  version,
  name,
  points: polygon,
  colour,
});

/** A stored line as it is edited. */
export const ofLine = ({ id, version, name, from, to, ...line }: Line): Shape => ({
  key: `line ${id}`,
  kind: 'line',
  id,
  version,
  name,
  points: [from, to],
  colour: line.colour,
  forward: line.forward,
  backward: line.backward,
  classes: line.classes,
});

/** The one key of the ground of a camera. */
export const groundKey = 'ground';

interface GroundPoint {
  readonly at: Point;
  readonly metres: Point;
}

/** The ground points of a camera as they are edited; none where it has none. */
export const ofGround = (ground: readonly GroundPoint[] | null): Shape[] =>
  ground === null || ground.length === 0
    ? []
    : [
        {
          key: groundKey,
          kind: 'ground',
          name: '',
          points: ground.map(({ at }) => at),
          metres: ground.map(({ metres }) => metres),
          colour: null,
        },
      ];

/** The ground as the API takes it; null: none. */
export const groundOf = (
  shape: Shape | undefined,
): { at: [number, number]; metres: [number, number] }[] | null =>
  shape === undefined || shape.points.length === 0
    ? null
    : shape.points.map(([x, y], index) => {
        const [east, north] = shape.metres?.[index] ?? [0, 0];
        return { at: [x, y], metres: [east, north] };
      });

/** Whether a person would see no difference. */
export const isSame = (one: Shape, other: Shape): boolean =>
  editedFields.every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field]));

/** The first of “Zone 1”, “Zone 2”… that no shape of the sort has. */
export function freeName(shapes: readonly Shape[], kind: ShapeKind, word: string): string {
  const taken = new Set(shapes.filter((shape) => shape.kind === kind).map(({ name }) => name));
  for (let number = 1; ; number++) if (!taken.has(`${word} ${number}`)) return `${word} ${number}`;
}
