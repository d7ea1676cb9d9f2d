import type { Mishap, SceneRule } from '../plan/scene.ts';

type What = Mishap['what'];

const fault = (what: What, from: number, seconds: number): Mishap => {
  return { what, from, to: from + seconds, isFault: true };
};
const harmless = (what: What, from: number, seconds: number): Mishap => {
  return { what, from, to: from + seconds, isFault: false };
};

/** One rule for every sign that a camera fails. */
export const CAMERA_RULES: readonly SceneRule[] = [{ name: 'Camera fails', kind: 'camera-health' }];

/** Covered, then dark, then turned aside; in between a knock, a cloud, a leaf. */
export const MORNING_OF_MISHAPS: readonly Mishap[] = [
  harmless('knock', 8.4, 1.2),
  fault('blind', 11, 7),
  harmless('cloud', 20, 4),
  fault('dark', 25.4, 7),
  harmless('veil', 35, 3),
  fault('moved', 39, 7),
];

/** Out of focus, then frozen, then covered; in between headlights, dusk, a moment of softness. */
export const NOON_OF_MISHAPS: readonly Mishap[] = [
  harmless('headlights', 8, 2),
  fault('out-of-focus', 11, 7),
  harmless('dusk', 20, 4),
  fault('frozen', 25.4, 7),
  harmless('soft', 34, 2),
  fault('blind', 38, 7),
];
