import {
  BufferAttribute,
  type BufferGeometry,
  Group,
  type Material,
  Matrix4,
  Mesh,
  type Object3D,
} from 'three';
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js';

/** A group whose meshes move on their own and are not merged into their parent's. */
export function joint(name: string): Group {
  const group = new Group();
  group.name = name;
  group.userData.isJoint = true;
  return group;
}

const isJoint = (object: Object3D): boolean => object.userData.isJoint === true;

function collect(object: Object3D, into: Mesh[], joints: Object3D[]): void {
  for (const child of object.children) {
    if (isJoint(child)) joints.push(child);
    else {
      if (child instanceof Mesh) into.push(child);
      collect(child, into, joints);
    }
  }
}

function inFrameOf(root: Object3D, mesh: Mesh): BufferGeometry {
  const geometry: BufferGeometry = mesh.geometry.clone();
  for (const name of Object.keys(geometry.attributes)) {
    if (!['position', 'normal', 'uv'].includes(name)) geometry.deleteAttribute(name);
  }
  if (!geometry.index) {
    const count = geometry.getAttribute('position').count;
    geometry.setIndex(
      new BufferAttribute(
        Uint32Array.from({ length: count }, (_, index) => index),
        1,
      ),
    );
  }
  geometry.clearGroups();
  return geometry.applyMatrix4(new Matrix4().copy(root.matrixWorld).invert().multiply(mesh.matrixWorld));
}

/** Merges the meshes of each rigid part by material: a car then costs ten draw calls instead of a hundred. */
export function bake(root: Object3D): void {
  root.updateMatrixWorld(true);
  const meshes: Mesh[] = [];
  const joints: Object3D[] = [];
  collect(root, meshes, joints);
  const byMaterial = new Map<Material, BufferGeometry[]>();
  for (const mesh of meshes) {
    const material = mesh.material as Material;
    byMaterial.set(material, [...(byMaterial.get(material) ?? []), inFrameOf(root, mesh)]);
  }
  const nested = joints.map((part) => ({ part, placed: part.matrixWorld.clone() }));
  root.clear();
  for (const { part, placed } of nested) {
    root.add(part);
    new Matrix4()
      .copy(root.matrixWorld)
      .invert()
      .multiply(placed)
      .decompose(part.position, part.quaternion, part.scale);
  }
  for (const [material, geometries] of byMaterial) {
    const merged = new Mesh(mergeGeometries(geometries), material);
    merged.castShadow = true;
    merged.receiveShadow = true;
    root.add(merged);
  }
  for (const part of joints) bake(part);
}
