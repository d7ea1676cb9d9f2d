import { CylinderGeometry, type Group, IcosahedronGeometry, type Material, Mesh, PlaneGeometry } from 'three';
import { randomFrom } from '../plan/random.ts';
import { type Painting, textureOf } from './painting.ts';
import { backdrop, solid, surface } from './shapes.ts';
import { foliage } from './textures.ts';
import { block } from './vehicle-parts.ts';

/** A flat patch on the ground: middle, size and height in metres. */
export interface Patch {
  readonly x: number;
  readonly z: number;
  readonly width: number;
  readonly depth: number;
  readonly y?: number;
}

/** A patch of one surface. */
export function lay(world: Group, patch: Patch, material: Material): void {
  const mesh = new Mesh(new PlaneGeometry(patch.width, patch.depth), material);
  mesh.rotation.x = -Math.PI / 2;
  mesh.position.set(patch.x, patch.y ?? 0, patch.z);
  mesh.receiveShadow = true;
  mesh.userData.isGround = true;
  world.add(mesh);
}

/** A patch covered with a painting that repeats every so many metres. */
export function pave(world: Group, patch: Patch, painting: Painting, metres: number): void {
  const map = textureOf(painting, patch.width / metres, patch.depth / metres);
  lay(world, patch, backdrop(map));
}

/** Painted marks on the ground. */
export function mark(world: Group, patch: Patch, colour = 0xd6d4cc): void {
  lay(world, { y: 0.008, ...patch }, surface({ color: colour, roughness: 0.95 }));
}

/** An upright wall that looks towards the camera (+z), its foot on the ground. */
export function wall(
  world: Group,
  { x, z, width, height, y = 0 }: { x: number; z: number; width: number; height: number; y?: number },
  painting: Painting,
  repeat: readonly [number, number] = [1, 1],
): Mesh {
  const material = backdrop(textureOf(painting, ...repeat));
  const mesh = new Mesh(new PlaneGeometry(width, height), material);
  mesh.position.set(x, y + height / 2, z);
  mesh.receiveShadow = true;
  world.add(mesh);
  return mesh;
}

/** A street lamp. */
export function lampPost(world: Group, x: number, z: number): void {
  const iron = surface({ color: 0x2b2d30 });
  const arm = solid(new CylinderGeometry(0.04, 0.04, 1.4, 8), iron, [x, 7, z + 0.6]);
  arm.rotation.x = Math.PI / 2;
  world.add(solid(new CylinderGeometry(0.05, 0.08, 7, 10), iron, [x, 3.5, z]), arm);
  world.add(block([0.22, 0.1, 0.5], iron, [x, 6.98, z + 1.4]));
}

/** A small tree; the same seed grows the same crown. */
export function tree(world: Group, x: number, z: number, seed: number): void {
  const random = randomFrom(seed);
  const leaves = backdrop(textureOf(foliage(seed), 2, 1));
  leaves.flatShading = true;
  world.add(solid(new CylinderGeometry(0.1, 0.16, 4, 10), surface({ color: 0x4a3a2c }), [x, 2, z]));
  for (let tuft = 0; tuft < 40; tuft++) {
    const turn = random() * 2 * Math.PI;
    const height = random();
    const reach = 1.5 * Math.sqrt(1 - (height * 2 - 1) ** 2) * random();
    const size = 0.3 + 0.3 * random();
    const place = [x + Math.cos(turn) * reach, 3.4 + height * 2.6, z + Math.sin(turn) * reach] as const;
    world.add(solid(new IcosahedronGeometry(size, 1), leaves, place));
  }
}
