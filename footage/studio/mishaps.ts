import type { Mishap, Plan } from '../plan/scene.ts';
import { blurPlanes, type Planes, relight } from './picture-planes.ts';

type Effect = (planes: Planes, spare: Float32Array, share: number) => void;

const smooth = (value: number): number => 1 / (1 + Math.exp(-value));
/** Rises from 0 and falls back to 0 over the time of a mishap. */
const swell = (share: number): number => Math.sin(Math.PI * Math.min(1, Math.max(0, share))) ** 0.5;

/** A shadow whose edge runs over the picture, stays, and runs off again. */
const cloud: Effect = (planes, _, share) => {
  const edge = (start: number) => (share - start) * 6 * planes.width;
  relight(planes, (x) => [1 - 0.42 * smooth((edge(0) - x) / 30) * (1 - smooth((edge(0.8) - x) / 30)), 0]);
};

const headlights: Effect = (planes, _, share) => {
  const [cx, cy] = [share * planes.width * 1.4 - planes.width * 0.2, planes.height * 0.55];
  const reach = (planes.width * 0.22) ** 2;
  relight(planes, (x, y) => [1, 110 * Math.exp(-((x - cx) ** 2 + ((y - cy) * 1.6) ** 2) / reach)]);
};

/** A leaf or an insect close to the lens covers a part of the picture. */
const veil: Effect = (planes, _, share) => {
  const [cx, cy] = [planes.width * (0.25 + 0.1 * Math.sin(share * 9)), planes.height * 0.3];
  const reach = planes.width * 0.17;
  relight(planes, (x, y) => {
    const cover = smooth((reach - Math.hypot(x - cx, y - cy)) / 9);
    return [1 - cover, 30 * cover];
  });
};

const EFFECTS: Readonly<Partial<Record<Mishap['what'], Effect>>> = {
  blind: (planes) =>
    relight(planes, (x, y) => [0, 70 + 12 * Math.sin(x / planes.width) - 10 * (y / planes.height)]),
  dark: (planes) => relight(planes, () => [0.03, 0]),
  'out-of-focus': (planes, spare) => blurPlanes(planes, spare, Math.round(planes.width / 110)),
  soft: (planes, spare) => blurPlanes(planes, spare, 1),
  dusk: (planes, _, share) => relight(planes, () => [1 - 0.62 * swell(share), 0]),
  cloud,
  headlights,
  veil,
};

/** What befalls the camera in a frame; whether the picture is the last one again. */
export function applyMishaps(
  planes: Planes,
  spare: Float32Array,
  plan: Plan,
  frame: number,
): { isFrozen: boolean } {
  const second = frame / plan.framesPerSecond;
  let isFrozen = false;
  for (const { what, from, to } of plan.mishaps ?? []) {
    if (second < from || second >= to) continue;
    EFFECTS[what]?.(planes, spare, (second - from) / (to - from));
    isFrozen ||= what === 'frozen';
  }
  return { isFrozen };
}
