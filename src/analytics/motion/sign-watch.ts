import { FreezeWatch } from './freeze-watch.ts';
import { LastingSign } from './lasting-sign.ts';
import type { CameraSigns } from './pixel-facts.ts';
import type { Shift } from './shift-finder.ts';
import { edgeLikeness } from './view-match.ts';
import { measureView, type ViewMeasures } from './view-measures.ts';

/** Seconds between two looks at the view. */
const lookSeconds = 1;

/** Seconds in which the usual detail, sharpness and brightness of a view are learnt. */
const usualSeconds = 300;

/** Seconds after which the view becomes the usual one, and between two renewals of it. */
const firstLookSeconds = 6;
const renewSeconds = 10;

/** Shares of the usual detail: under the first the view is blind, and it is not until over the second. */
const blindShare = 0.12;
const clearShare = 0.3;
const leastDetail = 0.2;

/** Mean grey level and share of visible pixels under which it is dark, and over which it is no more. */
const dark = { brightness: 20, brightShare: 0.03 };
const light = { brightness: 26, brightShare: 0.06 };

/** Shares of the usual likeness under which the camera looks elsewhere, and over which it looks where it did. */
const movedShare = 0.3;
const homeShare = 0.55;

/** Share of it from which changes of the ground can be told. */
const steadyShare = 0.4;

/** Pixels by which the view must be out of place to count as moved. */
const movedPixels = 2.5;

/** Shares of the usual sharpness under which the lens is out of focus, and over which it is not. */
const blurredShare = 0.62;
const sharpShare = 0.78;

/** Brightness may change by this factor for sharpness to be compared. */
const comparableLight = 2;

/** A fault that lasts for so long is how the camera is now. */
const acceptSeconds = 1800;

