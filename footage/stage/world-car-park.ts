import { CylinderGeometry, Group } from 'three';
import type { World } from './frozen-world.ts';
import { lampPost, mark, pave, tree, wall } from './ground.ts';
import { textureOf } from './painting.ts';
import { backdrop, solid, surface } from './shapes.ts';
import { asphalt, foliage, grass, paving, sheetMetal } from './textures.ts';
import { block } from './vehicle-parts.ts';

const BAY = { width: 2.7, count: 9, near: -16.2, far: -21.2 };
const LANES = { near: -10.4, middle: -13.3, far: -16 };
const STOP_X = 8.4;

function bays(world: Group): void {
  const left = (-BAY.width * BAY.count) / 2;
  const [z, depth] = [(BAY.near + BAY.far) / 2, BAY.near - BAY.far];
  for (let line = 0; line <= BAY.count; line++)
    mark(world, { x: left + line * BAY.width, z, width: 0.12, depth, y: 0.012 });
  mark(world, { x: 0, z: BAY.far, width: BAY.width * BAY.count, depth: 0.12, y: 0.012 });
}

function exit(world: Group): void {
  const signal = surface({ color: 0x25282b });
  const red = surface({ color: 0xd03020, emissive: 0x601008 });
  mark(world, { x: STOP_X, z: (LANES.near + LANES.middle) / 2, width: 0.4, depth: 2.6, y: 0.012 });
  world.add(
    solid(new CylinderGeometry(0.05, 0.06, 2.6, 8), signal, [STOP_X + 0.8, 1.3, LANES.near + 0.7]),
    block([0.26, 0.7, 0.22], signal, [STOP_X + 0.8, 2.7, LANES.near + 0.7]),
    block([0.03, 0.18, 0.16], red, [STOP_X + 0.66, 2.9, LANES.near + 0.7]),
  );
}

/** A car park seen from above: a lane out to a stop line, a lane in, nine bays, a path behind them. */
export function buildCarPark(): World {
  const world = new Group();
  pave(world, { x: 0, z: -8, width: 90, depth: 30 }, asphalt(17, '#76767a'), 9);
  pave(world, { x: 0, z: -22.6, width: 90, depth: 2.4, y: 0.01 }, paving(18, 8, [150, 146, 138]), 4.4);
  pave(world, { x: 0, z: -31, width: 90, depth: 14.4, y: 0.008 }, grass(19), 5);
  const kerb = surface({ color: 0xb9b6ae, roughness: 0.95 });
  world.add(block([90, 0.13, 0.2], kerb, [0, 0.05, -21.45]));
  const leaves = backdrop(textureOf(foliage(20), 60, 1));
  world.add(block([90, 1.3, 1.1], leaves, [0, 0.65, -25.2]));
  wall(world, { x: 0, z: -37, width: 90, height: 8 }, sheetMetal(23, '#8f9698', 60), [6, 1]);
  for (const [index, x] of [-16, -9, -1.5, 6.5, 14].entries())
    tree(world, x, -28 - (index % 2) * 2, 60 + index);
  bays(world);
  exit(world);
  for (let x = -42; x < 42; x += 4.5) mark(world, { x, z: LANES.middle, width: 2.2, depth: 0.12 });
  mark(world, { x: 0, z: LANES.near, width: 90, depth: 0.12 });
  lampPost(world, -13.9, -23.9);
  lampPost(world, 13.9, -23.9);
  return { group: world, floors: [{ x: 0, z: -15, width: 60, depth: 22 }] };
}
