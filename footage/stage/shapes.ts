import {
  BufferGeometry,
  CatmullRomCurve3,
  CylinderGeometry,
  ExtrudeGeometry,
  Float32BufferAttribute,
  LatheGeometry,
  type Material,
  Mesh,
  MeshLambertMaterial,
  MeshStandardMaterial,
  type MeshStandardMaterialParameters,
  Shape,
  type Texture,
  TubeGeometry,
  Vector2,
  Vector3,
} from 'three';

const SKY_SHARE = 0.3;

/** A point or size in metres. */
export type Triple = readonly [x: number, y: number, z: number];

/** A surface without shine unless told. */
export const surface = (options: MeshStandardMaterialParameters): MeshStandardMaterial =>
  new MeshStandardMaterial({ roughness: 0.8, ...options });

/**
 * The surface of ground and walls: they fill most of the picture, and this one costs a third of `surface`.
 * A share of its own colour stands in for the light of the sky.
 */
export const backdrop = (map: Texture): MeshLambertMaterial =>
  new MeshLambertMaterial({ map, emissive: 0xffffff, emissiveMap: map, emissiveIntensity: SKY_SHARE });

/** A mesh that casts and takes shadow, at a place. */
export function solid(geometry: BufferGeometry, material: Material, at: Triple = [0, 0, 0]): Mesh {
  const mesh = new Mesh(geometry, material);
  mesh.position.set(...at);
  mesh.castShadow = true;
  mesh.receiveShadow = true;
  return mesh;
}

/** A box with round edges, centred on its middle. */
export function roundBox([width, height, depth]: Triple, radius: number, smoothness = 3): BufferGeometry {
  const corner = Math.min(radius, width / 2 - 0.001, height / 2 - 0.001);
  const [x, y] = [width / 2 - corner, height / 2 - corner];
  const outline = new Shape();
  outline.absarc(x, y, corner, 0, Math.PI / 2);
  outline.absarc(-x, y, corner, Math.PI / 2, Math.PI);
  outline.absarc(-x, -y, corner, Math.PI, 1.5 * Math.PI);
  outline.absarc(x, -y, corner, 1.5 * Math.PI, 2 * Math.PI);
  const bevel = Math.min(corner * 0.7, depth / 2 - 0.001);
  const geometry = new ExtrudeGeometry(outline, {
    depth: depth - 2 * bevel,
    bevelThickness: bevel,
    bevelSize: bevel,
    bevelOffset: -bevel,
    bevelSegments: smoothness,
    curveSegments: 5,
  });
  return geometry.translate(0, 0, bevel - depth / 2);
}

/** A body of revolution along y: radius and height, from the bottom or the top. */
export function turned(profile: readonly (readonly [radius: number, height: number])[]): BufferGeometry {
  const curve = new CatmullRomCurve3(profile.map(([radius, height]) => new Vector3(radius, height, 0)));
  const outline = curve.getPoints(20).map((point) => new Vector2(Math.max(0.0005, point.x), point.y));
  return new LatheGeometry(outline, 18);
}

/** A bent rod through the points. */
export function rod(points: readonly Triple[], radius: number): BufferGeometry {
  const curve = new CatmullRomCurve3(points.map((point) => new Vector3(...point)));
  return new TubeGeometry(curve, points.length > 2 ? 12 : 1, radius, 6);
}

/** A disc or drum that stands upright, its axis along x. */
export function drum(radius: number, width: number, sides = 24): BufferGeometry {
  return new CylinderGeometry(radius, radius, width, sides).rotateZ(Math.PI / 2);
}

/** A cross-section of a loft, bottom left to bottom right over the top, and where it stands along z. */
export interface Ring {
  readonly z: number;
  readonly outline: readonly (readonly [x: number, y: number])[];
}

/**
 * A skin over cross-sections, one geometry for each surface number that `surfaceOf` names;
 * they share their normals, so that the seam between two surfaces does not show.
 */
export function loft(
  rings: readonly Ring[],
  surfaces: number,
  surfaceOf: (ring: number, point: number) => number,
): BufferGeometry[] {
  const sides = rings[0]?.outline.length ?? 0;
  const corners = rings.flatMap((ring) => ring.outline.flatMap(([x, y]) => [x, y, ring.z]));
  const faces: number[][] = Array.from({ length: surfaces }, () => []);
  for (let ring = 0; ring + 1 < rings.length; ring++) {
    for (let point = 0; point + 1 < sides; point++) {
      const near = ring * sides + point;
      const far = near + sides;
      faces[surfaceOf(ring, point)]?.push(near, far, near + 1, near + 1, far, far + 1);
    }
  }
  for (const end of [0, rings.length - 1]) capEnd(rings, end, corners, faces[0] ?? []);
  const whole = new BufferGeometry();
  whole.setAttribute('position', new Float32BufferAttribute(corners, 3));
  whole.setAttribute('uv', new Float32BufferAttribute(new Float32Array((corners.length / 3) * 2), 2));
  whole.setIndex(faces.flat());
  whole.computeVertexNormals();
  return faces.map((index) => whole.clone().setIndex(index));
}

function capEnd(rings: readonly Ring[], end: number, corners: number[], faces: number[]): void {
  const outline = rings[end]?.outline ?? [];
  const middle = corners.length / 3;
  const mean = (axis: 0 | 1) => outline.reduce((sum, point) => sum + point[axis], 0) / outline.length;
  corners.push(mean(0), mean(1), rings[end]?.z ?? 0);
  for (let point = 0; point + 1 < outline.length; point++) {
    const here = end * outline.length + point;
    if (end === 0) faces.push(middle, here, here + 1);
    else faces.push(middle, here + 1, here);
  }
}
