import type { Ring } from './shapes.ts';

/** What makes one car differ from another (m). */
export interface CarShape {
  readonly length: number;
  readonly width: number;
  readonly height: number;
  readonly roof: readonly RoofPoint[];
  /** the tail is steep and the rear window reaches it */
  readonly steepTail: boolean;
}

/** Share of the length from the front, height, and whether a pillar stands behind this section. */
type RoofPoint = readonly [share: number, height: number, pillar: boolean];

const HATCHBACK_ROOF: readonly RoofPoint[] = [
  [0.245, 0.93, false],
  [0.4, 1.37, false],
  [0.43, 1.42, false],
  [0.545, 1.475, true],
  [0.575, 1.48, false],
  [0.74, 1.455, true],
  [0.79, 1.435, false],
  [0.9, 1.36, false],
  [0.925, 1.31, false],
  [0.985, 0.97, false],
];
const SALOON_ROOF: readonly RoofPoint[] = [
  [0.255, 0.93, false],
  [0.4, 1.35, false],
  [0.43, 1.395, false],
  [0.55, 1.445, true],
  [0.58, 1.445, false],
  [0.7, 1.4, true],
  [0.74, 1.37, false],
  [0.86, 1, false],
];

/** The shapes by the name a look gives. */
export const CAR_SHAPES: Readonly<Record<string, CarShape>> = {
  hatchback: { length: 4.3, width: 1.8, height: 1.36, roof: HATCHBACK_ROOF, steepTail: true },
  saloon: { length: 4.6, width: 1.8, height: 1.36, roof: SALOON_ROOF, steepTail: false },
};

const SHOULDER = [
  [0, 0.6],
  [0.03, 0.7],
  [0.1, 0.8],
  [0.27, 0.93],
  [0.5, 0.95],
  [0.8, 0.99],
  [0.93, 0.97],
  [0.975, 0.88],
  [1, 0.66],
] as const;
const HALF_WIDTH = [
  [0, 0.7],
  [0.015, 0.79],
  [0.05, 0.86],
  [0.2, 0.9],
  [0.5, 0.9],
  [0.85, 0.89],
  [0.95, 0.86],
  [0.985, 0.81],
  [1, 0.74],
] as const;

/** A value of a table between its points, a little rounded at each. */
function along(table: readonly (readonly [number, number])[], share: number): number {
  const end = Math.max(
    1,
    table.findIndex(([at]) => at >= share),
  );
  const [fromAt, from] = table[end - 1] ?? [0, 0];
  const [toAt, to] = table[end] ?? [1, from];
  const part = Math.min(1, Math.max(0, (share - fromAt) / (toAt - fromAt)));
  const round = part * part * (3 - 2 * part);
  return from + (to - from) * (0.35 * round + 0.65 * part);
}

const mirrored = (half: readonly (readonly [number, number])[]) => [
  ...half,
  ...half
    .filter(([x]) => x !== 0)
    .reverse()
    .map(([x, y]) => [-x, y] as const),
];

/** Cross-sections of the body below the windows, front first; points 2…15 of each are paint. */
export function bodyRings({ length, width, height }: CarShape): Ring[] {
  return Array.from({ length: 41 }, (_, index) => {
    const share = index / 40;
    const top = along(SHOULDER, share) * (height / 1.48);
    const side = along(HALF_WIDTH, share) * (width / 1.8);
    const sill = 0.2 + 0.1 * Math.abs(share * 2 - 1) ** 6;
    const half = [
      [side * 0.55, sill],
      [side * 0.9, sill],
      [side * 0.985, sill + 0.1],
      [side, sill + 0.24],
      [side * 0.995, (sill + top) / 2 + 0.05],
      [side * 0.975, top - 0.14],
      [side * 0.95, top - 0.06],
      [side * 0.86, top - 0.012],
      [side * 0.45, top + 0.02],
      [0, top + 0.028],
    ] as const;
    return { z: length * (0.5 - share), outline: mirrored(half) };
  });
}

/** Cross-sections of windows and roof. */
export function cabinRings({ length, width, height, roof }: CarShape): Ring[] {
  const rise = height / 1.48;
  const foot = 0.93 * rise;
  return roof.map(([share, roofHeight]) => {
    const raised = (roofHeight - 0.93) / 0.55;
    const low = 0.835 * (width / 1.8) - 0.02 * raised;
    const high = low - 0.2 * raised;
    const top = roofHeight * rise;
    const half = [
      [low, foot - 0.02],
      [low - 0.1 * raised, foot + (top - foot) * 0.5],
      [high, foot + (top - foot) * 0.86],
      [high - 0.07 * raised, top - 0.012],
      [high * 0.5, top + 0.012],
      [0, top + 0.018],
    ] as const;
    return { z: length * (0.5 - share), outline: mirrored(half) };
  });
}
