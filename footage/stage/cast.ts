import {
  type Camera,
  Group,
  Mesh,
  MeshBasicMaterial,
  type Object3D,
  PlaneGeometry,
  type Texture,
  Vector3,
} from 'three';
import type { Actor } from '../plan/scene.ts';
import { type Whereabouts, wayOf } from '../plan/thing-way.ts';
import type { Figure } from './figure.ts';
import { FIGURES } from './figures.ts';
import { textureOf } from './painting.ts';
import { contactShade } from './textures.ts';

/** The left, top, right and bottom edge in pixels, the part outside the picture included. */
export type Edges = readonly [left: number, top: number, right: number, bottom: number];

/** One of the cast on the stage. */
export interface Player {
  readonly actor: Actor;
  readonly holder: Group;
  readonly figure: Figure;
  readonly way: Whereabouts;
  readonly hull: readonly { part: Object3D; points: readonly Vector3[] }[];
}

const DIRECTIONS = 160;

/** Directions spread evenly over a ball. */
function directions(): Vector3[] {
  const golden = Math.PI * (3 - Math.sqrt(5));
  return Array.from({ length: DIRECTIONS }, (_, index) => {
    const y = 1 - (2 * (index + 0.5)) / DIRECTIONS;
    const around = Math.sqrt(1 - y * y);
    return new Vector3(Math.cos(golden * index) * around, y, Math.sin(golden * index) * around);
  });
}

/** The corners that can touch the box around a mesh, from whichever side it is seen. */
function outermost(mesh: Mesh, ways: readonly Vector3[]): Vector3[] {
  const positions = mesh.geometry.getAttribute('position');
  const found = new Set<number>();
  const corner = new Vector3();
  for (const way of ways) {
    let best = Number.NEGATIVE_INFINITY;
    let bestIndex = 0;
    for (let index = 0; index < positions.count; index++) {
      const reach = corner.fromBufferAttribute(positions, index).dot(way);
      if (reach > best) {
        best = reach;
        bestIndex = index;
      }
    }
    found.add(bestIndex);
  }
  return [...found].map((index) => new Vector3().fromBufferAttribute(positions, index));
}

function hullOf(body: Group): Player['hull'] {
  const ways = directions();
  const hull: { part: Object3D; points: Vector3[] }[] = [];
  body.traverse((part) => {
    if (part instanceof Mesh) hull.push({ part, points: outermost(part, ways) });
  });
  return hull;
}

function contactUnder([width, depth]: Figure['shade'], shade: Texture): Mesh {
  const material = new MeshBasicMaterial({ map: shade, transparent: true, depthWrite: false, opacity: 0.8 });
  const mesh = new Mesh(new PlaneGeometry(width, depth), material);
  mesh.rotation.x = -Math.PI / 2;
  mesh.position.y = 0.018;
  mesh.renderOrder = 1;
  mesh.userData.isSeeThrough = true;
  return mesh;
}

/** Builds every actor of a plan. */
export function castPlayers(actors: readonly Actor[]): Player[] {
  const shade = textureOf(contactShade());
  return actors.map((actor) => {
    const figure = FIGURES[actor.kind](actor.look);
    const holder = new Group();
    holder.add(figure.body, contactUnder(figure.shade, shade));
    return { actor, holder, figure, way: wayOf(actor, actors), hull: hullOf(figure.body) };
  });
}

/** Puts a player where the clock has them; false when they are not on the stage. */
export function place(player: Player, second: number, heightAt: (z: number) => number): boolean {
  const pose = player.way(second);
  player.holder.visible = pose !== undefined;
  if (!pose) return false;
  player.holder.position.set(pose.x, heightAt(pose.z) + (pose.lift ?? 0), pose.z);
  player.holder.rotation.y = pose.yaw;
  player.figure.move(pose);
  player.holder.updateMatrixWorld(true);
  return true;
}

/** The box around what the camera sees of a player, in pixels; none when a part is behind the camera. */
export function edgesOf(player: Player, camera: Camera, width: number, height: number): Edges | undefined {
  const corner = new Vector3();
  const edges: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { part, points } of player.hull) {
    for (const point of points) {
      corner.copy(point).applyMatrix4(part.matrixWorld).project(camera);
      if (corner.z > 1) return undefined;
      const x = (corner.x * 0.5 + 0.5) * width;
      const y = (0.5 - corner.y * 0.5) * height;
      edges[0] = Math.min(edges[0], x);
      edges[1] = Math.min(edges[1], y);
      edges[2] = Math.max(edges[2], x);
      edges[3] = Math.max(edges[3], y);
    }
  }
  return edges;
}
