import type { Box } from '../../src/analytics/geometry/boxes.ts';
import type { Luma } from '../../src/analytics/motion/luma.ts';
import type { PixelFacts } from '../../src/analytics/motion/pixel-facts.ts';
import { PixelWatch } from '../../src/analytics/motion/pixel-watch.ts';

/** A grey rectangle in a drawn picture, pixels; parts of a pixel are drawn as such. */
export interface DrawnThing {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly level: number;
}

/** One picture: what stands before the ground, and how the camera sees it. */
export interface DrawnPicture {
  readonly things?: readonly DrawnThing[];
  /** level of the light at a pixel, 1 as drawn */
  readonly light?: (x: number, y: number) => number;
  /** how far the camera has turned, pixels */
  readonly shiftX?: number;
  readonly shiftY?: number;
}

/** Draws small grey pictures of a paved yard with walls, noise included, the same for the same seed. */
export class DrawnYard {
  readonly width: number;
  readonly height: number;
  readonly #noise: number;
  readonly #ground: Float32Array;
  #groundOf = '';
  #state: number;

  constructor({ width = 192, height = 108, noise = 2, seed = 1 } = {}) {
    this.width = width;
    this.height = height;
    this.#noise = noise;
    this.#ground = new Float32Array(width * height);
    this.#state = seed;
  }

  draw({ things = [], light, shiftX = 0, shiftY = 0 }: DrawnPicture = {}): Luma {
    const { width, height } = this;
    const data = new Uint8Array(width * height);
    this.#drawGround(shiftX, shiftY);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const ground = this.#ground[y * width + x]!;
        const level = withThings(ground, things, x + shiftX, y + shiftY) * (light?.(x, y) ?? 1);
        data[y * width + x] = Math.max(0, Math.min(255, Math.round(level + this.#random() * this.#noise)));
      }
    }
    return { width, height, data };
  }

  #drawGround(shiftX: number, shiftY: number): void {
    const name = `${shiftX} ${shiftY}`;
    if (name === this.#groundOf) return;
    this.#groundOf = name;
    for (let i = 0; i < this.#ground.length; i++) {
      this.#ground[i] = groundAt((i % this.width) + shiftX, Math.floor(i / this.width) + shiftY);
    }
  }

  /** Near a normal distribution: mean 0, deviation 1. */
  #random(): number {
    return (this.#uniform() + this.#uniform() + this.#uniform() - 1.5) * 2;
  }

  #uniform(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 2 ** 32;
  }
}

function withThings(ground: number, things: readonly DrawnThing[], x: number, y: number): number {
  let level = ground;
  for (const thing of things) {
    const across = overlap(x, thing.left, thing.left + thing.width);
    const down = overlap(y, thing.top, thing.top + thing.height);
    level += (thing.level - level) * across * down;
  }
  return level;
}

/** Share of the pixel from `at` that lies between two edges. */
function overlap(at: number, from: number, to: number): number {
  return Math.max(0, Math.min(at + 1, to) - Math.max(at, from));
}

/** A wall with windows over the upper quarter, below it paving with joints and stains. */
function groundAt(x: number, y: number): number {
  if (y < 26) return windowAt(x, y) ? 60 : 150 + 10 * Math.sin(x / 9);
  const joint = fraction(x / 23 + y / 61) < 0.06 || fraction(y / 17) < 0.08 ? -22 : 0;
  return 112 + joint + 12 * Math.sin(x / 13 + y / 7) + 8 * Math.sin(x / 3.7 - y / 5.1);
}

function windowAt(x: number, y: number): boolean {
  return y > 6 && y < 18 && fraction(x / 24) > 0.3 && fraction(x / 24) < 0.7;
}

function fraction(value: number): number {
  return value - Math.floor(value);
}

/** A picture watched, and its second. */
export interface Watched extends PixelFacts {
  readonly second: number;
}

/** How a drawn yard is watched. */
export interface Watching {
  readonly seconds: number;
  readonly framesPerSecond?: number;
  readonly noise?: number;
  readonly width?: number;
  readonly height?: number;
  readonly seed?: number;
  readonly keepSeconds?: number;
  /** boxes of known objects at a second, pixels of the drawing, which are those of the source here */
  readonly objects?: (second: number) => readonly Box[];
  /** called before each picture, to save, restore or reset */
  readonly before?: (watch: PixelWatch, second: number) => PixelWatch;
}

/** Watches a drawn yard for some seconds; the drawing is the source. */
export function watchYard(draw: (second: number) => DrawnPicture, watching: Watching): Watched[] {
  const { seconds, framesPerSecond = 5, width = 192, height = 108, objects = () => [], before } = watching;
  const { noise = 2, seed = 1, keepSeconds = 1800 } = watching;
  const yard = new DrawnYard({ width, height, noise, seed });
  let watch = new PixelWatch({ framesPerSecond, keepSeconds });
  return Array.from({ length: seconds * framesPerSecond }, (_, index) => {
    const second = index / framesPerSecond;
    watch = before?.(watch, second) ?? watch;
    const facts = watch.update(yard.draw(draw(second)), second * 1000, { width, height }, objects(second));
    return { ...facts, second };
  });
}

/** A dark person who stands upright, foot at `y`. */
export function drawnPerson(x: number, y: number, height: number): DrawnThing {
  return { left: x, top: y - height, width: height * 0.35, height, level: 30 };
}

/** The box of a drawn thing. */
export function boxOfDrawn({ left, top, width, height }: DrawnThing): Box {
  return { left, top, right: left + width, bottom: top + height };
}
