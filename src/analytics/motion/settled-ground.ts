import type { Box } from '#analytics/geometry/boxes.ts';
import { levelScale, type PixelArea } from './smoother.ts';

/** Ticks of its clock in a second; tick 0 stands for never. */
export const ticksPerSecond = 10;

/** A pixel has settled once it stayed alike for this long, and was not covered by a known object lately. */
const settleTicks = 1.6 * ticksPerSecond;
const uncoveredTicks = 1.6 * ticksPerSecond;

/** Seconds in which a settled pixel follows the light of the day. */
const followSeconds = 4;

/** Grey levels, and times its usual difference, that a pixel may differ and count as alike. */
const alikeLevels = 6;
const alikeNoise = 3;

/** Seconds in which is learnt by how much a pixel differs from what it settled on. */
const ownNoiseSeconds = 10;

/** Where someone was so lately, a pixel that changes by little, measured by itself, has changed: faintly. */
const visitedTicks = 6 * ticksPerSecond;

/** Ground that had not been seen for so long before it changed says nothing when it is gone: someone stood there. */
export const youngTicks = 10 * ticksPerSecond;

/** Grey levels over that from which the ground has changed. */
const changeLevels = 2;

/** Ground that a known object covers from the first picture is learnt with it, once it stays alike for so long. */
const coveredSettleTicks = 4 * ticksPerSecond;

/** Looks that confirm what a pixel settles on weigh half as much as those that do not; so many are remembered. */
const mostTrust = 12;
const doubt = 2;

/** Longest step between pictures over which every second row can wait for the next one, seconds. */
const turnSeconds = 0.3;

/**
 * What each pixel of the ground shows once nothing passes over it, since when, and what it showed before it changed.
 * What passes in front, or is covered by a known object, changes nothing.
 */
export class SettledGround {
  /** what the pixel shows while nothing passes */
  readonly settled: Float32Array;
  /** tick since when it shows that; 0 while it has never settled */
  readonly since: Uint32Array;
  /** 1 where the ground changed and has not changed back; `before` says what it showed, `beforeTicks` for how long */
  readonly changed: Uint8Array;
  readonly before: Float32Array;
  readonly beforeTicks: Uint32Array;
  /** 1 where it changed by so little that it is believed only where someone was */
  readonly faint: Uint8Array;
  changedCount = 0;
  readonly #width: number;
  readonly #next: Int16Array;
  readonly #nextSince: Uint32Array;
  readonly #nextTrust: Uint8Array;
  readonly #coveredAt: Uint32Array;
  /** by how much each pixel usually differs from what it settled on */
  readonly #ownNoise: Float32Array;
  #learnNoise = 0;
  #turn = 0;

  constructor(width: number, height: number) {
    const size = width * height;
    this.#width = width;
    this.settled = new Float32Array(size);
    this.since = new Uint32Array(size);
    this.changed = new Uint8Array(size);
    this.before = new Float32Array(size);
    this.beforeTicks = new Uint32Array(size);
    this.faint = new Uint8Array(size);
    this.#next = new Int16Array(size);
    this.#nextSince = new Uint32Array(size);
    this.#nextTrust = new Uint8Array(size);
    this.#coveredAt = new Uint32Array(size);
    this.#ownNoise = new Float32Array(size).fill(levelScale);
  }

  /** Notes that a known object lies over the pixels of a box now. */
  cover(box: Box, tick: number): void {
    const height = this.settled.length / this.#width;
    const left = Math.max(0, Math.floor(box.left));
    const right = Math.min(this.#width, Math.ceil(box.right));
    const bottom = Math.min(height, Math.ceil(box.bottom));
    if (right <= left) return;
    for (let y = Math.max(0, Math.floor(box.top)); y < bottom; y++) {
      this.#coveredAt.fill(tick, y * this.#width + left, y * this.#width + right);
    }
  }

  /** Takes in every second row of a picture; `noise` is how much each pixel usually differs. */
  update(seen: Int16Array, noise: Float32Array, area: PixelArea, seconds: number, tick: number): void {
    const turns = seconds > turnSeconds ? 1 : 2;
    this.#turn = (this.#turn + 1) % turns;
    const follow = 1 - Math.exp((-seconds * turns) / followSeconds);
    this.#learnNoise = 1 - Math.exp((-seconds * turns) / ownNoiseSeconds);
    for (let y = area.top; y < area.bottom; y++) {
      if (y % turns !== this.#turn) continue;
      this.#updateRow(seen, noise, y * this.#width + area.left, y * this.#width + area.right, follow, tick);
    }
  }

  #updateRow(
    seen: Int16Array,
    noise: Float32Array,
    from: number,
    to: number,
    follow: number,
    tick: number,
  ): void {
    const { settled } = this;
    const ownNoise = this.#ownNoise;
    for (let i = from; i < to; i++) {
      const value = settled[i]!;
      const difference = seen[i]! - value;
      const own = ownNoise[i]!;
      const usual = noise[i]!;
      const limit = limitOf(usual);
      const fine = own < usual && this.#mayBeFaint(i, limit, tick) ? limitOf(own) : limit;
      if (difference < fine && difference > -fine && this.since[i] !== 0) {
        settled[i] = value + difference * follow;
        ownNoise[i] = own + (Math.abs(difference) - own) * this.#learnNoise;
        this.#nextSince[i] = 0;
      } else {
        this.#await(i, seen[i]!, limit, fine, tick);
      }
    }
  }

  /** Someone was there lately, and nothing lies there that is seen well. */
  #mayBeFaint(at: number, limit: number, tick: number): boolean {
    const coveredAt = this.#coveredAt[at]!;
    if (coveredAt === 0 || tick - coveredAt >= visitedTicks) return false;
    if (this.changed[at] === 0) return tick - this.since[at]! >= youngTicks;
    return Math.abs(this.settled[at]! - this.before[at]!) < limit + changeLevels * levelScale;
  }

