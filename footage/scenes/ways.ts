import type { Flow, Ground, Stage } from '../plan/scene.ts';

/** Places from numbers in pairs: x, z, x, z… */
export const places = (...numbers: readonly number[]): Ground[] =>
  numbers.flatMap((x, index) => (index % 2 === 0 ? [[x, numbers[index + 1] ?? 0] as const] : []));

/** A walk at an ordinary pace through places given in pairs. */
export const walk = (...numbers: readonly number[]): Stage => ({ through: places(...numbers), speed: 1.5 });

/** A drive at a speed (m/s) through places given in pairs. */
export const drive = (speed: number, ...numbers: readonly number[]): Stage => {
  return { through: places(...numbers), speed };
};

/** The same, backwards. */
export const back = (speed: number, ...numbers: readonly number[]): Stage => {
  return { through: places(...numbers), speed, reverse: true };
};

/** How people on foot differ from one another. */
export const ON_FOOT = { pace: [0.92, 1.12], sway: 0.1 } as const;

/** How drivers differ from one another. */
export const DRIVING = { pace: [0.72, 1.3], sway: 0.1 } as const;

/** So many of one kind. */
export const many = (role: Flow['cast'][number], count: number): Flow['cast'] => Array(count).fill(role);
