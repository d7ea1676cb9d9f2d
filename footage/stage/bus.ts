import { Group } from 'three';
import type { Look } from '../plan/scene.ts';
import { bake } from './bake.ts';
import { type Figure, roll } from './figure.ts';
import { drum, solid, surface } from './shapes.ts';
import { block, type Palette, pad, paletteOf, wheel } from './vehicle-parts.ts';

const LENGTH = 9.6;
const WIDTH = 2.5;
const HEIGHT = 2.95;
const WHEEL_RADIUS = 0.48;
const FRONT = LENGTH / 2;

function coach(palette: Palette, stripe: string): Group {
  const group = new Group();
  const band = surface({ color: stripe });
  group.add(
    pad([WIDTH, HEIGHT - 0.35, LENGTH], 0.22, palette.enamel, [0, (HEIGHT - 0.35) / 2 + 0.35, 0]),
    block([WIDTH + 0.012, 0.95, LENGTH * 0.955], palette.tinted, [0, 2.02, -0.05]),
    block([WIDTH + 0.016, 0.14, LENGTH * 0.98], band, [0, 1.32, 0]),
    block([WIDTH - 0.1, 0.2, LENGTH - 0.3], palette.black, [0, 0.36, 0]),
    pad([1.7, 0.22, 2.6], 0.1, band, [0, HEIGHT + 0.08, -LENGTH * 0.2]),
    pad([WIDTH - 0.22, 1.55, 0.1], 0.15, palette.tinted, [0, 1.85, FRONT - 0.01]),
    pad([WIDTH - 0.5, 0.3, 0.1], 0.05, palette.hollow, [0, 2.78, FRONT]),
    pad([WIDTH - 0.4, 0.9, 0.1], 0.1, palette.tinted, [0, 2.2, 0.01 - FRONT]),
    block([0.52, 0.12, 0.04], palette.plate, [0, 0.55, FRONT + 0.01]),
  );
  for (let post = 0; post <= 7; post++) {
    const material = post % 3 ? palette.black : palette.enamel;
    group.add(block([WIDTH + 0.03, 0.97, 0.07], material, [0, 2.02, LENGTH * (-0.45 + (post * 0.9) / 7)]));
  }
  for (const door of [LENGTH * 0.4, 0]) {
    group.add(
      block([WIDTH + 0.02, 2.1, 1.15], palette.tinted, [0, 1.45, door]),
      block([WIDTH + 0.026, 2.1, 0.05], palette.black, [0, 1.45, door]),
    );
  }
  return group;
}

function lampsAndMirror(palette: Palette, side: 1 | -1): Group {
  const group = new Group();
  group.add(
    pad([0.3, 0.18, 0.08], 0.06, palette.lamp, [side * 0.9, 0.75, FRONT]),
    pad([0.2, 0.4, 0.06], 0.05, palette.tail, [side * 1.05, 1, -FRONT]),
    pad([0.16, 0.36, 0.1], 0.05, palette.black, [side * (WIDTH / 2 + 0.18), 2.1, FRONT + 0.1]),
  );
  return group;
}

/** A town bus with doors, a destination box and wheels that turn. */
export function buildBus(look: Look): Figure {
  const palette = paletteOf(look.colour);
  const body = new Group();
  body.add(coach(palette, look.colour2), lampsAndMirror(palette, 1), lampsAndMirror(palette, -1));
  const wheels = [0.27, -0.26].flatMap((axle) =>
    [1, -1].map((side) => {
      body.add(solid(drum(0.58, 0.06), palette.black, [side * (WIDTH / 2 - 0.015), 0.52, LENGTH * axle]));
      const hub = wheel(palette, WHEEL_RADIUS, 0.3);
      hub.position.set(side * (WIDTH / 2 - 0.13), WHEEL_RADIUS, LENGTH * axle);
      body.add(hub);
      return { hub, radius: WHEEL_RADIUS };
    }),
  );
  bake(body);
  return { body, shade: [WIDTH * 1.25, LENGTH * 1.1], move: ({ metres }) => roll(wheels, metres) };
}
