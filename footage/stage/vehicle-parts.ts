import { BoxGeometry, type Material, MeshPhysicalMaterial, TorusGeometry } from 'three';
import { joint } from './bake.ts';
import { drum, roundBox, solid, surface, type Triple } from './shapes.ts';

/** The surfaces every vehicle is made of; one set per vehicle, so that its parts merge. */
export type Palette = ReturnType<typeof paletteOf>;

/** Paint of this colour and what goes with it. */
export function paletteOf(colour: string) {
  return {
    paint: new MeshPhysicalMaterial({
      color: colour,
      roughness: 0.42,
      metalness: 0.25,
      clearcoat: 0.9,
      clearcoatRoughness: 0.12,
    }),
    enamel: surface({ color: colour, roughness: 0.4, metalness: 0.1 }),
    glass: surface({ color: 0x687880, roughness: 0.15, metalness: 0.5, envMapIntensity: 1.2 }),
    tinted: surface({ color: 0x1b2329, roughness: 0.1, metalness: 0.35, envMapIntensity: 1.3 }),
    black: surface({ color: 0x141517 }),
    hollow: surface({ color: 0x0a0b0c, roughness: 1 }),
    rubber: surface({ color: 0x15161a, roughness: 0.95 }),
    steel: surface({ color: 0xc3c6ca, metalness: 0.7, roughness: 0.3 }),
    hub: surface({ color: 0x303236, metalness: 0.5, roughness: 0.5 }),
    lamp: surface({ color: 0xe9eef2, roughness: 0.15, emissive: 0x333333 }),
    tail: surface({ color: 0xa50d10, roughness: 0.25, emissive: 0x300000 }),
    amber: surface({ color: 0xd98a20 }),
    plate: surface({ color: 0xe8e8e2 }),
  };
}

/** A spoked wheel as a joint of its own, so that it turns. */
export function wheel(palette: Palette, radius: number, width: number) {
  const hub = joint('wheel');
  hub.add(solid(drum(radius, width), palette.rubber));
  for (const side of [-1, 1]) {
    const face = (side * width) / 2;
    hub.add(solid(drum(radius * 0.68, 0.012, 20), palette.hub, [face, 0, 0]));
    for (let spoke = 0; spoke < 5; spoke++) {
      const bar = new BoxGeometry(0.02, radius * 1.24, radius * 0.13).rotateX((spoke * Math.PI) / 5);
      hub.add(solid(bar, palette.steel, [face + side * 0.004, 0, 0]));
    }
    const rim = new TorusGeometry(radius * 0.67, 0.018, 6, 24).rotateY(Math.PI / 2);
    hub.add(solid(rim, palette.steel, [face + side * 0.004, 0, 0]));
  }
  return hub;
}

/** A plain box with sharp edges. */
export const block = (size: Triple, material: Material, at: Triple) =>
  solid(new BoxGeometry(...size), material, at);

/** A box with round edges. */
export const pad = (size: Triple, radius: number, material: Material, at: Triple) =>
  solid(roundBox(size, radius), material, at);
