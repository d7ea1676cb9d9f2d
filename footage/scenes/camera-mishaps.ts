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

/** Covered, then dark, then turned aside; in between what a careless watch would take for a fault. */
export const MORNING_OF_MISHAPS: readonly Mishap[] = [
  fault('blind', 7, 6),
  harmless('knock', 16.6, 1.2),
  harmless('cloud', 18, 2.6),
  fault('dark', 21, 6),
  harmless('veil', 30.6, 1.4),
  harmless('headlights', 32.2, 1.8),
  fault('moved', 35, 6.4),
  harmless('soft', 45, 1.8),
];

/** Out of focus, then frozen, then covered. */
export const NOON_OF_MISHAPS: readonly Mishap[] = [
  fault('out-of-focus', 7, 9),
  harmless('dusk', 19.6, 1.8),
  fault('frozen', 22.4, 7),
  harmless('soft', 32.6, 1.2),
  harmless('knock', 34, 1.2),
  fault('blind', 36, 6),
  harmless('headlights', 45.4, 2),
];

/** Turned aside, out of focus, dark, frozen to the end. */
export const EVENING_OF_MISHAPS: readonly Mishap[] = [
  fault('moved', 7, 6.4),
  harmless('veil', 16.8, 1.2),
  harmless('soft', 18.2, 1.2),
  fault('out-of-focus', 20.4, 9.2),
  harmless('cloud', 33, 2.2),
  fault('dark', 36, 6),
  harmless('knock', 45.2, 1),
  harmless('dusk', 46.4, 2),
  fault('frozen', 49, 7),
];
