import {
  ACESFilmicToneMapping,
  BackSide,
  Color,
  DirectionalLight,
  Fog,
  HemisphereLight,
  Mesh,
  MeshLambertMaterial,
  type Object3D,
  PCFShadowMap,
  PMREMGenerator,
  PointLight,
  Scene,
  ShaderMaterial,
  SphereGeometry,
  WebGLRenderer,
} from 'three';
import type { Light } from '../plan/scene.ts';

const SKY_VERTEX = `
varying vec3 direction;
void main() { direction = position; gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }`;

/** Blue above, white at the horizon, a broken row of brown roofs, grey ground. */
const SKY_FRAGMENT = `
varying vec3 direction;
void main() {
  float height = normalize(direction).y;
  vec3 colour = height > 0.0
    ? mix(vec3(.95, .97, 1.), vec3(.35, .52, .8), pow(height, .5))
    : mix(vec3(.42, .42, .40), vec3(.22, .22, .21), -height);
  bool roofs = sin(direction.x * .35) + sin(direction.z * .51) > -.2;
  if (height > 0. && height < .22 && roofs) colour = vec3(.38, .30, .26);
  gl_FragColor = vec4(colour, 1.);
}`;

/** A renderer with soft shadows and film-like tones; the camera look softens the edges, at no cost. */
export function createRenderer(width: number, height: number): WebGLRenderer {
  const renderer = new WebGLRenderer({ antialias: false, preserveDrawingBuffer: true });
  renderer.setPixelRatio(1);
  renderer.setSize(width, height);
  renderer.toneMapping = ACESFilmicToneMapping;
  renderer.toneMappingExposure = 0.95;
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  return renderer;
}

/** How bright and from where each light shines. */
interface Lighting {
  readonly sun: number;
  readonly sunColour: number;
  /** where the sun stands, from the middle of the view (m) */
  readonly sunAt: readonly [x: number, y: number, z: number];
  readonly sky: number;
  readonly background: number;
  readonly hemisphere: number;
  /** share of the sky's light that ground and walls keep */
  readonly glow: number;
  /** strength of the lamps over the place */
  readonly lamps: number;
}

const LIGHTING: Readonly<Record<Light, Lighting>> = {
  morning: {
    sun: 2.6,
    sunColour: 0xfff1dd,
    sunAt: [-14, 20, 24],
    sky: 0.75,
    background: 0xbcc7d0,
    hemisphere: 0.5,
    glow: 1,
    lamps: 0,
  },
  'low-sun': {
    sun: 3.4,
    sunColour: 0xffd9a8,
    sunAt: [26, 11, -14],
    sky: 0.85,
    background: 0xd9cbb6,
    hemisphere: 0.7,
    glow: 1,
    lamps: 0,
  },
  night: {
    sun: 0.3,
    sunColour: 0xffd2a0,
    sunAt: [-5, 20, 9],
    sky: 0.1,
    background: 0x0d1016,
    hemisphere: 0.05,
    glow: 0.1,
    lamps: 34,
  },
};

/** Where lamps hang, metres from the middle of the view. */
const LAMPS = [
  [-7, -2],
  [5, 1],
  [12, -5],
] as const;

function skyDome(): Scene {
  const dome = new Scene();
  const material = new ShaderMaterial({
    side: BackSide,
    vertexShader: SKY_VERTEX,
    fragmentShader: SKY_FRAGMENT,
  });
  dome.add(new Mesh(new SphereGeometry(50, 32, 16), material));
  return dome;
}

function sunOver(x: number, z: number, { sun: strength, sunColour, sunAt }: Lighting): DirectionalLight {
  const sun = new DirectionalLight(sunColour, strength);
  sun.position.set(x + sunAt[0], sunAt[1], z + sunAt[2]);
  sun.target.position.set(x, 0, z);
  sun.castShadow = true;
  sun.shadow.mapSize.set(1536, 1536);
  Object.assign(sun.shadow.camera, { left: -22, right: 22, top: 18, bottom: -18, near: 1, far: 80 });
  sun.shadow.bias = -0.0006;
  sun.shadow.normalBias = 0.03;
  sun.shadow.radius = 3;
  return sun;
}

function lampsOver(x: number, z: number, strength: number): PointLight[] {
  return LAMPS.map(([aside, away]) => {
    const lamp = new PointLight(0xffc98a, strength, 40, 1.6);
    lamp.position.set(x + aside, 7, z + away);
    return lamp;
  });
}

/** Takes from ground and walls the light of the sky that the hour does not have. */
export function dimGround(world: Object3D, light: Light = 'morning'): void {
  const { glow } = LIGHTING[light];
  if (glow === 1) return;
  world.traverse((part) => {
    if (part instanceof Mesh && part.material instanceof MeshLambertMaterial)
      part.material.emissiveIntensity *= glow;
  });
}

/** Light over a place: one sun, or one strong lamp, with shadows, a sky that mirrors in paint and glass, a little haze. */
export function lightScene(
  renderer: WebGLRenderer,
  over: readonly [x: number, z: number],
  light: Light = 'morning',
): Scene {
  const lighting = LIGHTING[light];
  const scene = new Scene();
  scene.background = new Color(lighting.background);
  scene.fog = new Fog(lighting.background, 35, 140);
  scene.environment = new PMREMGenerator(renderer).fromScene(skyDome(), 0.01).texture;
  scene.environmentIntensity = lighting.sky;
  const sun = sunOver(...over, lighting);
  if (lighting.lamps > 0) scene.add(...lampsOver(...over, lighting.lamps));
  scene.add(sun, sun.target, new HemisphereLight(0xcfe0ff, 0x6b6358, lighting.hemisphere));
  return scene;
}