/** Watches over a camera's view: whether it still sees, and what it is meant to see. */
export class SignWatch {
  readonly #width: number;
  readonly #height: number;
  readonly #freeze: FreezeWatch;
  readonly #home: Float32Array;
  readonly #blind = new LastingSign(2, 3);
  readonly #dark = new LastingSign(3, 3);
  readonly #moved = new LastingSign(3, 3);
  readonly #blurred = new LastingSign(4, 4);
  #usual: ViewMeasures | undefined;
  #usualLikeness = 1;
  #likeness: number | undefined;
  #clock = 0;
  #lookedAt = 0;
  #renewedAt = Number.NEGATIVE_INFINITY;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#freeze = new FreezeWatch(width * height);
    this.#home = new Float32Array(width * height);
  }

  /** Whether the camera looks elsewhere than it did. */
  get hasMoved(): boolean {
    return this.#moved.since(this.#clock) !== undefined;
  }

  /** Whether a fault has lasted so long that it is how the camera is now: a new watch is wanted. */
  get isOutdated(): boolean {
    return this.#clock - this.#oldestFault() > acceptSeconds;
  }

  /** Whether the picture shows the view that is believed to be the present one, so that what changed in it can be told. */
  get isSteady(): boolean {
    if (this.#blind.isDoubted || this.#dark.isDoubted || this.#blurred.isDoubted) return false;
    if (this.#likeness === undefined) return true;
    return this.hasMoved ? this.#likeness < homeShare : this.#likeness >= steadyShare;
  }

  /** Takes in a picture as it came and smoothed, and the ground as it is by now. */
  update(data: Uint8Array, seen: Int16Array, ground: Float32Array, shift: Shift, seconds: number): void {
    this.#clock += seconds;
    this.#freeze.update(data, this.#clock);
    if (this.#clock - this.#lookedAt < lookSeconds) return;
    const elapsed = this.#clock - this.#lookedAt;
    this.#lookedAt = this.#clock;
    const view = this.#measure(seen, ground);
    this.#likeness = this.likeness(seen);
    if (!this.#usual) {
      this.#begin(view, ground);
      return;
    }
    this.#judge(view, this.#usual, shift);
    this.#learn(view, this.#usual, ground, elapsed);
  }

  /** The signs as of `timeMs`, the event time of the last picture. */
  signs(timeMs: number): CameraSigns {
    const at = (since: number | undefined) =>
      since === undefined ? null : Math.round(timeMs - (this.#clock - since) * 1000);
    return {
      blindSinceMs: at(this.#blind.since(this.#clock)),
      darkSinceMs: at(this.#dark.since(this.#clock)),
      frozenSinceMs: at(this.#freeze.since(this.#clock)),
      movedSinceMs: at(this.#moved.since(this.#clock)),
      outOfFocusSinceMs: at(this.#blurred.since(this.#clock)),
    };
  }

  /** How alike a picture's edges are to those of the usual view; undefined before there is one. */
  likeness(seen: Int16Array | Float32Array): number | undefined {
    if (!this.#usual) return undefined;
    const likeness = edgeLikeness(seen, this.#home, this.#width, this.#height);
    return likeness === undefined ? undefined : likeness / this.#usualLikeness;
  }

  /** As seen now, without the detail that is but noise: that is not in the ground, which is averaged over seconds. */
  #measure(seen: Int16Array, ground: Float32Array): ViewMeasures {
    const view = measureView(seen, this.#width, this.#height);
    const lasting = measureView(ground, this.#width, this.#height);
    return { ...view, detail: Math.min(view.detail, lasting.detail) };
  }

  #begin(view: ViewMeasures, ground: Float32Array): void {
    this.#blind.update(view.detail < leastDetail && !isUnder(view, dark), this.#clock);
    this.#dark.update(isUnder(view, dark), this.#clock);
    if (this.#clock < firstLookSeconds || view.detail < leastDetail) return;
    this.#usual = view;
    this.#renew(ground);
  }

  #judge(view: ViewMeasures, usual: ViewMeasures, shift: Shift): void {
    this.#judgeSight(view, usual);
    if (this.#dark.since(this.#clock) !== undefined) return;
    const isBlind = this.#blind.since(this.#clock) !== undefined || view.detail < blindShare * usual.detail;
    this.#judgePlace(isBlind, shift);
    this.#judgeFocus(isBlind, view, usual);
  }

  #judgeSight(view: ViewMeasures, usual: ViewMeasures): void {
    const wasBlind = this.#blind.since(this.#clock) !== undefined;
    const wasDark = this.#dark.since(this.#clock) !== undefined;
    const isDark = isUnder(view, wasDark ? light : dark);
    const isFaint = view.detail < (wasBlind ? clearShare : blindShare) * usual.detail;
    const isSameView = this.#likeness !== undefined && this.#likeness > movedShare;
    this.#blind.update(isFaint && !isSameView, this.#clock);
    this.#dark.update(isDark && !(isFaint && !isSameView), this.#clock);
  }

  #judgePlace(isBlind: boolean, shift: Shift): void {
    const likeness = this.#likeness;
    const isElsewhere = likeness !== undefined && likeness < (this.hasMoved ? homeShare : movedShare);
    const isShifted = Math.hypot(shift.x, shift.y) >= movedPixels;
    this.#moved.update(!isBlind && (isElsewhere || isShifted), this.#clock);
  }

  #judgeFocus(isBlind: boolean, view: ViewMeasures, usual: ViewMeasures): void {
    const wasBlurred = this.#blurred.since(this.#clock) !== undefined;
    const isSoft = view.sharpness < (wasBlurred ? sharpShare : blurredShare) * usual.sharpness;
    const ratio = view.brightness / Math.max(1, usual.brightness);
    const isLitAlike = ratio > 1 / comparableLight && ratio < comparableLight;
    const isSameView = this.#likeness !== undefined && this.#likeness > movedShare;
    this.#blurred.update(isSoft && isLitAlike && isSameView && !isBlind, this.#clock);
  }

  #learn(view: ViewMeasures, usual: ViewMeasures, ground: Float32Array, elapsed: number): void {
    const likeness = this.#likeness;
    const signs = [this.#blind, this.#dark, this.#moved, this.#blurred];
    if (signs.some(({ isDoubted }) => isDoubted) || likeness === undefined || likeness < homeShare) return;
    const share = 1 - Math.exp(-elapsed / usualSeconds);
    const between = (a: number, b: number) => a + (b - a) * share;
    this.#usual = {
      brightness: between(usual.brightness, view.brightness),
      brightShare: between(usual.brightShare, view.brightShare),
      detail: between(usual.detail, view.detail),
      sharpness: between(usual.sharpness, view.sharpness),
    };
    this.#usualLikeness += (likeness * this.#usualLikeness - this.#usualLikeness) * share;
    if (this.#clock - this.#renewedAt >= renewSeconds) this.#renew(ground);
  }

  #renew(ground: Float32Array): void {
    this.#home.set(ground);
    this.#renewedAt = this.#clock;
  }

  #oldestFault(): number {
    const faults = [this.#blind, this.#moved, this.#blurred].map((sign) => sign.since(this.#clock));
    return Math.min(...faults.map((since) => since ?? Number.POSITIVE_INFINITY));
  }
}

function isUnder(view: ViewMeasures, bound: { brightness: number; brightShare: number }): boolean {
  return view.brightness < bound.brightness && view.brightShare < bound.brightShare;
}
