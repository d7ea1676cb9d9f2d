import { type Box, widened } from '#analytics/geometry/boxes.ts';
import type { SavedThings } from './ground-thing.ts';
import { LightMeter } from './light.ts';
import type { Luma } from './luma.ts';
import { MotionMap } from './motion-map.ts';
import { calmPixels, type PixelFacts, type StaticThing } from './pixel-facts.ts';
import { SettledGround, ticksPerSecond } from './settled-ground.ts';
import { noShift, type Shift, ShiftFinder } from './shift-finder.ts';
import { SignWatch } from './sign-watch.ts';
import { levelScale, Smoother } from './smoother.ts';
import { StaticThings } from './static-things.ts';

/** How a camera's pictures come. */
export interface PixelWatchOptions {
  /** pictures a second that are analysed when nothing is overloaded */
  readonly framesPerSecond: number;
  /** seconds after which a thing that stays is ground like any other; half an hour unless given */
  readonly keepSeconds?: number;
}

/** Size of the source, pixels. */
export interface SourceSize {
  readonly width: number;
  readonly height: number;
}

const defaultKeepSeconds = 1800;

/** A step of the event time longer than this, or back, is a jump of the clock or a gap: it counts as one picture. */
const longestStepSeconds = 2;

/** Seconds between two looks at the ground by which the camera is held still, and at the things on it. */
const rememberSeconds = 1;
const thingsSeconds = 0.5;

/** Pictures smaller than this tell nothing. */
const leastSide = 24;

/** Share of the usual likeness from which a picture after a cut shows the same view, and from which new light is light. */
const sameView = 0.5;

/** Known objects reach further than their boxes: by this share, and standing ones sideways by more. */
const objectMargin = 0.08;
const standingMargin = 0.25;

/** A gain of the light as small as this is left to the slow learning. */
const smallGain = 0.01;

/**
 * Says what the pixels of one camera tell beside the objects that a detector finds. Pictures of another size, or
 * another view after `reset`, start it anew.
 */
export class PixelWatch {
  readonly #nominalSeconds: number;
  readonly #keepSeconds: number;
  #parts: Parts | undefined;
  #saved: Saved | undefined;
  #timeMs: number | undefined;
  #clock = 1;
  #isCut = false;

  constructor({ framesPerSecond, keepSeconds = defaultKeepSeconds }: PixelWatchOptions) {
    this.#nominalSeconds = 1 / framesPerSecond;
    this.#keepSeconds = keepSeconds;
  }

