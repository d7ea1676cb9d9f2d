import { PerspectiveCamera } from 'three';
import type { SeenObject } from '../plan/facts.ts';
import { groundHeight } from '../plan/ground-height.ts';
import type { Plan, Scene } from '../plan/scene.ts';
import { castPlayers, type Edges, edgesOf, type Player, place } from './cast.ts';
import { freezeWorld, type World } from './frozen-world.ts';
import { createRenderer, dimGround, lightScene } from './light.ts';
import { createVisibilityMeter } from './visibility.ts';
import { buildCarPark } from './world-car-park.ts';
import { buildDepot } from './world-depot.ts';
import { buildStreet } from './world-street.ts';

const DEGREE = Math.PI / 180;
const WORLDS: Readonly<Record<Scene['world'], () => World>> = {
  street: buildStreet,
  depot: buildDepot,
  'car-park': buildCarPark,
};

/** What the page shows its driver: one call per frame. */
export interface Stage {
  /** draws a frame, sends its pixels, and returns who is seen where */
  shoot(frame: number): Promise<SeenObject[]>;
}

function aim(plan: Plan): PerspectiveCamera {
  const { position, pitch, yaw, fieldOfView } = plan.scene.camera;
  const camera = new PerspectiveCamera(fieldOfView, plan.width / plan.height, 0.3, 300);
  camera.position.set(...position);
  camera.rotation.order = 'YXZ';
  camera.rotation.set(-pitch * DEGREE, yaw * DEGREE, 0);
  camera.updateMatrixWorld();
  return camera;
}

/** Where the picture's middle meets the ground: there the shadows are sharpest. */
function middleOfView(
  camera: PerspectiveCamera,
  { position, pitch, yaw }: Plan['scene']['camera'],
): [number, number] {
  const far = Math.min(20, position[1] / Math.tan(pitch * DEGREE));
  return [camera.position.x - Math.sin(yaw * DEGREE) * far, camera.position.z - Math.cos(yaw * DEGREE) * far];
}

function flipRows(pixels: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const upright = new Uint8Array(pixels.length);
  const row = width * 4;
  for (let y = 0; y < height; y++) {
    upright.set(pixels.subarray((height - 1 - y) * row, (height - y) * row), y * row);
  }
  return upright;
}

const isInPicture = ([left, top, right, bottom]: Edges, width: number, height: number): boolean =>
  right > 0 && left < width && bottom > 0 && top < height;

/** Builds the scene of a plan. */
export function setStage(plan: Plan): Stage {
  const { width, height } = plan;
  const renderer = createRenderer(width, height);
  const camera = aim(plan);
  const scene = lightScene(renderer, middleOfView(camera, plan.scene.camera), plan.scene.light);
  const world = WORLDS[plan.scene.world]();
  dimGround(world.group, plan.scene.light);
  scene.add(world.group);
  freezeWorld(renderer, scene, camera, world);
  const cast = castPlayers(plan.actors);
  for (const player of cast) scene.add(player.holder);
  scene.updateMatrixWorld(true);
  const meter = createVisibilityMeter(renderer, scene, camera, cast, [width, height]);
  const heightAt = (z: number) => groundHeight(plan.scene.world, z);
  const gl = renderer.getContext();
  const pixels = new Uint8Array(width * height * 4);

  const look = (second: number): Map<Player, Edges> => {
    const seen = new Map<Player, Edges>();
    for (const player of cast) {
      if (!place(player, second, heightAt)) continue;
      const edges = edgesOf(player, camera, width, height);
      if (edges && isInPicture(edges, width, height)) seen.set(player, edges);
    }
    return seen;
  };

  return {
    async shoot(frame) {
      const onStage = look(frame / plan.framesPerSecond);
      const shares = meter.measure(onStage);
      renderer.render(scene, camera);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      await fetch(`/frames/${frame}`, { method: 'POST', body: flipRows(pixels, width, height) });
      return [...onStage].map(([player, edges]) => ({
        id: player.actor.id,
        edges,
        visibility: shares.get(player) ?? 0,
      }));
    },
  };
}
