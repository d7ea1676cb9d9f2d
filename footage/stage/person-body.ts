import { ConeGeometry, CylinderGeometry, Group, SphereGeometry, TorusGeometry } from 'three';
import { pick, randomFrom } from '../plan/random.ts';
import type { Look } from '../plan/scene.ts';
import { joint } from './bake.ts';
import { textureOf } from './painting.ts';
import { roundBox, solid, surface, turned } from './shapes.ts';
import { cloth } from './textures.ts';

const SKINS = [0xd9a98a, 0xc58c66, 0x8d5a3c, 0xe3b99c];
const HAIR = [0x1a120c, 0x3a2414, 0x6b4a28, 0x0d0d0d];
const CAPS = [0x1f2f52, 0x6b1f1c, 0x2a2c2b];

/** The joints of a body, named as the walk moves them; left is +x. */
export interface Skeleton {
  readonly root: Group;
  readonly chest: Group;
  readonly limbs: readonly { readonly side: 1 | -1; thigh: Group; shin: Group; arm: Group; forearm: Group }[];
}

type Fabrics = ReturnType<typeof fabricsOf>;

function fabricsOf(look: Look) {
  const random = randomFrom(look.seed);
  const top = textureOf(cloth(look.seed, look.colour, look.pattern), 2, 1.5);
  const trousers = textureOf(cloth(look.seed + 50, look.colour2), 1, 2);
  return {
    skin: surface({ color: pick(random, SKINS), roughness: 0.6 }),
    hair: surface({ color: pick(random, HAIR), roughness: 0.9 }),
    cap: surface({ color: pick(random, CAPS), roughness: 0.85 }),
    top: surface({ map: top }),
    trousers: surface({ map: trousers }),
    shoe: surface({ color: 0x1a1613 }),
    eye: surface({ color: 0x181010 }),
  };
}

function headOf(shape: string, { skin, hair, cap, eye }: Fabrics): Group {
  const head = new Group();
  const skull = solid(new SphereGeometry(0.1, 20, 16), skin);
  skull.scale.set(0.82, 1.16, 0.98);
  const jaw = solid(new SphereGeometry(0.075, 14, 10), skin, [0, -0.06, 0.02]);
  jaw.scale.set(0.85, 0.85, 0.95);
  const nose = solid(new ConeGeometry(0.016, 0.035, 8), skin, [0, -0.01, 0.1]);
  nose.rotation.x = 1.2;
  const crown = new SphereGeometry(0.108, 20, 12, 0, Math.PI * 2, 0, Math.PI * 0.52);
  const top = solid(crown, shape === 'cap' ? cap : hair, [0, 0.016, -0.014]);
  top.scale.set(0.88, 1.15, 1.02);
  top.rotation.x = -0.32;
  head.add(skull, jaw, nose, top);
  if (shape === 'long-hair') {
    const long = solid(new SphereGeometry(0.1, 16, 12), hair, [0, -0.06, -0.035]);
    long.scale.set(0.95, 1.6, 0.7);
    head.add(long);
  }
  if (shape === 'cap') head.add(solid(roundBox([0.15, 0.02, 0.12], 0.009), cap, [0, 0.045, 0.12]));
  for (const side of [-1, 1]) {
    const ear = solid(new SphereGeometry(0.02, 8, 6), skin, [side * 0.083, -0.01, 0]);
    ear.scale.set(0.5, 1.2, 0.8);
    head.add(ear, solid(new SphereGeometry(0.008, 6, 5), eye, [side * 0.03, 0.012, 0.093]));
  }
  return head;
}

const TORSO = [
  [0, -0.1],
  [0.178, -0.09],
  [0.168, 0.02],
  [0.165, 0.1],
  [0.182, 0.2],
  [0.205, 0.32],
  [0.205, 0.4],
  [0.17, 0.46],
  [0.085, 0.495],
  [0.06, 0.51],
  [0, 0.515],
] as const;
const PELVIS = [
  [0, -0.1],
  [0.13, -0.08],
  [0.172, -0.02],
  [0.168, 0.06],
  [0.155, 0.12],
  [0, 0.13],
] as const;
const THIGH = [
  [0, 0.06],
  [0.09, 0.04],
  [0.093, -0.06],
  [0.082, -0.22],
  [0.066, -0.4],
  [0.062, -0.46],
  [0, -0.47],
] as const;
const SHIN = [
  [0, 0.05],
  [0.064, 0.03],
  [0.066, -0.08],
  [0.058, -0.22],
  [0.054, -0.36],
  [0.056, -0.405],
  [0, -0.41],
] as const;
const ARM = [
  [0, 0.06],
  [0.045, 0.045],
  [0.062, 0],
  [0.056, -0.12],
  [0.046, -0.26],
  [0, -0.29],
] as const;
const FOREARM = [
  [0, 0.04],
  [0.045, 0.02],
  [0.043, -0.08],
  [0.034, -0.22],
  [0, -0.235],
] as const;

function trunkOf(look: Look, fabrics: Fabrics): Group {
  const chest = joint('chest');
  chest.position.y = 0.06;
  const torso = solid(turned(TORSO), fabrics.top);
  torso.scale.set(1.02, 1, 0.66);
  const collar = solid(new TorusGeometry(0.068, 0.02, 8, 18), fabrics.top, [0, 0.5, 0]);
  collar.rotation.x = Math.PI / 2;
  const neck = solid(new CylinderGeometry(0.052, 0.058, 0.12, 12), fabrics.skin, [0, 0.53, 0]);
  const head = headOf(look.shape, fabrics);
  head.position.set(0, 0.66, 0.012);
  chest.add(torso, collar, neck, head);
  return chest;
}

function legOf(side: 1 | -1, { trousers, shoe }: Fabrics) {
  const thigh = joint('thigh');
  thigh.position.set(side * 0.088, -0.03, 0);
  thigh.add(solid(turned(THIGH), trousers));
  const shin = joint('shin');
  shin.position.y = -0.44;
  shin.add(
    solid(turned(SHIN), trousers),
    solid(roundBox([0.088, 0.085, 0.26], 0.035), shoe, [0, -0.425, 0.055]),
  );
  thigh.add(shin);
  return { thigh, shin };
}

function armOf(side: 1 | -1, { top, skin }: Fabrics) {
  const arm = joint('arm');
  arm.position.set(side * 0.205, 0.405, 0);
  arm.rotation.z = side * 0.07;
  arm.add(solid(turned(ARM), top));
  const forearm = joint('forearm');
  forearm.position.y = -0.27;
  const hand = solid(new SphereGeometry(0.04, 10, 8), skin, [0, -0.27, 0.01]);
  hand.scale.set(0.62, 1.25, 0.95);
  forearm.add(solid(turned(FOREARM), top), hand);
  arm.add(forearm);
  return { arm, forearm };
}

/** A body of 1.78 m that looks towards +z, feet on the ground, arms and legs hanging from joints. */
export function buildBody(look: Look): Skeleton {
  const fabrics = fabricsOf(look);
  const root = joint('root');
  const hips = joint('hips');
  hips.position.y = 0.93;
  root.add(hips);
  const pelvis = solid(turned(PELVIS), fabrics.trousers);
  pelvis.scale.set(1, 1, 0.72);
  const chest = trunkOf(look, fabrics);
  hips.add(pelvis, chest);
  const limbs = ([1, -1] as const).map((side) => {
    const leg = legOf(side, fabrics);
    const arm = armOf(side, fabrics);
    hips.add(leg.thigh);
    chest.add(arm.arm);
    return { side, ...leg, ...arm };
  });
  return { root, chest, limbs };
}
