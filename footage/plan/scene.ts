/** A place on the ground in metres: x to the right of the camera, z towards it (away is negative). */
export type Ground = readonly [x: number, z: number];

/** A point of the picture, 0…1 from its top left corner. */
export type PicturePoint = readonly [x: number, y: number];

/** What can be put on the stage; its COCO class is the same word (COCO knows no box and no bin). */
export type Kind = 'person' | 'car' | 'truck' | 'bus' | 'bicycle' | 'suitcase' | 'box' | 'bin';

/** Whether it is as wide as a lane, so that the near edge of its box tells little of where it stands. */
export function isVehicle(kind: Kind): boolean {
  return kind === 'car' || kind === 'truck' || kind === 'bus';
}

/** Standing still; meanwhile the thing in hand may be put down, or a thing taken up by its name. */
export interface Wait {
  readonly wait: number;
  readonly puts?: boolean;
  readonly takes?: string;
}

/** A part of a way: move along a smooth curve through places at a speed (m/s), or stand. */
export type Stage =
  | { readonly through: readonly Ground[]; readonly speed: number; readonly reverse?: boolean }
  | Wait;

/** Who is cast: a kind, or a bicycle with its rider. */
export type Role = Kind | 'cyclist';

/** Members of a cast that follow one another on the same way. */
export interface Flow {
  readonly name: string;
  readonly cast: readonly Role[];
  /** what each carries in hand; it is called like its bearer, followed by its kind: `leaves 1 suitcase` */
  readonly carries?: Kind;
  readonly stages: readonly Stage[];
  /** second at which the first of them starts */
  readonly first: number;
  /** seconds between two starts */
  readonly every: readonly [number, number];
  /** each one's speed is the way's, times a factor within these ends */
  readonly pace: readonly [number, number];
  /** each one keeps this far aside at most (m) */
  readonly sway: number;
  /** drawn even when it still stands at the end of the clip */
  readonly stays?: boolean;
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

/** What lights a place: a morning sun, a low sun towards the camera, or lamps. */
export type Light = 'morning' | 'low-sun' | 'night';

/** Size and speed of the picture. */
export interface Format {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** rate factor of the encoder, lower is better and larger; default 27 */
  readonly quality?: number;
}

/** A scene: a world, a camera, and who passes when. */
export interface Scene {
  readonly name: string;
  readonly about: string;
  readonly world: 'street' | 'depot' | 'car-park';
  readonly light?: Light;
  /** default 768 × 432 at 10 frames/s */
  readonly format?: Format;
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
  readonly posture?: 'rider';
}

/** A time during which someone has a thing in hand; it is put down at the end, taken up at the beginning. */
export interface Hold {
  /** number of the bearer */
  readonly by: number;
  readonly from: number;
  /** null: carried away */
  readonly to: number | null;
}

/** One of the cast with its own way, time and look. */
export interface Actor {
  readonly id: number;
  readonly name: string;
  readonly kind: Kind;
  readonly look: Look;
  readonly start: number;
  readonly stages: readonly Stage[];
  /** of a thing: when it is in whose hand; it lies still in between */
  readonly holds?: readonly Hold[];
}

/** What befalls the camera for a while; only some of it is a fault. */
export interface Mishap {
  readonly what:
    | 'frozen'
    | 'blind'
    | 'dark'
    | 'moved'
    | 'out-of-focus'
    | 'cloud'
    | 'knock'
    | 'headlights'
    | 'veil'
    | 'dusk'
    | 'soft';
  readonly from: number;
  readonly to: number;
  readonly isFault: boolean;
}

/** Weather and wear of the camera: what is done to a clean drawing when it is developed. */
export interface Weather {
  readonly rain?: boolean;
  readonly glare?: boolean;
  /** pixels by which wind shakes the camera */
  readonly shake?: number;
  /** how many times the usual noise */
  readonly noise?: number;
}

/** Everything the stage needs to draw a clip; plain data. */
export interface Plan {
  readonly clip: string;
  readonly scene: Scene;
  readonly seed: number;
  readonly framesPerSecond: number;
  readonly width: number;
  readonly height: number;
  readonly quality?: number;
  readonly frames: number;
  readonly actors: readonly Actor[];
  readonly weather?: Weather;
  readonly mishaps?: readonly Mishap[];
}
