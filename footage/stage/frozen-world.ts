import {
  type Camera,
  DataTexture,
  type Group,
  LinearFilter,
  Mesh,
  MeshBasicMaterial,
  PlaneGeometry,
  type Scene,
  ShadowMaterial,
  SRGBColorSpace,
  type WebGLRenderer,
} from 'three';
import type { Patch } from './ground.ts';

const SHADOW_DEPTH = 0.42;
const ABOVE_GROUND = 0.012;

/** A place and the ground on which moving things cast their shadows. */
export interface World {
  readonly group: Group;
  readonly floors: readonly Patch[];
}

function photograph(renderer: WebGLRenderer, scene: Scene, camera: Camera): DataTexture {
  renderer.render(scene, camera);
  const gl = renderer.getContext();
  const { width, height } = renderer.domElement;
  const pixels = new Uint8Array(width * height * 4);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  const picture = new DataTexture(pixels, width, height);
  picture.colorSpace = SRGBColorSpace;
  picture.magFilter = LinearFilter;
  picture.minFilter = LinearFilter;
  picture.needsUpdate = true;
  return picture;
}

function layShadowCatcher(scene: Scene, { x, z, width, depth, y = 0 }: Patch): void {
  const material = new ShadowMaterial({ opacity: SHADOW_DEPTH, depthWrite: false });
  const mesh = new Mesh(new PlaneGeometry(width, depth), material);
  mesh.rotation.x = -Math.PI / 2;
  mesh.position.set(x, y + ABOVE_GROUND, z);
  mesh.receiveShadow = true;
  mesh.userData.isSeeThrough = true;
  scene.add(mesh);
}

/**
 * Draws a place that does not move once and keeps the picture as the background; what stands in it goes on
 * hiding what is behind. Drawing it again for every frame would double the time a clip takes.
 */
export function freezeWorld(
  renderer: WebGLRenderer,
  scene: Scene,
  camera: Camera,
  { group, floors }: World,
): void {
  scene.background = photograph(renderer, scene, camera);
  const depthOnly = new MeshBasicMaterial({ colorWrite: false });
  const flat: Mesh[] = [];
  group.traverse((part) => {
    if (!(part instanceof Mesh)) return;
    part.castShadow = false;
    part.receiveShadow = false;
    part.material = depthOnly;
    if (part.userData.isSeeThrough === true || part.userData.isGround === true) flat.push(part);
  });
  for (const part of flat) part.removeFromParent();
  for (const floor of floors) layShadowCatcher(scene, floor);
}
