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

/** Why pictures do not come from an address: each has its words in `connection-words.ts`. */
export type ConnectionReason =
  | 'password'
  | 'no-right'
  | 'no-stream'
  | 'refused'
  | 'no-answer'
  | 'no-route'
  | 'cut'
  | 'not-video'
  | 'codec'
  | 'unknown-name'
  | 'forbidden-address'
  | 'redirected'
  | 'certificate'
  | 'too-slow'
  | 'too-large'
  | 'no-file'
  | 'not-onvif'
  | 'unreadable';

/** A picture of a stream that is tried, so coarse that nobody on it can be told. */
export interface TriedPicture {
  readonly width: number;
  readonly height: number;
  readonly jpeg: Uint8Array;
}

/** What a stream gave. */
export interface TriedStream {
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  /** as measured over the first pictures; null where they were too few */
  readonly framesPerSecond: number | null;
  /** until the first picture was there */
  readonly waitedMs: number;
  readonly picture: TriedPicture;
}

/** A device that answered a probe; where it says it can be spoken to, inside the networks of cameras. */
export interface FoundDevice {
  readonly name: string | null;
  readonly model: string | null;
  /** address of its ONVIF service */
  readonly service: string;
}

/** What a device says of one of its streams. */
export interface DeviceProfile {
  readonly name: string;
  readonly codec: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly framesPerSecond: number | null;
  /** address of the stream, without name or password */
  readonly url: string;
}

/** What a device says of itself. */
export interface DeviceFacts {
  readonly maker: string | null;
  readonly model: string | null;
  readonly profiles: readonly DeviceProfile[];
}

/** What a check answers: what was found, or why nothing was. */
export type Checked<Found> =
  | { readonly ok: true; readonly found: Found }
  | { readonly ok: false; readonly reason: ConnectionReason };

/** Tries cameras in a process of its own, in bounded time; every address is checked before it is connected to. */
export interface CameraChecks {
  /** Reads the first pictures of a stream, its masks burned in. */
  stream(request: {
    readonly url: string;
    readonly masks: readonly (readonly Place2d[])[];
  }): Promise<Checked<TriedStream>>;
  /** Asks the networks of cameras which devices there are. */
  discover(): Promise<Checked<readonly FoundDevice[]>>;
  /** Asks a device, in somebody's name, for its streams. */
  device(request: {
    readonly service: string;
    readonly username: string;
    readonly password: string;
  }): Promise<Checked<DeviceFacts>>;
}

/** Tells, with the commit, that a camera's configuration changed. */
export type Announce = (tx: Tx, cameraId: number | null) => Promise<void>;
