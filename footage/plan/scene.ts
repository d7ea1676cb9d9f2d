/** A place on the ground in metres: x to the right of the camera, z towards it (away is negative). */
export type Ground = readonly [x: number, z: number];

/** A point of the picture, 0…1 from its top left corner. */
export type PicturePoint = readonly [x: number, y: number];

/** What can be put on the stage; its COCO class is the same word. */
export type Kind = 'person' | 'car' | 'truck' | 'bus' | 'bicycle';

/** A part of a way: move along a smooth curve through places at a speed (m/s), or stand. */
export type Stage =
  | { readonly through: readonly Ground[]; readonly speed: number; readonly reverse?: boolean }
  | { readonly wait: number };

/** Members of a cast that follow one another on the same way. */
export interface Flow {
  readonly name: string;
  readonly cast: readonly Kind[];
  readonly stages: readonly Stage[];
  /** second at which the first of them starts */
  readonly first: number;
  /** seconds between two starts */
  readonly every: readonly [number, number];
  /** each one's speed is the way's, times a factor within these ends */
  readonly pace: readonly [number, number];
  /** each one keeps this far aside at most (m) */
  readonly sway: number;
}

/** Something that stands there for the whole clip. */
export interface Parked {
  readonly name: string;
  readonly kind: Kind;
  readonly at: Ground;
  /** degrees; 0 looks towards the camera (+z), 90 to the right (+x) */
  readonly facing: number;
}

/** Where the camera hangs and looks. */
export interface CameraPose {
  readonly position: readonly [x: number, y: number, z: number];
  /** degrees below the horizon */
  readonly pitch: number;
  /** degrees to the left */
  readonly yaw: number;
  /** vertical field of view in degrees */
  readonly fieldOfView: number;
}

/** A counting line; `forward` lies to the right of someone walking from `from` to `to` on the picture. */
export interface SceneLine {
  readonly name: string;
  readonly from: PicturePoint;
  readonly to: PicturePoint;
  readonly forward: string;
  readonly backward: string;
}

/** A polygon of the picture. */
export interface SceneZone {
  readonly name: string;
  readonly polygon: readonly PicturePoint[];
}

/** A rule as a territory file writes it: kind, `zone` or `line` by name, its parameters. */
export interface SceneRule {
  readonly name: string;
  readonly kind: string;
  readonly [parameter: string]: unknown;
}

/** A scene: a world, a camera, and who passes when. */
export interface Scene {
  readonly name: string;
  readonly about: string;
  readonly world: 'street' | 'depot';
  readonly seconds: number;
  readonly camera: CameraPose;
  readonly lines: readonly SceneLine[];
  readonly zones: readonly SceneZone[];
  readonly rules?: readonly SceneRule[];
  readonly parked: readonly Parked[];
  readonly flows: readonly Flow[];
}

/** How one of them looks; the same numbers give the same clothes, paint and build. */
export interface Look {
  readonly seed: number;
  readonly colour: string;
  readonly colour2: string;
  readonly pattern: 'plain' | 'plaid' | 'stripe';
  readonly shape: string;
  readonly size: number;
}

/** One of the cast with its own way, time and look. */
export interface Actor {
  readonly id: number;
  readonly name: string;
  readonly kind: Kind;
  readonly look: Look;
  readonly start: number;
  readonly stages: readonly Stage[];
}

/** Everything the stage needs to draw a clip; plain data. */
export interface Plan {
  readonly clip: string;
  readonly scene: Scene;
  readonly seed: number;
  readonly framesPerSecond: number;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly actors: readonly Actor[];
}
