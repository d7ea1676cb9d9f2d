import { between, randomFrom } from './random.ts';
import type { Mishap, Plan } from './scene.ts';

type OffsetPlan = Pick<Plan, 'weather' | 'mishaps' | 'seed' | 'framesPerSecond' | 'width' | 'height'>;

/** How far a turned camera puts the picture aside, shares of its size. */
const TURNED = [0.17, 0.09] as const;
/** How far a knock throws it at most, share of its width, and how fast it swings (radians a second). */
const KNOCK = 0.03;
const SWING = 21;

function knockAt({ from, to }: Mishap, second: number): number {
  const share = (second - from) / (to - from);
  return Math.sin((second - from) * SWING) * KNOCK * (1 - share);
}

/** Pixels by which wind, a knock or a turned camera puts the picture to the right and down in a frame. */
export function cameraOffset(plan: OffsetPlan, frame: number): readonly [x: number, y: number] {
  const { weather, mishaps = [], seed, framesPerSecond, width, height } = plan;
  const second = frame / framesPerSecond;
  let [x, y] = [0, 0];
  if (weather?.shake) {
    const random = randomFrom(seed * 52_361 + frame);
    x += between(random, [-weather.shake, weather.shake]);
    y += between(random, [-weather.shake, weather.shake]);
  }
  for (const mishap of mishaps) {
    if (second < mishap.from || second >= mishap.to) continue;
    if (mishap.what === 'moved') {
      x += TURNED[0] * width;
      y += TURNED[1] * height;
    }
    if (mishap.what === 'knock') x += knockAt(mishap, second) * width;
  }
  return [x, y];
}
