import type { Tx } from '#foundation/unit-of-work.ts';

/** People who may decide on the alerts of a camera, by name. */
export type FindDeciders = (
  tx: Tx,
  cameraId: number,
) => Promise<{ readonly id: string; readonly name: string }[]>;
