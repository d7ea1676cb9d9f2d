import type { PicturePoint } from './scene.ts';

/** Someone in a frame: the box in pixels with the part outside the picture, and the share that can be seen. */
export interface SeenObject {
  readonly id: number;
  readonly edges: readonly [left: number, top: number, right: number, bottom: number];
  readonly visibility: number;
}

/**
 * Something that happens, or seems to, for a rule of the clip. `true`: the rule must tell it once, between the two
 * seconds (from the moment its condition holds until it holds no more), a settling time of the tracker aside.
 * `tempting`: a careless rule would tell it; telling it is an error. `unclear`: too close to call, neither counts.
 */
export interface RuleEvent {
  /** name of the rule */
  readonly rule: string;
  readonly kind: 'true' | 'tempting' | 'unclear';
  /** number of the object it is about; null where it is about a place or the camera */
  readonly object: number | null;
  readonly fromSecond: number;
  readonly toSecond: number;
  /** what the rule would measure: seconds stayed, km/h, objects */
  readonly value?: number;
  /** name of the zone or line, where the rule watches several */
  readonly place?: string;
  /** what happens, in a few words */
  readonly about: string;
}

/** A place that the picture and a map both show: 0…1 of the picture, metres on the ground (x to the right, y away). */
export interface GroundMark {
  readonly at: PicturePoint;
  readonly metres: readonly [x: number, y: number];
}
