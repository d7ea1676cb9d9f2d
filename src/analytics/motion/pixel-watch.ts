import type { Box } from '#analytics/geometry/boxes.ts';
import type { Luma } from './luma.ts';
import { MotionMap } from './motion-map.ts';
import { calmPixels, type PixelFacts } from './pixel-facts.ts';
import { noShift, type Shift, ShiftFinder } from './shift-finder.ts';
import { levelScale, Smoother } from './smoother.ts';

/** How a camera's pictures come. */
export interface PixelWatchOptions {
  /** pictures a second that are analysed when nothing is overloaded */
  readonly framesPerSecond: number;
}

/** Size of the source, pixels. */
export interface SourceSize {
  readonly width: number;
  readonly height: number;
}

/** A step of the event time longer than this, or back, is a jump of the clock or a gap: it counts as one picture. */
const longestStepSeconds = 2;

/** Seconds between two looks at the ground by which the camera is held still. */
const rememberSeconds = 1;

/**
 * Says what the pixels of one camera tell beside the objects that a detector finds. Pictures of another size, or a
 * different picture after `reset`, start it anew.
 */
export class PixelWatch {
  readonly #nominalSeconds: number;
  #parts: Parts | undefined;
  #timeMs: number | undefined;
  #rememberedSeconds = Number.POSITIVE_INFINITY;
  #unsteady = 0;
  #shift: Shift = noShift;

  constructor({ framesPerSecond }: PixelWatchOptions) {
    this.#nominalSeconds = 1 / framesPerSecond;
  }

  /**
   * The facts of the next picture. `objects` are the boxes, in source pixels, of persons, animals and vehicles that
   * are known to be there, hidden ones too; not those of things that can be left behind.
   */
  update(luma: Luma, timeMs: number, size: SourceSize, objects: readonly Box[]): PixelFacts {
    const parts = this.#partsFor(luma);
    const seconds = this.#step(timeMs);
    this.#hold(parts, luma, seconds);
    parts.smoother.smooth(luma, this.#shift.x, this.#shift.y, parts.seen);
    parts.motion.update(parts.seen, parts.smoother.area, seconds, this.#unsteady);
    void objects;
    return {
      ...calmPixels,
      moving: parts.motion.moving.map((region) => toSource(region, luma, size, this.#shift)),
      shift: {
        x: (this.#shift.x * size.width) / luma.width,
        y: (this.#shift.y * size.height) / luma.height,
      },
      lightChanged: parts.motion.lightChanged,
    };
  }

  /** The stream was cut or a file started again: the next picture decides whether what is known still holds. */
  reset(): void {
    this.#timeMs = undefined;
  }

  /** What must outlive a restart, as plain JSON. */
  save(): unknown {
    return null;
  }

  /** Takes back what `save` gave, before the first picture. */
  restore(saved: unknown): void {
    void saved;
  }

  #partsFor(luma: Luma): Parts {
    const { width, height } = luma;
    if (this.#parts?.width !== width || this.#parts.height !== height) {
      this.#parts = partsOf(width, height);
      this.#rememberedSeconds = Number.POSITIVE_INFINITY;
    }
    return this.#parts;
  }

  #step(timeMs: number): number {
    const seconds = this.#timeMs === undefined ? this.#nominalSeconds : (timeMs - this.#timeMs) / 1000;
    this.#timeMs = timeMs;
    return seconds > 0 && seconds <= longestStepSeconds ? seconds : this.#nominalSeconds;
  }

  #hold({ shifts, motion }: Parts, luma: Luma, seconds: number): void {
    const isFirst = this.#rememberedSeconds === Number.POSITIVE_INFINITY;
    this.#rememberedSeconds += seconds;
    const before = this.#shift;
    this.#shift = isFirst ? noShift : shifts.find(luma, motion.ground, levelScale);
    if (this.#rememberedSeconds >= rememberSeconds) {
      shifts.remember(motion.ground, levelScale);
      this.#rememberedSeconds = isFirst ? rememberSeconds : 0;
    }
    const trembling = Math.hypot(this.#shift.x - before.x, this.#shift.y - before.y);
    this.#unsteady += (Math.min(1, trembling * 2) - this.#unsteady) * Math.min(1, seconds);
  }
}

interface Parts {
  readonly width: number;
  readonly height: number;
  readonly seen: Int16Array;
  readonly smoother: Smoother;
  readonly shifts: ShiftFinder;
  readonly motion: MotionMap;
}

function partsOf(width: number, height: number): Parts {
  return {
    width,
    height,
    seen: new Int16Array(width * height),
    smoother: new Smoother(width, height),
    shifts: new ShiftFinder(width, height),
    motion: new MotionMap(width, height),
  };
}

function toSource(box: Box, luma: Luma, size: SourceSize, shift: Shift): Box {
  const across = size.width / luma.width;
  const down = size.height / luma.height;
  return {
    left: Math.max(0, (box.left + shift.x) * across),
    top: Math.max(0, (box.top + shift.y) * down),
    right: Math.min(size.width, (box.right + shift.x) * across),
    bottom: Math.min(size.height, (box.bottom + shift.y) * down),
  };
}
