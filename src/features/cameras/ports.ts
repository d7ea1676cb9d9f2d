import type { Fault } from '#foundation/errors.ts';
import type { LegalFacts } from '#foundation/legal-gate.ts';
import type { Tx } from '#foundation/unit-of-work.ts';

/** What the law says of cameras. */
export interface CameraLaw {
  /** What the gate must know; `unsealed` in a transaction that has just written it. */
  facts(
    tx: Tx,
    cameraIds: readonly number[],
    options?: { readonly unsealed?: boolean },
  ): Promise<ReadonlyMap<number, LegalFacts>>;
  /** Writes the purposes and the waiver of a camera, and what binds them to its place. */
  write(
    tx: Tx,
    cameraId: number,
    change: {
      readonly purposeIds?: readonly number[] | undefined;
      readonly maskWaiver?: string | null | undefined;
    },
  ): Promise<void>;
}

/** What is wrong with points on the ground; `field` is their path. */
export type FindGroundFaults = (
  field: string,
  points: readonly { readonly at: Place2d; readonly metres: Place2d }[],
) => readonly Fault[];
type Place2d = readonly [number, number];

/** What is wrong with where an address leads, as far as it can be seen without asking the network. */
export type FindReachFault = (field: string, url: string) => Fault | undefined;

/** Keeps the things and datastreams of a camera in step with its name, lines and zones. */
export type SyncSeries = (tx: Tx, cameraId: number) => Promise<void>;

/** Tells, with the commit, that a camera's configuration changed. */
export type Announce = (tx: Tx, cameraId: number | null) => Promise<void>;
