import type { Ground } from './scene.ts';

/** A smooth way on the ground, measured in metres from its beginning. */
export interface Curve {
  readonly length: number;
  /** place and heading (radians, 0 towards +z, 90° towards +x) after so many metres */
  at(metres: number): { x: number; z: number; yaw: number };
}

const STEPS_PER_LEG = 24;

function catmullRom(before: number, start: number, end: number, after: number, share: number): number {
  const a = 2 * start;
  const b = end - before;
  const c = 2 * before - 5 * start + 4 * end - after;
  const d = -before + 3 * start - 3 * end + after;
  return 0.5 * (a + b * share + c * share * share + d * share ** 3);
}

function sample(points: readonly Ground[]): Ground[] {
  const at = (index: number): Ground => points[Math.max(0, Math.min(points.length - 1, index))] ?? [0, 0];
  const samples: Ground[] = [];
  for (let leg = 0; leg + 1 < points.length; leg++) {
    const [p, q, r, s] = [at(leg - 1), at(leg), at(leg + 1), at(leg + 2)];
    for (let step = 0; step < STEPS_PER_LEG; step++) {
      const share = step / STEPS_PER_LEG;
      samples.push([catmullRom(p[0], q[0], r[0], s[0], share), catmullRom(p[1], q[1], r[1], s[1], share)]);
    }
  }
  samples.push(at(points.length - 1));
  return samples;
}

/** The smooth curve through two places or more. */
export function curveThrough(points: readonly Ground[]): Curve {
  const samples = sample(points);
  const reached = [0];
  for (const [index, [x, z]] of samples.slice(1).entries()) {
    const [px, pz] = samples[index] ?? [x, z];
    reached.push((reached[index] ?? 0) + Math.hypot(x - px, z - pz));
  }
  const length = reached.at(-1) ?? 0;
  const at = (metres: number) => {
    const found = reached.findIndex((value) => value > metres);
    const end = found === -1 ? samples.length - 1 : Math.max(1, found);
    const [ax, az] = samples[end - 1] ?? [0, 0];
    const [bx, bz] = samples[end] ?? [ax, az];
    const from = reached[end - 1] ?? 0;
    const share = Math.min(1, Math.max(0, (metres - from) / Math.max(1e-6, (reached[end] ?? from) - from)));
    return { x: ax + (bx - ax) * share, z: az + (bz - az) * share, yaw: Math.atan2(bx - ax, bz - az) };
  };
  return { length, at };
}
