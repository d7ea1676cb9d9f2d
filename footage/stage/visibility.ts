import {
  Color,
  Mesh,
  MeshBasicMaterial,
  NearestFilter,
  type PerspectiveCamera,
  Scene,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import type { Edges, Player } from './cast.ts';

/** The silhouettes are counted at half the size of the picture: exact enough, four times as fast. */
const REDUCED = 2;

type Swap = readonly [mesh: Mesh, shown: Mesh['material'], flat: MeshBasicMaterial];

/** Paints each player in a colour of its own and counts how much of each can be seen. */
export interface VisibilityMeter {
  /** for each player on the stage, the share of its silhouette that nothing hides and the picture holds */
  measure(players: ReadonlyMap<Player, Edges>): Map<Player, number>;
}

function flatten(root: Mesh['parent'], flat: MeshBasicMaterial): Swap[] {
  const swaps: Swap[] = [];
  root?.traverse((part) => {
    if (part instanceof Mesh && part.userData.isSeeThrough !== true) swaps.push([part, part.material, flat]);
  });
  return swaps;
}

const colourOf = (id: number): MeshBasicMaterial =>
  new MeshBasicMaterial({ color: new Color().setRGB(id / 255, 0, 0), fog: false, toneMapped: false });

function countIds(pixels: Uint8Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (let index = 0; index < pixels.length; index += 4) {
    const id = pixels[index] ?? 0;
    if (id > 0) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** A meter for the players of a scene. */
export function createVisibilityMeter(
  renderer: WebGLRenderer,
  scene: Scene,
  camera: PerspectiveCamera,
  cast: readonly Player[],
  [width, height]: readonly [number, number],
): VisibilityMeter {
  const [across, down] = [width / REDUCED, height / REDUCED];
  const target = new WebGLRenderTarget(across, down, { minFilter: NearestFilter, magFilter: NearestFilter });
  const black = new MeshBasicMaterial({ color: 0, fog: false, toneMapped: false });
  const own = new Map(cast.map((player) => [player, flatten(player.holder, colourOf(player.actor.id))]));
  const players = new Set<Mesh>([...own.values()].flat().map(([mesh]) => mesh));
  const rest = flatten(scene, black).filter(([mesh]) => !players.has(mesh));
  const seeThrough: Mesh[] = [];
  scene.traverse((part) => {
    if (part instanceof Mesh && part.userData.isSeeThrough === true) seeThrough.push(part);
  });
  const paint = (swaps: readonly Swap[], isFlat: boolean) => {
    for (const [mesh, shown, flat] of swaps) mesh.material = isFlat ? flat : shown;
  };
  const bare = new Scene();

  const shoot = (what: Scene) => {
    renderer.setRenderTarget(target);
    renderer.setClearColor(0, 1);
    renderer.clear();
    renderer.render(what, camera);
    const pixels = new Uint8Array(across * down * 4);
    renderer.readRenderTargetPixels(target, 0, 0, across, down, pixels);
    renderer.setRenderTarget(null);
    return countIds(pixels);
  };

  const alone = (player: Player, edges: Edges): number => {
    const [left, top, right, bottom] = edges;
    const scale = Math.min(1, width / (right - left), height / (bottom - top));
    camera.setViewOffset(width, height, left, top, width / scale, height / scale);
    const parent = player.holder.parent;
    bare.add(player.holder);
    const count = shoot(bare).get(player.actor.id) ?? 0;
    parent?.add(player.holder);
    camera.clearViewOffset();
    return count / (scale * scale);
  };

  const flattenAll = (onStage: Iterable<Player>, isFlat: boolean) => {
    paint(rest, isFlat);
    for (const mesh of seeThrough) mesh.visible = !isFlat;
    for (const player of onStage) paint(own.get(player) ?? [], isFlat);
  };

  const shareOf = (player: Player, edges: Edges, seen: number): number =>
    seen === 0 ? 0 : Math.min(1, seen / Math.max(1, alone(player, edges)));

  return {
    measure(onStage) {
      const { background } = scene;
      const shadows = renderer.shadowMap.enabled;
      scene.background = null;
      renderer.shadowMap.enabled = false;
      flattenAll(onStage.keys(), true);
      const seen = shoot(scene);
      const shares = new Map(
        [...onStage].map(([player, edges]) => [
          player,
          shareOf(player, edges, seen.get(player.actor.id) ?? 0),
        ]),
      );
      flattenAll(onStage.keys(), false);
      renderer.shadowMap.enabled = shadows;
      scene.background = background;
      return shares;
    },
  };
}
