import type { Tx } from '#foundation/unit-of-work.ts';

/** Says whether a camera at a place may give an output: the legal gate. */
export type Decide = (
  place: 'public-road' | 'open-to-public' | 'closed-site',
  detector: string,
  output: 'statistics' | 'live-count' | 'alert',
) => { readonly allowed: boolean };

/** Keeps the things and datastreams of a camera in step with its name, lines and zones. */
export type SyncSeries = (tx: Tx, cameraId: number) => Promise<void>;

/** Tells, with the commit, that a camera's configuration changed. */
export type Announce = (tx: Tx, cameraId: number | null) => Promise<void>;
