import {
  ACESFilmicToneMapping,
  BackSide,
  Color,
  DirectionalLight,
  Fog,
  HemisphereLight,
  Mesh,
  PCFShadowMap,
  PMREMGenerator,
  Scene,
  ShaderMaterial,
  SphereGeometry,
  WebGLRenderer,
} from 'three';

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

function sunOver(x: number, z: number): DirectionalLight {
  const sun = new DirectionalLight(0xfff1dd, 2.6);
  sun.position.set(x - 14, 20, z + 24);
  sun.target.position.set(x, 0, z);
  sun.castShadow = true;
  sun.shadow.mapSize.set(1536, 1536);
  Object.assign(sun.shadow.camera, { left: -22, right: 22, top: 18, bottom: -18, near: 1, far: 80 });
  sun.shadow.bias = -0.0006;
  sun.shadow.normalBias = 0.03;
  sun.shadow.radius = 3;
  return sun;
}

/** Morning light over a place: one sun with shadows, a sky that mirrors in paint and glass, a little haze. */
export function lightScene(renderer: WebGLRenderer, over: readonly [x: number, z: number]): Scene {
  const scene = new Scene();
  scene.background = new Color(0xbcc7d0);
  scene.fog = new Fog(0xb9c2c9, 35, 140);
  scene.environment = new PMREMGenerator(renderer).fromScene(skyDome(), 0.01).texture;
  scene.environmentIntensity = 0.75;
  const sun = sunOver(...over);
  scene.add(sun, sun.target, new HemisphereLight(0xcfe0ff, 0x6b6358, 0.5));
  return scene;
}
