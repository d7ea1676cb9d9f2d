import { Group } from 'three';
import type { Look } from '../plan/scene.ts';
import { bake } from './bake.ts';
import { bodyRings, CAR_SHAPES, type CarShape, cabinRings } from './car-body.ts';
import { type Figure, roll } from './figure.ts';
import { drum, loft, rod, solid, type Triple } from './shapes.ts';
import { block, type Palette, pad, paletteOf, wheel } from './vehicle-parts.ts';

const PAINT = 0;
const GLASS = 1;
const WHEEL_RADIUS = 0.318;

function shell(shape: CarShape, palette: Palette): Group {
  const group = new Group();
  const body = loft(bodyRings(shape), 2, (_, point) => (point < 2 || point > 15 ? 1 : 0));
  for (const [index, geometry] of body.entries()) {
    group.add(solid(geometry, index === 0 ? palette.paint : palette.black));
  }
  const last = shape.roof.length - 2;
  const cabin = loft(cabinRings(shape), 2, (ring, point) => {
    if (ring === 0 || ring === last) return GLASS;
    const isSide = point < 2 || point > 7;
    const isPillar = shape.roof[ring]?.[2] === true || (ring === last - 1 && shape.steepTail);
    return isSide && !isPillar ? GLASS : PAINT;
  });
  for (const [index, geometry] of cabin.entries()) {
    group.add(solid(geometry, index === PAINT ? palette.paint : palette.glass));
  }
  return group;
}

function pillars({ length, width, height, steepTail }: CarShape, palette: Palette, side: 1 | -1): Group {
  const [across, rise] = [(side * width) / 1.8, height / 1.48];
  const at = (x: number, y: number, share: number): Triple => [x * across, y * rise, share * length];
  const group = new Group();
  const front = [at(0.8, 0.92, 0.255), at(0.69, 1.14, 0.175), at(0.61, 1.32, 0.1)];
  const steep = [at(0.62, 1.33, -0.41), at(0.74, 1.1, -0.455), at(0.8, 0.96, -0.48)];
  const long = [at(0.63, 1.36, -0.23), at(0.73, 1.16, -0.31), at(0.8, 1, -0.36)];
  group.add(
    solid(rod(front, 0.035), palette.paint),
    solid(rod(steepTail ? steep : long, 0.05), palette.paint),
  );
  return group;
}

function flank(shape: CarShape, palette: Palette, side: 1 | -1): Group {
  const { length, height } = shape;
  const x = (metres: number) => (side * metres * shape.width) / 1.8;
  const rise = height / 1.48;
  const group = new Group();
  group.add(
    pad([0.36, 0.14, 0.16], 0.05, palette.lamp, [x(0.57), 0.66 * rise, length * 0.478]),
    pad([0.26, 0.2, 0.14], 0.05, palette.tail, [x(0.66), 0.82 * rise, -length * 0.474]),
    pad([0.16, 0.11, 0.1], 0.04, palette.paint, [x(0.95), 0.99 * rise, length * 0.21]),
    block([0.02, 0.04, length * 0.42], palette.black, [x(0.895), 0.4, 0]),
    pillars(shape, palette, side),
  );
  for (const seam of [0.115, -0.075, -0.235]) {
    group.add(block([0.006, 0.52, 0.012], palette.hollow, [x(0.902), 0.62, length * seam]));
  }
  for (const handle of [-0.04, -0.2]) {
    group.add(block([0.02, 0.025, 0.16], palette.hollow, [x(0.903), 0.82, length * handle]));
  }
  for (const axle of [0.305, -0.3]) {
    group.add(solid(drum(0.375, 0.05), palette.hollow, [x(0.885), 0.345, length * axle]));
  }
  return group;
}

function ends({ length, width }: CarShape, palette: Palette): Group {
  const group = new Group();
  const wide = width / 1.8;
  group.add(
    pad([1.56 * wide, 0.3, 0.2], 0.08, palette.paint, [0, 0.42, length * 0.478]),
    pad([1.1 * wide, 0.14, 0.08], 0.04, palette.black, [0, 0.4, length * 0.497]),
    pad([0.7 * wide, 0.1, 0.06], 0.03, palette.black, [0, 0.66, length * 0.494]),
    block([0.52, 0.11, 0.03], palette.plate, [0, 0.5, length * 0.505]),
    pad([1.62 * wide, 0.34, 0.2], 0.08, palette.paint, [0, 0.44, -length * 0.476]),
    pad([1.3 * wide, 0.12, 0.1], 0.04, palette.black, [0, 0.33, -length * 0.49]),
    block([0.52, 0.11, 0.03], palette.plate, [0, 0.72, -length * 0.5]),
  );
  return group;
}

/** A car: lofted body and cabin, dark glass, lamps, plates, wheels that turn. */
export function buildCar(look: Look): Figure {
  const shape = CAR_SHAPES[look.shape] ?? CAR_SHAPES.hatchback;
  if (!shape) throw new Error(`no car shape named ${look.shape}`);
  const palette = paletteOf(look.colour);
  const body = new Group();
  body.add(shell(shape, palette), flank(shape, palette, 1), flank(shape, palette, -1), ends(shape, palette));
  const wheels = [0.305, -0.3].flatMap((axle) =>
    [1, -1].map((side) => {
      const hub = wheel(palette, WHEEL_RADIUS, 0.2);
      hub.position.set((side * 0.83 * shape.width) / 1.8, WHEEL_RADIUS, shape.length * axle);
      body.add(hub);
      return { hub, radius: WHEEL_RADIUS };
    }),
  );
  bake(body);
  return {
    body,
    shade: [shape.width * 1.25, shape.length * 1.15],
    move: ({ metres }) => roll(wheels, metres),
  };
}
