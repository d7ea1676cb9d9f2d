import { CylinderGeometry, DoubleSide, Group, Mesh, PlaneGeometry } from 'three';
import type { World } from './frozen-world.ts';
import { lampPost, mark, pave, tree, wall } from './ground.ts';
import { textureOf } from './painting.ts';
import { backdrop, solid, surface } from './shapes.ts';
import { asphalt, chainLink, foliage, grass, paving, sheetMetal } from './textures.ts';
import { block } from './vehicle-parts.ts';

const FENCE_Z = -14;
const GATE = { left: -8, right: 6.2 };

function fence(world: Group, from: number, to: number): void {
  const wire = surface({
    map: textureOf(chainLink(), (to - from) * 2, 4.2),
    transparent: true,
    side: DoubleSide,
  });
  const mesh = new Mesh(new PlaneGeometry(to - from, 2), wire);
  mesh.position.set((from + to) / 2, 1.05, FENCE_Z);
  mesh.userData.isSeeThrough = true;
  world.add(mesh);
  const post = surface({ color: 0x4c5a4e, roughness: 0.6 });
  for (let x = from; x <= to + 0.01; x += (to - from) / Math.round((to - from) / 3)) {
    world.add(solid(new CylinderGeometry(0.035, 0.035, 2.3, 8), post, [x, 1.15, FENCE_Z]));
  }
  for (const y of [0.12, 2.05])
    world.add(block([to - from, 0.035, 0.035], post, [(from + to) / 2, y, FENCE_Z]));
}

function gate(world: Group): void {
  const concrete = surface({ color: 0xb9b6ae });
  for (const x of [GATE.left, GATE.right]) world.add(block([0.4, 1.5, 0.4], concrete, [x, 0.75, FENCE_Z]));
}

function guardHut(world: Group, x: number, z: number): void {
  const panel = surface({ map: textureOf(sheetMetal(61, '#b9bdb6', 10), 1, 1) });
  const glass = surface({ color: 0x1a2228, roughness: 0.15 });
  const roof = surface({ color: 0x3a3d40 });
  world.add(
    block([2.4, 2.5, 2], panel, [x, 1.25, z]),
    block([1.7, 0.9, 2.04], glass, [x, 1.65, z]),
    block([2.44, 0.9, 1.3], glass, [x, 1.65, z]),
    block([2.8, 0.14, 2.4], roof, [x, 2.57, z]),
  );
}

function outside(world: Group): void {
  pave(world, { x: -22, z: -20.2, width: 86, depth: 7 }, asphalt(3, '#6e6f71'), 8);
  pave(world, { x: -22, z: -15.4, width: 86, depth: 2.8, y: 0.004 }, paving(6, 8, [142, 140, 136]), 4.2);
  pave(world, { x: -0.9, z: -15.4, width: 14.2, depth: 3, y: 0.01 }, asphalt(9, '#77767a'), 8);
  pave(world, { x: -22, z: -31, width: 86, depth: 14.6, y: 0.02 }, grass(4), 5);
  const kerb = surface({ color: 0xb9b6ae, roughness: 0.95 });
  for (const [x, width] of [
    [-35.5, 60],
    [13, 17],
  ] as const) {
    world.add(block([width, 0.12, 0.2], kerb, [x, 0.04, -16.8]));
  }
  world.add(block([86, 0.14, 0.2], kerb, [-22, 0.05, -23.7]));
  for (let x = -60; x < 20; x += 4.5) mark(world, { x, z: -20.2, width: 2.2, depth: 0.13 });
  const leaves = backdrop(textureOf(foliage(12), 60, 1));
  world.add(block([90, 2.2, 1.4], leaves, [-20, 1.1, -27]));
  for (const [index, x] of [-19, -12, -3, 5, 13, 21].entries())
    tree(world, x, -28.5 - (index % 2) * 2, index + 31);
  const wallColours = ['#8b8f92', '#7d6f5e'];
  for (const [index, x] of [-24, 4].entries()) {
    wall(
      world,
      { x, z: -38, width: 28.2, height: 9 },
      sheetMetal(21 + index, wallColours[index] ?? '#888', 40),
      [3, 1],
    );
  }
}

function hall(world: Group): void {
  const x = 47;
  const z = -20;
  wall(world, { x, z, width: 52, height: 8.5 }, sheetMetal(41, '#a9aeae', 26), [6, 1]);
  wall(world, { x, z: z + 0.02, width: 52, height: 1 }, asphalt(14, '#7b7770'), [8, 0.3]);
  for (const [index, door] of [31, 38, 45, 52, 59].entries()) {
    wall(
      world,
      { x: door, z: z + 0.05, width: 4.2, height: 4.4 },
      sheetMetal(50 + index, '#8d9a9c', 22, true),
    );
    world.add(block([4.7, 0.3, 0.2], surface({ color: 0xc8a21a }), [door, 4.6, z + 0.1]));
  }
  const apron = { x, z: -18.4, width: 52, depth: 3.2, y: 0.006 };
  pave(world, apron, paving(15, 4, [148, 145, 139]), 6);
  for (let bay = 27; bay <= 66; bay += 2.9)
    mark(world, { x: bay, z: -15.2, width: 0.1, depth: 4.8, y: 0.012 });
}

function containers(world: Group): void {
  for (const [index, [x, z, colour]] of (
    [
      [-14.5, -10.6, '#7a3b2a'],
      [15, -11.2, '#2f5673'],
      [24.3, -16.6, '#43604a'],
    ] as const
  ).entries()) {
    const sheet = surface({ map: textureOf(sheetMetal(70 + index, colour, 24), 2, 1), roughness: 0.6 });
    world.add(block([6, 2.6, 2.4], sheet, [x, 1.3, z]));
  }
}

/** A depot: a yard behind a fence with a gate at x −8…6.2, z −14, a road outside, a hall further right. */
export function buildDepot(): World {
  const world = new Group();
  pave(world, { x: 15, z: 3, width: 130, depth: 34 }, asphalt(2, '#7b7a76'), 9);
  pave(world, { x: 47, z: -17, width: 54, depth: 6.2, y: 0.003 }, asphalt(8, '#7b7a76'), 8);
  outside(world);
  hall(world);
  fence(world, -40, GATE.left);
  fence(world, GATE.right, 21);
  gate(world);
  guardHut(world, 9.4, -11.9);
  containers(world);
  lampPost(world, -10.6, -13.2);
  lampPost(world, 36.2, -19.4);
  mark(world, { x: -0.9, z: FENCE_Z, width: 14.2, depth: 0.22, y: 0.014 }, 0xc8a21a);
  return { group: world, floors: [{ x: 15, z: -10, width: 100, depth: 28 }] };
}