  /** A pixel differs from what it settled on: it settles anew once it stays alike for long enough, in the open or as before. */
  #await(at: number, value: number, limit: number, fine: number, tick: number): void {
    const next = this.#next[at]!;
    const since = this.#nextSince[at]!;
    const trust = this.#nextTrust[at]!;
    if (since === 0 || Math.abs(value - next) > limit) {
      // Who passes before what has just been put down does not make it younger.
      if (since !== 0 && trust > doubt) {
        this.#nextTrust[at] = trust - doubt;
        return;
      }
      this.#next[at] = value;
      this.#nextSince[at] = tick;
      this.#nextTrust[at] = 1;
      return;
    }
    this.#next[at] = next + (value - next) / 4;
    this.#nextTrust[at] = Math.min(mostTrust, trust + 1);
    if (tick - since >= settleTicks && this.#maySettle(at, next, since, limit, tick)) {
      this.#settle(at, next, since, limit, fine);
    }
  }

  /** In the open, back to what it was, or never seen otherwise. */
  #maySettle(at: number, value: number, since: number, limit: number, tick: number): boolean {
    if (this.#isFree(at, tick)) return true;
    if (this.changed[at] === 1) return Math.abs(value - this.before[at]!) < limit;
    return this.since[at] === 0 && tick - since >= coveredSettleTicks;
  }

  #settle(at: number, value: number, since: number, limit: number, fine: number): void {
    const old = this.settled[at]!;
    const oldSince = this.since[at]!;
    this.settled[at] = value;
    this.since[at] = since;
    this.#nextSince[at] = 0;
    const least = limit + changeLevels * levelScale;
    if (this.changed[at] === 1) {
      if (Math.abs(value - this.before[at]!) <= least) this.accept(at);
      else this.faint[at] = 0;
    } else if (oldSince === 0) {
      return;
    } else if (Math.abs(value - old) > least - limit + fine) {
      this.changed[at] = 1;
      this.changedCount++;
      this.faint[at] = Math.abs(value - old) > least ? 0 : 1;
      this.before[at] = old;
      this.beforeTicks[at] = since - oldSince;
    } else {
      this.since[at] = oldSince;
    }
  }

  /** Whether a pixel shows what it settled on: nothing passes, covers it or is about to settle there. */
  isCertain(at: number): boolean {
    return this.since[at] !== 0 && this.#nextSince[at] === 0;
  }

  /** Takes what a pixel shows for the ground as it has always been. */
  accept(at: number): void {
    if (this.changed[at] === 0) return;
    this.changed[at] = 0;
    this.changedCount--;
  }

  /** The light all over became `gain` times what it was within a moment: pixels in sight take on what they show. */
  relight(seen: Int16Array, gain: number, tick: number): void {
    for (let i = 0; i < seen.length; i++) {
      this.#nextSince[i] = 0;
      if (this.since[i] === 0) continue;
      if (this.#isFree(i, tick)) {
        this.settled[i] = seen[i]!;
        if (this.changed[i] === 0) this.since[i] = tick;
      } else {
        this.settled[i] = this.settled[i]! * gain;
      }
    }
  }

  /** The light all over became `gain` times what it was, little by little. */
  scale(gain: number): void {
    for (let i = 0; i < this.settled.length; i++) this.settled[i] = this.settled[i]! * gain;
  }

  /** Marks a pixel as changed since long: `before` is what it showed, before a restart. */
  restore(at: number, before: number): void {
    if (this.changed[at] === 0) this.changedCount++;
    this.changed[at] = 1;
    this.faint[at] = 0;
    this.before[at] = before;
  }

  /** Forgets all: the camera looks elsewhere. */
  clear(): void {
    this.since.fill(0);
    this.changed.fill(0);
    this.changedCount = 0;
    this.#nextSince.fill(0);
  }

  #isFree(at: number, tick: number): boolean {
    return this.#coveredAt[at] === 0 || tick - this.#coveredAt[at]! >= uncoveredTicks;
  }
}

function limitOf(noise: number): number {
  return alikeLevels * levelScale + alikeNoise * noise;
}
