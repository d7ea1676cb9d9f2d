import { levelScale } from './smoother.ts';

/** What the ground of a view looks like in numbers. */
export interface ViewMeasures {
  /** mean grey level, 0…255 */
  readonly brightness: number;
  /** share of the picture that is bright enough to see something in it */
  readonly brightShare: number;
  /** mean slope of the ground beyond its noise, grey levels: how much detail there is */
  readonly detail: number;
  /** finest details as share of coarser ones: falls when the lens is out of focus, stays in fog and at dusk */
  readonly sharpness: number;
}

const step = 2;
const edge = 5;

/** Grey level from which something can be seen. */
const visibleLevel = 50;

/** Slope that noise leaves in a ground averaged over seconds, grey levels. */
const noiseSlope = 1.2;

/** Pixels over which coarser details are measured. */
const coarse = 4;

/** Measures a smoothed picture, `levelScale` values a grey level, without its rim. */
export function measureView(ground: Int16Array | Float32Array, width: number, height: number): ViewMeasures {
  let sum = 0;
  let bright = 0;
  let detail = 0;
  let fine = 0;
  let wide = 0;
  let count = 0;
  const visible = visibleLevel * levelScale;
  const noise = noiseSlope * levelScale;
  for (let y = edge; y < height - edge; y += step) {
    for (let x = edge; x < width - edge; x += step) {
      const at = y * width + x;
      const value = ground[at]!;
      const left = ground[at - 1]!;
      const right = ground[at + 1]!;
      const up = ground[at - width]!;
      const down = ground[at + width]!;
      sum += value;
      if (value > visible) bright++;
      detail += Math.max(0, Math.abs(right - left) + Math.abs(down - up) - noise);
      fine += Math.abs(2 * value - left - right) + Math.abs(2 * value - up - down);
      wide +=
        Math.abs(ground[at + coarse]! - ground[at - coarse]!) +
        Math.abs(ground[at + coarse * width]! - ground[at - coarse * width]!);
      count++;
    }
  }
  const all = Math.max(1, count);
  return {
    brightness: sum / all / levelScale,
    brightShare: bright / all,
    detail: detail / all / levelScale,
    sharpness: wide < all * levelScale ? 0 : fine / wide,
  };
}
