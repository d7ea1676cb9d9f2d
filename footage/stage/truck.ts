import { BoxGeometry, ExtrudeGeometry, Group, Shape, TorusGeometry } from 'three';
import type { Look } from '../plan/scene.ts';
import { bake } from './bake.ts';
import { type Figure, roll } from './figure.ts';
import { solid, surface } from './shapes.ts';
import { block, type Palette, pad, paletteOf, wheel } from './vehicle-parts.ts';

const FRONT = 3.3;
const WHEEL_RADIUS = 0.47;
const BOX = { height: 2.15, front: FRONT - 1.95, floor: 1.03 };

function cab(palette: Palette): Group {
  const outline = new Shape();
  outline.moveTo(FRONT - 1.75, 0.62);
  outline.lineTo(FRONT - 0.03, 0.62);
  outline.lineTo(FRONT, 1.35);
  outline.quadraticCurveTo(FRONT - 0.02, 1.5, FRONT - 0.1, 1.62);
  outline.lineTo(FRONT - 0.36, 2.48);
  outline.quadraticCurveTo(FRONT - 0.42, 2.62, FRONT - 0.62, 2.64);
  outline.lineTo(FRONT - 1.75, 2.66);
  outline.closePath();
  const bevel = { bevelThickness: 0.09, bevelSize: 0.07, bevelOffset: -0.07, bevelSegments: 3 };
  const hull = new ExtrudeGeometry(outline, { depth: 2, ...bevel }).translate(0, 0, -1).rotateY(-Math.PI / 2);
  const screen = pad([1.92, 0.92, 0.05], 0.08, palette.tinted, [0, 2.06, FRONT - 0.21]);
  screen.rotation.x = -0.285;
  const group = new Group();
  group.add(
    solid(hull, palette.enamel),
    screen,
    pad([2.1, 0.3, 0.16], 0.06, palette.black, [0, 0.62, FRONT]),
    pad([1.5, 0.34, 0.06], 0.06, palette.black, [0, 1.2, FRONT]),
    pad([1.9, 0.14, 0.1], 0.04, palette.black, [0, 2.58, FRONT - 0.36]),
    block([0.52, 0.12, 0.03], palette.plate, [0, 0.6, FRONT + 0.09]),
  );
  return group;
}

function sideWindow(palette: Palette, side: 1 | -1): Group {
  const outline = new Shape();
  outline.moveTo(FRONT - 1.15, 1.66);
  outline.lineTo(FRONT - 0.3, 1.66);
  outline.lineTo(FRONT - 0.5, 2.38);
  outline.lineTo(FRONT - 1.15, 2.42);
  outline.closePath();
  const pane = new ExtrudeGeometry(outline, { depth: 0.02, bevelEnabled: false }).rotateY(-Math.PI / 2);
  const group = new Group();
  group.add(solid(pane, palette.tinted, [side * 1.1 + 0.01, 0, 0]));
  return group;
}

function flank(palette: Palette, side: 1 | -1): Group {
  const arch = solid(new TorusGeometry(0.56, 0.06, 6, 18, Math.PI), palette.black, [
    side * 1.05,
    0.47,
    FRONT - 0.95,
  ]);
  arch.rotation.y = Math.PI / 2;
  const group = new Group();
  group.add(
    sideWindow(palette, side),
    arch,
    block([0.015, 1.75, 0.02], palette.black, [side * 1.095, 1.6, FRONT - 1.22]),
    block([0.03, 0.03, 0.16], palette.black, [side * 1.1, 1.5, FRONT - 1.05]),
    pad([0.16, 0.48, 0.12], 0.05, palette.black, [side * 1.3, 2.12, FRONT - 0.22]),
    block([0.2, 0.03, 0.03], palette.black, [side * 1.2, 2.3, FRONT - 0.25]),
    pad([0.36, 0.2, 0.08], 0.06, palette.lamp, [side * 0.78, 0.86, FRONT + 0.01]),
    pad([0.2, 0.12, 0.06], 0.03, palette.amber, [side * 1.02, 0.86, FRONT]),
    pad([0.5, 0.05, 1.9], 0.02, palette.black, [side * 0.94, 1.0, 0.95 - FRONT]),
    pad([0.06, 0.34, 1.3], 0.02, palette.black, [side * 1.06, 0.72, -0.35]),
    pad([0.24, 0.12, 0.05], 0.02, palette.tail, [side * 0.95, 0.72, 0.02 - FRONT]),
  );
  return group;
}

function loadBox(palette: Palette, colour: string): Group {
  const { height, front, floor } = BOX;
  const long = front + FRONT;
  const middle = (front - FRONT) / 2;
  const sheet = surface({ color: colour, roughness: 0.55 });
  const group = new Group();
  group.add(pad([2.4, height, long], 0.03, sheet, [0, floor + height / 2, middle]));
  for (const y of [floor + 0.03, floor + height - 0.04]) {
    group.add(block([2.43, 0.08, long + 0.02], palette.steel, [0, y, middle]));
  }
  for (const z of [0.02 - FRONT, front - 0.02]) {
    for (const side of [-1, 1]) {
      group.add(block([0.06, height, 0.06], palette.steel, [side * 1.19, floor + height / 2, z]));
    }
  }
  group.add(
    block([0.02, height - 0.1, 0.03], palette.black, [0, floor + height / 2, -FRONT - 0.015]),
    block([0.85, 0.22, 6.1], palette.black, [0, 0.84, -0.2]),
    block([2.2, 0.12, 0.1], palette.black, [0, 0.58, 0.08 - FRONT]),
    solid(new BoxGeometry(2, 0.45, 3.6), palette.black, [0, 0.72, -0.3]),
  );
  return group;
}

/** A lorry with a plain box, two axles behind, side guards and wheels that turn. */
export function buildTruck(look: Look): Figure {
  const palette = paletteOf(look.colour);
  const body = new Group();
  body.add(cab(palette), flank(palette, 1), flank(palette, -1), loadBox(palette, look.colour2));
  const wheels = [FRONT - 0.95, 1.45 - FRONT, 0.42 - FRONT].flatMap((axle) =>
    [1, -1].map((side) => {
      const isRear = axle < 0;
      const hub = wheel(palette, WHEEL_RADIUS, isRear ? 0.46 : 0.28);
      hub.position.set(side * (isRear ? 0.94 : 1), WHEEL_RADIUS, axle);
      body.add(hub);
      return { hub, radius: WHEEL_RADIUS };
    }),
  );
  bake(body);
  return { body, shade: [3, 7.4], move: ({ metres }) => roll(wheels, metres) };
}
