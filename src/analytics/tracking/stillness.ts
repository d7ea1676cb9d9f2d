import { type Box, boxSize, movedBy } from '#analytics/geometry/boxes.ts';
import type { PictureSize } from './picture-size.ts';
import { touchesBorder } from './picture-size.ts';

/** How long an object keeps its place before it is still. */
const restMs = 1500;
/** How long it must be elsewhere before it has moved: a box that jumps for a picture or two has not. */
const leaveMs = 800;
const sampleMs = 90;
const minSamples = 4;
/** Distances in sizes of the object (√area): boxes tremble by a few hundredths of it. */
const restSpread = 0.12;
const restDrift = 0.07;
const leaveShift = 0.25;
/** Boxes of small things tremble by whole pixels. */
const spreadPx = 2.5;
const driftPx = 1.5;
/** Share of the samples that must lie close to their median. */
const closeShare = 0.8;
/** The place follows slow changes of the box (light, a part that was hidden) within this time. */
const settleMs = 20_000;

interface Sample {
  timeMs: number;
  box: Box;
}

/** Where an object stands still, and since when. */
export interface Rest {
  readonly place: Box;
  readonly sinceMs: number;
}

/**
 * Tells objects that stay from those that move. An object is still once its box has kept its middle for a second and
 * a half; it moves again when both opposite sides of its box have gone: one side alone is what hides it, not a move.
 */
export class Stillness {
  #samples: Sample[] = [];
  #rest: Rest | undefined;

  /** Its place and since when it is there, or undefined while it moves. */
  get rest(): Rest | undefined {
    return this.#rest;
  }

  /** Takes in a box that was seen. */
  see(box: Box, timeMs: number, picture: PictureSize | undefined): void {
    const last = this.#samples.at(-1);
    if (last !== undefined && timeMs - last.timeMs < sampleMs) return;
    this.#samples.push({ timeMs, box });
    if (this.#rest === undefined) this.#settle(timeMs, picture);
    else this.#stay(this.#rest, timeMs, picture);
  }

  /** The clock was put forward by `ms`. */
  shift(ms: number): void {
    for (const sample of this.#samples) sample.timeMs += ms;
    if (this.#rest) this.#rest = { ...this.#rest, sinceMs: this.#rest.sinceMs + ms };
  }

  /** The whole picture was moved. */
  move(x: number, y: number): void {
    for (const sample of this.#samples) sample.box = movedBy(sample.box, x, y);
    if (this.#rest) this.#rest = { ...this.#rest, place: movedBy(this.#rest.place, x, y) };
  }

  /** Takes up a rest that was saved, or none. */
  restore(rest: Rest | undefined): void {
    this.#samples = [];
    this.#rest = rest;
  }

  #settle(nowMs: number, picture: PictureSize | undefined): void {
    // One sample may be older than the span, so that the span is whole at any rate.
    while (this.#samples.length > minSamples && this.#samples[1]!.timeMs <= nowMs - restMs)
      this.#samples.shift();
    const samples = this.#samples;
    const sinceMs = samples[0]!.timeMs;
    if (samples.length < minSamples || nowMs - sinceMs < restMs) return;
    const boxes = samples.map(({ box }) => box);
    const place = medianBox(boxes);
    const size = boxSize(place);
    const spread = Math.max(spreadPx, restSpread * size);
    const close = boxes.filter((box) => apart(box, place) <= spread).length;
    if (close < closeShare * boxes.length) return;
    const half = Math.floor(boxes.length / 2);
    const before = medianBox(boxes.slice(0, half));
    const after = medianBox(boxes.slice(-half));
    const drift = Math.max(apart(before, after), moved(before, after, picture));
    if (drift <= Math.max(driftPx, restDrift * size)) this.#rest = { place, sinceMs };
  }

  #stay(rest: Rest, nowMs: number, picture: PictureSize | undefined): void {
    const before = this.#samples.at(-2)?.timeMs ?? nowMs;
    while (this.#samples.length > minSamples && this.#samples[0]!.timeMs < nowMs - leaveMs)
      this.#samples.shift();
    if (this.#samples.length < minSamples) return;
    const recent = medianBox(this.#samples.map(({ box }) => box));
    if (moved(rest.place, recent, picture) > leaveShift * boxSize(rest.place)) {
      this.#rest = undefined;
      this.#samples = [];
      return;
    }
    const share = Math.min(1, Math.max(0, nowMs - before) / settleMs);
    this.#rest = { place: between(rest.place, recent, share), sinceMs: rest.sinceMs };
  }
}

/** A box part of the way from one to another. */
export function between(a: Box, b: Box, share: number): Box {
  return {
    left: a.left + (b.left - a.left) * share,
    top: a.top + (b.top - a.top) * share,
    right: a.right + (b.right - a.right) * share,
    bottom: a.bottom + (b.bottom - a.bottom) * share,
  };
}

/** How far an object has gone: the lesser way of two opposite sides, unless one lies at the border of the picture. */
function moved(place: Box, now: Box, picture: PictureSize | undefined): number {
  const at = touchesBorder(now, picture);
  const was = touchesBorder(place, picture);
  const pair = (a: number, isCutA: boolean, b: number, isCutB: boolean) => {
    if (isCutA === isCutB) return Math.min(a, b);
    return isCutA ? b : a;
  };
  return Math.max(
    pair(
      Math.abs(now.left - place.left),
      at.left && was.left,
      Math.abs(now.right - place.right),
      at.right && was.right,
    ),
    pair(
      Math.abs(now.top - place.top),
      at.top && was.top,
      Math.abs(now.bottom - place.bottom),
      at.bottom && was.bottom,
    ),
  );
}

/** Distance of the middles. */
function apart(a: Box, b: Box): number {
  return Math.hypot(a.left + a.right - b.left - b.right, a.top + a.bottom - b.top - b.bottom) / 2;
}

function medianBox(boxes: readonly Box[]): Box {
  const side = (name: keyof Box) => median(boxes.map((box) => box[name]));
  return { left: side('left'), top: side('top'), right: side('right'), bottom: side('bottom') };
}

/** The middle of the values in order; of an even number, the mean of both middles. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
