import { cameraOffset } from '../plan/camera-offset.ts';
import { randomFrom } from '../plan/random.ts';
import type { Plan } from '../plan/scene.ts';
import { applyMishaps } from './mishaps.ts';
import { createPlanes, type Planes, shiftPlanes } from './picture-planes.ts';
import { applyWeather } from './weather.ts';

const NOISE = 4;
const BLUR_SIGMA = 0.5;
const SATURATION = 0.9;
const NOISE_TABLE = 1 << 16;

/** Turns a clean drawing into what a camera on a pole delivers: a little soft, noisy and pale, as planar YUV 4:2:0. */
export type CameraLook = (rgba: Uint8Array, frame: number) => Buffer;

function gaussianNoise(seed: number): Float32Array {
  const random = randomFrom(seed);
  const table = new Float32Array(NOISE_TABLE);
  for (let index = 0; index < NOISE_TABLE; index++) {
    table[index] = (random() + random() + random() + random() - 2) * 0.6 * NOISE;
  }
  return table;
}

/** Blurs one plane along rows or columns; `step` is the distance to the neighbour. */
function soften(
  source: Float32Array,
  target: Float32Array,
  width: number,
  height: number,
  step: number,
): void {
  const outer = Math.exp(-1 / (2 * BLUR_SIGMA ** 2));
  const middle = 1 / (1 + 2 * outer);
  const side = outer * middle;
  for (let index = 0; index < width * height; index++) {
    const value = source[index] ?? 0;
    target[index] =
      middle * value + side * ((source[index - step] ?? value) + (source[index + step] ?? value));
  }
}

function readPlanes({ luma, blue, red }: Planes, rgba: Uint8Array): void {
  for (let index = 0; index < luma.length; index++) {
    const r = rgba[index * 4] ?? 0;
    const g = rgba[index * 4 + 1] ?? 0;
    const b = rgba[index * 4 + 2] ?? 0;
    luma[index] = 16 + 0.257 * r + 0.504 * g + 0.098 * b;
    blue[index] = SATURATION * (-0.148 * r - 0.291 * g + 0.439 * b);
    red[index] = SATURATION * (0.439 * r - 0.368 * g - 0.071 * b);
  }
}

function quarter(plane: Float32Array, width: number, height: number, out: Uint8Array): void {
  for (let y = 0, to = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2, to++) {
      const at = y * width + x;
      const sum =
        (plane[at] ?? 0) + (plane[at + 1] ?? 0) + (plane[at + width] ?? 0) + (plane[at + width + 1] ?? 0);
      out[to] = Math.min(240, Math.max(16, Math.round(128 + sum / 4)));
    }
  }
}

/** A look for the pictures of a plan; the same seed and frame give the same bytes. */
export function createCameraLook(plan: Plan): CameraLook {
  const { width, height, seed, weather } = plan;
  const count = width * height;
  const noise = gaussianNoise(seed);
  const strength = weather?.noise ?? 1;
  const planes = createPlanes(width, height);
  const spare = new Float32Array(count);
  let last: Buffer | undefined;

  const toBytes = (frame: number): Buffer => {
    const picture = Buffer.alloc((count * 3) / 2);
    const random = randomFrom(seed * 100_003 + frame);
    for (let y = 0, index = 0; y < height; y++) {
      let grain = Math.floor(random() * NOISE_TABLE);
      for (let x = 0; x < width; x++, index++, grain++) {
        const value = (planes.luma[index] ?? 0) + (noise[grain & (NOISE_TABLE - 1)] ?? 0) * strength;
        picture[index] = Math.min(235, Math.max(16, Math.round(value)));
      }
    }
    quarter(planes.blue, width, height, picture.subarray(count, count + count / 4));
    quarter(planes.red, width, height, picture.subarray(count + count / 4));
    return picture;
  };

  return (rgba, frame) => {
    readPlanes(planes, rgba);
    shiftPlanes(planes, spare, cameraOffset(plan, frame));
    applyWeather(planes, plan, frame);
    const { isFrozen } = applyMishaps(planes, spare, plan, frame);
    if (isFrozen && last) return last;
    soften(planes.luma, spare, width, height, 1);
    soften(spare, planes.luma, width, height, width);
    last = toBytes(frame);
    return last;
  };
}
