import type { Kind } from './scene.ts';
import type { Pose } from './way.ts';

interface Circle {
  readonly x: number;
  readonly z: number;
  readonly radius: number;
}

const CIRCLES: Readonly<Record<Kind, { offsets: readonly number[]; radius: number }>> = {
  person: { offsets: [0], radius: 0.32 },
  bicycle: { offsets: [-0.6, 0, 0.6], radius: 0.3 },
  car: { offsets: [-1.5, -0.75, 0, 0.75, 1.5], radius: 1.05 },
  truck: { offsets: [-2.6, -1.3, 0, 1.3, 2.6], radius: 1.35 },
  suitcase: { offsets: [0], radius: 0.4 },
  box: { offsets: [0], radius: 0.4 },
  bin: { offsets: [0], radius: 0.35 },
  bus: { offsets: [-3.9, -2.6, -1.3, 0, 1.3, 2.6, 3.9], radius: 1.4 },
};

/** The ground something covers, as circles along its length. */
export function footprint(kind: Kind, pose: Pick<Pose, 'x' | 'z' | 'yaw'>): Circle[] {
  const { offsets, radius } = CIRCLES[kind];
  return offsets.map((offset) => ({
    x: pose.x + Math.sin(pose.yaw) * offset,
    z: pose.z + Math.cos(pose.yaw) * offset,
    radius,
  }));
}

/** Whether two footprints touch. */
export function touch(a: readonly Circle[], b: readonly Circle[]): boolean {
  return a.some((p) => b.some((q) => Math.hypot(p.x - q.x, p.z - q.z) < p.radius + q.radius));
}