  /**
   * The facts of the next picture. `objects` are the boxes, in source pixels, of persons, animals and vehicles that
   * are known to be there, hidden ones too; not those of things that can be left behind.
   */
  update(luma: Luma, timeMs: number, size: SourceSize, objects: readonly Box[]): PixelFacts {
    const seconds = this.#step(timeMs);
    const picture = evenWidth(luma);
    if (Math.min(picture.width, picture.height) < leastSide) return calmPixels;
    const parts = this.#partsFor(picture);
    parts.hold(picture, seconds);
    if (this.#isCut) parts.startUnlessSame();
    this.#isCut = false;
    const scale = { across: size.width / luma.width, down: size.height / luma.height };
    parts.update(
      picture,
      seconds,
      this.#clock,
      objects.map((box) => covering(box, scale)),
    );
    return parts.facts(timeMs, this.#clock, scale);
  }

  /** The stream was cut or a file started again: the next picture decides whether what is known still holds. */
  reset(): void {
    this.#timeMs = undefined;
    this.#isCut = true;
  }

  /** What must outlive a restart, as plain JSON: the things on the ground and what they hide. */
  save(): unknown {
    const parts = this.#parts;
    return parts ? parts.save(this.#clock) : (this.#saved ?? null);
  }

  /** Takes back what `save` gave, before the first picture. */
  restore(saved: unknown): void {
    this.#saved = isSaved(saved) ? saved : undefined;
  }

  #partsFor({ width, height }: Luma): Parts {
    const known = this.#parts;
    if (known?.width === width && known.height === height && !known.signs.isOutdated) return known;
    const parts = new Parts(width, height, this.#keepSeconds);
    const saved = this.#saved;
    if (saved?.width === width && saved.height === height) parts.things.restore(saved.things, this.#clock);
    this.#saved = undefined;
    this.#parts = parts;
    return parts;
  }

  #step(timeMs: number): number {
    const passed = this.#timeMs === undefined ? 0 : (timeMs - this.#timeMs) / 1000;
    this.#timeMs = timeMs;
    const seconds = passed > 0 && passed <= longestStepSeconds ? passed : this.#nominalSeconds;
    this.#clock += seconds;
    return seconds;
  }
}

interface Saved {
  readonly width: number;
  readonly height: number;
  readonly things: SavedThings;
}

interface Scale {
  readonly across: number;
  readonly down: number;
}

/** All that is known of a view, for pictures of one size. */
class Parts {
  readonly width: number;
  readonly height: number;
  readonly signs: SignWatch;
  readonly things: StaticThings;
  readonly #seen: Int16Array;
  readonly #smoother: Smoother;
  readonly #shifts: ShiftFinder;
  readonly #motion: MotionMap;
  readonly #light: LightMeter;
  readonly #ground: SettledGround;
  #shift: Shift = noShift;
  #unsteady = 0;
  #rememberedFor = Number.POSITIVE_INFINITY;
  #lookedFor = 0;
  #wasLit = false;
  #hadMoved = false;

  constructor(width: number, height: number, keepSeconds: number) {
    this.width = width;
    this.height = height;
    this.signs = new SignWatch(width, height);
    this.#seen = new Int16Array(width * height);
    this.#smoother = new Smoother(width, height);
    this.#shifts = new ShiftFinder(width, height);
    this.#motion = new MotionMap(width, height);
    this.#light = new LightMeter(width, height);
    this.#ground = new SettledGround(width, height);
    this.things = new StaticThings(this.#ground, width, height, keepSeconds);
  }

  /** Smooths the picture, held still. */
  hold(luma: Luma, seconds: number): void {
    const isFirst = this.#rememberedFor === Number.POSITIVE_INFINITY;
    const before = this.#shift;
    this.#smoother.smooth(luma, 0, 0, this.#seen);
    this.#shift = isFirst ? noShift : this.#shifts.find(this.#seen, this.#motion.ground);
    if (this.#shift !== noShift) this.#smoother.smooth(luma, this.#shift.x, this.#shift.y, this.#seen);
    const trembling = Math.hypot(this.#shift.x - before.x, this.#shift.y - before.y);
    this.#unsteady += (Math.min(1, trembling * 2) - this.#unsteady) * Math.min(1, seconds);
  }

  /** After a cut: what is known is dropped, unless the picture shows the same view. */
  startUnlessSame(): void {
    const likeness = this.signs.likeness(this.#seen);
    if (likeness !== undefined && likeness >= sameView) return;
    this.#start();
  }

  update(luma: Luma, seconds: number, clock: number, objects: readonly Box[]): void {
    const tick = Math.round(clock * ticksPerSecond);
    this.#motion.update(this.#seen, this.#smoother.area, seconds, this.#unsteady);
    this.#remember(seconds);
    this.signs.update(luma.data, this.#seen, this.#motion.ground, this.#shift, seconds);
    if (this.signs.hasMoved !== this.#hadMoved) this.#start();
    this.#hadMoved = this.signs.hasMoved;
    for (const box of objects) this.#ground.cover(box, tick);
    if (!this.signs.isSteady) return;
    this.#settle(seconds, tick);
    this.#lookedFor += seconds;
    if (this.#lookedFor < thingsSeconds) return;
    this.#lookedFor = 0;
    this.things.update(clock);
  }

  facts(timeMs: number, clock: number, scale: Scale): PixelFacts {
    const { moving, lightChanged } = this.#motion;
    return {
      moving: moving.map((region) => this.#toSource(region, scale, this.#shift)),
      lightChanged,
      statics: this.things.things.map(
        ({ id, change, since, isHidden, ...box }): StaticThing => ({
          id,
          change,
          isHidden,
          sinceMs: Math.round(timeMs - (clock - since) * 1000),
          ...this.#toSource(box, scale, noShift),
        }),
      ),
      signs: this.signs.signs(timeMs),
      shift: { x: this.#shift.x * scale.across, y: this.#shift.y * scale.down },
    };
  }

  save(clock: number): Saved {
    return { width: this.width, height: this.height, things: this.things.save(clock) };
  }

  #remember(seconds: number): void {
    const isFirst = this.#rememberedFor === Number.POSITIVE_INFINITY;
    this.#rememberedFor = isFirst ? rememberSeconds : this.#rememberedFor + seconds;
    if (this.#rememberedFor < rememberSeconds) return;
    this.#shifts.remember(this.#motion.ground);
    this.#rememberedFor = 0;
  }

  #settle(seconds: number, tick: number): void {
    const { lightChanged, gain } = this.#motion;
    if (lightChanged) {
      this.#wasLit = true;
      return;
    }
    if (this.#wasLit) this.#relight(tick);
    else if (Math.abs(gain - 1) > smallGain) this.#ground.scale(gain);
    this.#wasLit = false;
    this.#ground.update(this.#seen, this.#motion.noise, this.#smoother.area, seconds, tick);
  }

  /** The light changed and has come to rest: the ground is seen in the new light, unless something covers the view. */
  #relight(tick: number): void {
    const likeness = this.signs.likeness(this.#seen);
    if (likeness === undefined || likeness < sameView) return;
    this.#ground.relight(this.#seen, this.#light.gain(this.#seen, this.#ground.settled, levelScale), tick);
  }

  #start(): void {
    this.#motion.relearn(this.#seen);
    this.#ground.clear();
    this.things.clear();
  }

  #toSource(box: Box, { across, down }: Scale, shift: Shift): Box {
    const edge = (value: number, scale: number, length: number) =>
      Math.min(length, Math.max(0, value)) * scale;
    return {
      left: edge(box.left + shift.x, across, this.width),
      top: edge(box.top + shift.y, down, this.height),
      right: edge(box.right + shift.x, across, this.width),
      bottom: edge(box.bottom + shift.y, down, this.height),
    };
  }
}

/** The picture without its last column where that is needed to take pixels two by two. */
function evenWidth(luma: Luma): Luma {
  if (luma.width % 2 === 0) return luma;
  const width = luma.width - 1;
  const data = new Uint8Array(width * luma.height);
  for (let y = 0; y < luma.height; y++) {
    data.set(luma.data.subarray(y * luma.width, y * luma.width + width), y * width);
  }
  return { width, height: luma.height, data };
}

function covering(box: Box, { across, down }: Scale): Box {
  const isStanding = box.bottom - box.top > box.right - box.left;
  const wide = widened(box, objectMargin);
  const more = isStanding ? (standingMargin - objectMargin) * (box.right - box.left) : 0;
  return {
    left: (wide.left - more) / across,
    top: wide.top / down,
    right: (wide.right + more) / across,
    bottom: wide.bottom / down,
  };
}

function isSaved(saved: unknown): saved is Saved {
  if (typeof saved !== 'object' || saved === null || !('width' in saved) || !('things' in saved))
    return false;
  const { things } = saved;
  return typeof things === 'object' && things !== null && 'things' in things && Array.isArray(things.things);
}
