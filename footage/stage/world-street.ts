import { Group } from 'three';
import { PAVEMENT_HEIGHT } from '../plan/ground-height.ts';
import { shopFront } from './facade.ts';
import type { World } from './frozen-world.ts';
import { lampPost, mark, pave, tree, wall } from './ground.ts';
import { surface } from './shapes.ts';
import { asphalt, paving } from './textures.ts';
import { block } from './vehicle-parts.ts';

const LONG = 130;
const WALLS = ['#9a5f48', '#a89a84', '#7d6a5c', '#8d8f90'];

/** A street: pavement to z −13, road to −21.4, a narrow pavement to −23.6, shops behind. */
export function buildStreet(): World {
  const world = new Group();
  pave(world, { x: 0, z: -17.2, width: LONG, depth: 8.6 }, asphalt(1), 8);
  pave(world, { x: 0, z: 1, width: LONG, depth: 28, y: PAVEMENT_HEIGHT }, paving(2, 8, [150, 146, 140]), 4.6);
  pave(
    world,
    { x: 0, z: -22.6, width: LONG, depth: 2.4, y: PAVEMENT_HEIGHT },
    paving(5, 8, [140, 138, 134]),
    4.2,
  );
  const kerb = surface({ color: 0xb9b6ae, roughness: 0.95 });
  for (const z of [-13, -21.4]) world.add(block([LONG, 0.14, 0.22], kerb, [0, 0.06, z]));
  for (let x = -60; x < 60; x += 4.5) mark(world, { x, z: -17.6, width: 2.2, depth: 0.14 });
  for (const z of [-13.5, -21]) mark(world, { x: 0, z, width: LONG, depth: 0.1 });
  for (let house = -3; house < 4; house++) {
    const painting = shopFront(7 + house, 24, 9, WALLS[(house + 8) % WALLS.length] ?? '#999');
    wall(world, { x: house * 24.2, z: -23.7 - ((house + 8) % 2) * 0.3, width: 24, height: 9.4 }, painting);
  }
  for (const x of [-11, 3.2, 14]) tree(world, x, -22.7, Math.round(x * 7 + 100));
  for (const x of [-3.4, 11]) lampPost(world, x, -21.8);
  const floors = [
    { x: 0, z: -17.2, width: 60, depth: 8.4 },
    { x: 0, z: -5, width: 60, depth: 16, y: PAVEMENT_HEIGHT },
    { x: 0, z: -22.6, width: 60, depth: 2.4, y: PAVEMENT_HEIGHT },
  ];
  return { group: world, floors };
}
