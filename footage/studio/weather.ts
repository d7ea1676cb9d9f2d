import { between, randomFrom } from '../plan/random.ts';
import type { Plan } from '../plan/scene.ts';
import { type Planes, relight } from './picture-planes.ts';

const DROPS_PER_PIXEL = 0.0022;
const RAIN = { contrast: 0.84, haze: 16, streak: 26 };
const GLARE = { at: [0.8, 0.06], reach: 0.42, strength: 120, veil: 16, contrast: 0.9 } as const;

/** Streaks of rain that are elsewhere in every frame, over a paler picture. */
function rain(planes: Planes, seed: number): void {
  const random = randomFrom(seed);
  const { width, height, luma } = planes;
  relight(planes, () => [RAIN.contrast, RAIN.haze]);
  const drops = Math.round(DROPS_PER_PIXEL * width * height);
  for (let drop = 0; drop < drops; drop++) {
    const length = Math.round(between(random, [6, 18]) * (height / 288));
    const strength = RAIN.streak * between(random, [0.3, 1]);
    let x = random() * width;
    const top = Math.floor(random() * height);
    for (let y = top; y < Math.min(height, top + length); y++, x -= 0.18) {
      const column = Math.floor(x);
      const at = y * width + column;
      if (column >= 0 && column < width) luma[at] = (luma[at] ?? 0) + strength;
    }
  }
}

/** Light that a low sun throws into the lens. */
function glare(planes: Planes): void {
  const { width, height } = planes;
  const [cx, cy] = [GLARE.at[0] * width, GLARE.at[1] * height];
  const reach = (GLARE.reach * width) ** 2;
  relight(planes, (x, y) => {
    const light = Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / reach);
    return [GLARE.contrast, GLARE.veil + GLARE.strength * light];
  });
}

/** What the weather does to a frame. */
export function applyWeather(planes: Planes, { weather, seed }: Plan, frame: number): void {
  if (weather?.glare) glare(planes);
  if (weather?.rain) rain(planes, seed * 70_001 + frame);
}
