import type { Fault } from '#foundation/errors.ts';
import type { Tx } from '#foundation/unit-of-work.ts';

/** Says whether a camera at a place may give an output: the legal gate. */
export type Decide = (
  place: 'public-road' | 'open-to-public' | 'closed-site',
  detector: string,
  output: 'statistics' | 'live-count' | 'alert',
) => { readonly allowed: boolean };

/** What is wrong with points on the ground; `field` is their path. */
export type FindGroundFaults = (
  field: string,
  points: readonly { readonly at: Place2d; readonly metres: Place2d }[],
) => readonly Fault[];
type Place2d = readonly [number, number];

/** Keeps the things and datastreams of a camera in step with its name, lines and zones. */
export type SyncSeries = (tx: Tx, cameraId: number) => Promise<void>;

/** Tells, with the commit, that a camera's configuration changed. */
export type Announce = (tx: Tx, cameraId: number | null) => Promise<void>;
