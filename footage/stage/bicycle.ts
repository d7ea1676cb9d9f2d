import { Group, TorusGeometry } from 'three';
import type { Look } from '../plan/scene.ts';
import { bake } from './bake.ts';
import type { Figure } from './figure.ts';
import { rod, roundBox, solid, surface, type Triple } from './shapes.ts';

const WHEEL_RADIUS = 0.34;
const AXLE = 0.53;

/** A parked bicycle, its tubes a little thicker than life so that they survive a small picture. */
export function buildBicycle(look: Look): Figure {
  const frame = surface({ color: look.colour, roughness: 0.4, metalness: 0.3 });
  const black = surface({ color: 0x101112 });
  const steel = surface({ color: 0xb9bcc0, metalness: 0.8, roughness: 0.3 });
  const body = new Group();
  const tube = (from: Triple, to: Triple, radius: number, material = frame) =>
    body.add(solid(rod([from, to], radius), material));
  for (const z of [AXLE, -AXLE]) {
    for (const [radius, thick, material] of [
      [WHEEL_RADIUS - 0.02, 0.024, black],
      [WHEEL_RADIUS - 0.05, 0.012, steel],
    ] as const) {
      body.add(
        solid(new TorusGeometry(radius, thick, 7, 36).rotateY(Math.PI / 2), material, [0, WHEEL_RADIUS, z]),
      );
    }
    for (let spoke = 0; spoke < 14; spoke++) {
      const turn = (spoke / 14) * 2 * Math.PI;
      const reach = WHEEL_RADIUS - 0.05;
      const rim: Triple = [0, WHEEL_RADIUS + Math.cos(turn) * reach, z + Math.sin(turn) * reach];
      tube([0, WHEEL_RADIUS, z], rim, 0.0028, steel);
    }
  }
  const crank: Triple = [0, 0.28, -0.05];
  const saddle: Triple = [0, 0.78, -0.2];
  const head: Triple = [0, 0.8, 0.34];
  const fork: Triple = [0, 0.66, 0.39];
  tube(crank, saddle, 0.021);
  tube([0, 0.72, -0.18], head, 0.021);
  tube(crank, fork, 0.024);
  tube(head, fork, 0.024);
  tube(fork, [0, WHEEL_RADIUS, AXLE], 0.018);
  for (const side of [-0.05, 0.05]) {
    tube([side * 0.3, 0.28, -0.05], [side, WHEEL_RADIUS, -AXLE], 0.012);
    tube([side * 0.3, 0.72, -0.18], [side, WHEEL_RADIUS, -AXLE], 0.011);
  }
  tube(saddle, [0, 0.9, -0.23], 0.014, steel);
  tube(head, [0, 0.98, 0.31], 0.014, steel);
  tube([-0.29, 1, 0.27], [0.29, 1, 0.27], 0.013, black);
  tube([0.09, 0.28, -0.05], [0.09, 0.13, 0.03], 0.012, steel);
  tube([-0.09, 0.28, -0.05], [-0.09, 0.43, -0.13], 0.012, steel);
  const chainring = new TorusGeometry(0.09, 0.012, 6, 22).rotateY(Math.PI / 2);
  body.add(
    solid(chainring, steel, [0.05, 0.28, -0.05]),
    solid(roundBox([0.15, 0.06, 0.27], 0.028), black, [0, 0.93, -0.22]),
  );
  bake(body);
  body.scale.setScalar(1.12);
  return { body, shade: [0.6, 1.7], move: () => undefined };
}
