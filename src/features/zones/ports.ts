import type { LegalFacts, Place } from '#foundation/legal-gate.ts';
import type { Tx } from '#foundation/unit-of-work.ts';

/** What the gate must know of cameras. */
export type FactsOf = (tx: Tx, cameraIds: readonly number[]) => Promise<ReadonlyMap<number, LegalFacts>>;

/** Places where a kind of rule may alert without any record but a purpose. */
export type PlacesThatAlert = (kind: string) => readonly Place[];

/** Keeps the things and datastreams of a camera in step with its name, lines and zones. */
export type SyncSeries = (tx: Tx, cameraId: number) => Promise<void>;

/** Tells, with the commit, that a camera's configuration changed. */
export type Announce = (tx: Tx, cameraId: number | null) => Promise<void>;
