import type { Detections } from '#analytics/detection/detections.ts';
import type { Point } from '#analytics/geometry/points.ts';

/** Numbers 0…1 that are the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 12)) >>> 0) / 2 ** 32;
  };
}

/** A walk: a place for each moment in seconds, on a stage whose middle is 0,0; undefined while it is not there. */
export type Walk = (second: number) => Point | undefined;

/** How a detector sees a stage. */
export interface Seeing {
  readonly seconds: number;
  readonly framesPerSecond: number;
  /** puts the stage into the picture */
  readonly place: (point: Point) => Point;
  /** share of the pictures in which an object is missed */
  readonly missed: number;
  /** boxes tremble by as much, pixels */
  readonly jitterPx: number;
  /** share of the pictures with a box that is nothing */
  readonly falsePositives: number;
  readonly seed: number;
}

/** What a detector found in one picture. */
export interface StagedFrame {
  readonly timeMs: number;
  readonly detections: Detections;
}

/** Size of the picture the stage is put into. */
export const stagePicture = { width: 1600, height: 1600 };
const bodyWidth = 40;
const bodyHeight = 100;

/** Plays walks before a detector that trembles, misses and invents. */
export function playStage(walks: readonly Walk[], seeing: Seeing): readonly StagedFrame[] {
  const random = seededRandom(seeing.seed);
  const trembling = () => (random() * 2 - 1) * seeing.jitterPx;
  const frames: StagedFrame[] = [];
  for (let frame = 0; frame <= seeing.seconds * seeing.framesPerSecond; frame++) {
    const second = frame / seeing.framesPerSecond;
    const boxes: number[][] = [];
    for (const walk of walks) {
      const place = walk(second);
      if (place === undefined || random() < seeing.missed) continue;
      const [x, y] = seeing.place(place);
      boxes.push([
        x - bodyWidth / 2 + trembling(),
        y - bodyHeight + trembling(),
        x + bodyWidth / 2 + trembling(),
        y + trembling(),
      ]);
    }
    if (random() < seeing.falsePositives) boxes.push(phantom(random));
    frames.push({ timeMs: second * 1000, detections: found(boxes, random) });
  }
  return frames;
}

function phantom(random: () => number): number[] {
  const x = random() * stagePicture.width;
  const y = random() * stagePicture.height;
  return [x, y, x + 20 + random() * 60, y + 30 + random() * 100];
}

function found(boxes: readonly number[][], random: () => number): Detections {
  return {
    count: boxes.length,
    boxesXyxy: Float32Array.from(boxes.flat()),
    scores: Float32Array.from(boxes, () => 0.3 + 0.6 * random()),
    classIds: new Uint16Array(boxes.length),
  };
}
