import { Group } from 'three';
import type { Look } from '../plan/scene.ts';
import { bake } from './bake.ts';
import type { Figure } from './figure.ts';
import { drum, rod, roundBox, solid, surface } from './shapes.ts';
import { block } from './vehicle-parts.ts';

const lying = (body: Group, shade: Figure['shade']): Figure => {
  bake(body);
  return { body, shade, move: () => undefined };
};

/** A hard suitcase on its side: straps, corners, brass locks, a handle. */
export function buildSuitcase({ colour, size }: Look): Figure {
  const [wide, high, deep] = [0.27, 0.52 * size, 0.78 * size];
  const shell = surface({ color: colour, roughness: 0.55 });
  const strap = surface({ color: 0x6b4b2a, roughness: 0.7 });
  const brass = surface({ color: 0xc9a648, metalness: 0.7, roughness: 0.3 });
  const body = new Group();
  body.add(solid(roundBox([wide, high, deep], 0.05), shell, [0, high / 2, 0]));
  for (const z of [-0.24, 0.24]) {
    body.add(
      block([wide + 0.012, high + 0.012, 0.05], strap, [0, high / 2, z * size]),
      block([0.03, 0.05, 0.06], brass, [wide / 2, high - 0.06, z * size]),
      block([0.03, 0.05, 0.06], brass, [-wide / 2, high - 0.06, z * size]),
    );
  }
  for (const z of [-deep / 2, deep / 2])
    for (const y of [0.05, high - 0.05]) body.add(block([wide + 0.01, 0.09, 0.05], strap, [0, y, z * 0.97]));
  const handle = rod(
    [
      [0, high, -0.1],
      [0, high + 0.07, 0],
      [0, high, 0.1],
    ],
    0.016,
  );
  body.add(solid(handle, strap));
  return lying(body, [0.5, 1]);
}

/** A carton with a strip of tape. */
export function buildBox({ colour, size }: Look): Figure {
  const card = surface({ color: colour, roughness: 0.95 });
  const tape = surface({ color: 0xd9c9a4, roughness: 0.6 });
  const [wide, high, deep] = [0.62 * size, 0.48 * size, 0.5 * size];
  const body = new Group();
  body.add(
    block([wide, high, deep], card, [0, high / 2, 0]),
    block([wide + 0.006, high + 0.006, 0.07], tape, [0, high / 2, 0]),
    block([0.2, 0.14, deep + 0.006], tape, [wide * 0.2, high * 0.55, 0]),
  );
  return lying(body, [0.9, 0.8]);
}

/** A litter bin with a lid. */
export function buildBin({ colour, size }: Look): Figure {
  const shell = surface({ color: colour, roughness: 0.5 });
  const dark = surface({ color: 0x1b1d1f });
  const barrel = drum(0.27 * size, 0.78 * size).rotateZ(Math.PI / 2);
  const lid = drum(0.3 * size, 0.1).rotateZ(Math.PI / 2);
  const body = new Group();
  body.add(
    solid(barrel, shell, [0, 0.41 * size, 0]),
    solid(lid, dark, [0, 0.84 * size, 0]),
    block([0.36, 0.12, 0.03], dark, [0, 0.66 * size, 0.265 * size]),
  );
  return lying(body, [0.8, 0.8]);
}
