import type { Format } from '../plan/scene.ts';

/** The size of the many clips that prove rules: as wide as a detector looks, small on disk, quick to draw. */
export const SMALL: Format = { width: 512, height: 288, framesPerSecond: 5, quality: 30 };
