import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Point } from '#analytics/geometry/points.ts';
import type { Track } from '#analytics/tracking/track.ts';
import { Tracker } from '#analytics/tracking/tracker.ts';
import {
  playStage,
  type Seeing,
  type StagedFrame,
  seededRandom,
  stagePicture,
  type Walk,
} from '../../../test/fakes/staged-traffic.ts';
import { SceneObserver, type SceneTrack } from './scene.ts';

/** Lines by id, ends on the stage. */
type Lines = Readonly<Record<number, readonly [Point, Point]>>;

interface Count {
  forward: number;
  backward: number;
}

const middle = stagePicture.width / 2;
const upright = ([x, y]: Point): Point => [middle + x, middle + y];
const across: Lines = { 1: [[0, -420] as Point, [0, 420] as Point] };

function sceneTrack(track: Track): SceneTrack {
  return { ...track, class: 'person' };
}

/** Counts what a tracker and its observer see in the pictures, by line. */
function counts(frames: readonly StagedFrame[], lines: Lines, place: (point: Point) => Point) {
  const share = (point: Point): Point => {
    const [x, y] = place(point);
    return [x / stagePicture.width, y / stagePicture.height];
  };
  const drawn = Object.entries(lines).map(([id, [from, to]]) => ({
    id: Number(id),
    from: share(from),
    to: share(to),
  }));
  const tracker = new Tracker();
  const observer = new SceneObserver({ zones: [], lines: drawn }, stagePicture.width, stagePicture.height);
  const total: Record<number, Count> = Object.fromEntries(
    drawn.map(({ id }) => [id, { forward: 0, backward: 0 }]),
  );
  for (const { detections, timeMs } of frames) {
    const tracks = tracker.update(detections, timeMs, stagePicture);
    const of = (state: Track['state']) => tracks.filter((track) => track.state === state).map(sceneTrack);
    const beside = { tentative: of('tentative'), lost: of('lost') };
    const { crossings } = observer.update(of('confirmed'), timeMs, beside);
    for (const { lineId, direction } of crossings) total[lineId]![direction]++;
  }
  return total;
}

interface Cast {
  readonly walks: readonly Walk[];
  /** what a line across the middle of the stage must count, from its left to its right and back */
  readonly rightwards: number;
  readonly leftwards: number;
}

const seconds = 16;

/** Seven on lanes of their own: who crosses, turns back, waits on the line, or stays on it. */
function cast(seed: number): Cast {
  const random = seededRandom(seed);
  let rightwards = 0;
  let leftwards = 0;
  const walks = Array.from({ length: 6 }, (_, lane): Walk => {
    const y = -375 + lane * 150;
    const way = random() < 0.5 ? 1 : -1;
    const speed = 60 + 70 * random();
    const startSecond = 3 * random();
    const plot = random();
    const noteCrossing = () => {
      if (way > 0) rightwards++;
      else leftwards++;
    };
    const from = (second: number): Point | undefined => {
      const gone = (second - startSecond) * speed;
      return second < startSecond ? undefined : [way * (gone - 330), y];
    };
    if (plot < 0.5) {
      noteCrossing();
      return from;
    }
    if (plot < 0.75) {
      // Waits a while within reach of the line, then goes on.
      noteCrossing();
      const stopSecond = startSecond + (330 - 10 + 20 * random()) / speed;
      const pause = 2 + 2 * random();
      return (second) => {
        if (second < stopSecond) return from(second);
        return from(second < stopSecond + pause ? stopSecond : second - pause);
      };
    }
    const turnSecond = startSecond + (330 - 40) / speed;
    return (second) => from(second < turnSecond ? second : 2 * turnSecond - second);
  });
  return { walks, rightwards, leftwards };
}

const rough = { seconds, missed: 0.08, jitterPx: 3, falsePositives: 0.05 };

function seen(walks: readonly Walk[], seed: number, seeing: Partial<Seeing> = {}): readonly StagedFrame[] {
  return playStage(walks, { ...rough, framesPerSecond: 10, place: upright, seed, ...seeing });
}

const seeds = fc.integer({ min: 0, max: 1_000_000 });
/** Cases are always the same; other seeds give others. */
const runs = { seed: 20261123, numRuns: 40 };

function turnedBy(angle: number, isMirrored: boolean): (point: Point) => Point {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return ([x, y]) => {
    const side = isMirrored ? -x : x;
    return upright([side * cos - y * sin, side * sin + y * cos]);
  };
}

describe('a counting line behind a tracker that gets trembling, missed and false detections', () => {
  test('counts each crossing once, whichever way the picture is turned or mirrored', () => {
    const angle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
    fc.assert(
      fc.property(seeds, angle, fc.boolean(), (seed, turn, isMirrored) => {
        const { walks, rightwards, leftwards } = cast(seed);
        const place = turnedBy(turn, isMirrored);
        // On a picture whose y grows downwards, the left of a line drawn downwards is where walkers end who go right.
        const expected = { forward: leftwards, backward: rightwards };
        const mirrored = { forward: rightwards, backward: leftwards };
        expect(counts(seen(walks, seed, { place }), across, place)[1]).toEqual(
          isMirrored ? mirrored : expected,
        );
      }),
      runs,
    );
  });

  test('exchanges its directions when time runs backwards', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { walks, rightwards, leftwards } = cast(seed);
        const frames = seen(walks, seed);
        const reversed = frames.map(({ timeMs }, index) => ({
          timeMs,
          detections: frames[frames.length - 1 - index]!.detections,
        }));
        expect(counts(reversed, across, upright)[1]).toEqual({ forward: rightwards, backward: leftwards });
      }),
      runs,
    );
  });

  test('counts the same within 2 % at 30, 15, 10 and 5 pictures a second', { timeout: 120_000 }, () => {
    const rates = [30, 15, 10, 5];
    const casts = Array.from({ length: 100 }, (_, seed) => cast(seed));
    const crossings = casts.reduce((sum, { rightwards, leftwards }) => sum + rightwards + leftwards, 0);
    const totals = rates.map((framesPerSecond) => {
      const total = { forward: 0, backward: 0 };
      for (const [seed, { walks }] of casts.entries()) {
        const { forward, backward } = counts(seen(walks, seed, { framesPerSecond }), across, upright)[1]!;
        total.forward += forward;
        total.backward += backward;
      }
      return total;
    });
    const [fastest] = totals;
    for (const { forward, backward } of totals) {
      expect(Math.abs(forward - fastest!.forward)).toBeLessThanOrEqual(0.02 * fastest!.forward);
      expect(Math.abs(backward - fastest!.backward)).toBeLessThanOrEqual(0.02 * fastest!.backward);
    }
    expect(fastest!.forward + fastest!.backward).toBe(crossings);
  });

  test('counts as much as its two halves together', () => {
    const cut = fc.integer({ min: -380, max: 380 });
    fc.assert(
      fc.property(seeds, cut, (seed, y) => {
        const halves: Lines = {
          ...across,
          2: [
            [0, -420],
            [0, y],
          ],
          3: [
            [0, y],
            [0, 420],
          ],
        };
        const { 1: whole, 2: upper, 3: lower } = counts(seen(cast(seed).walks, seed), halves, upright);
        expect(whole).toEqual({
          forward: upper!.forward + lower!.forward,
          backward: upper!.backward + lower!.backward,
        });
      }),
      runs,
    );
  });

  test('never counts those who stand on it and tremble by 5 px', () => {
    const places = fc.array(fc.double({ min: -12, max: 12, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(seeds, places, (seed, xs) => {
        const walks = xs.map(
          (x, lane): Walk =>
            () => [x, -375 + lane * 150],
        );
        expect(counts(seen(walks, seed, { jitterPx: 5 }), across, upright)[1]).toEqual({
          forward: 0,
          backward: 0,
        });
      }),
      runs,
    );
  });

  test('never counts what is seen in too few pictures to be believed', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = seededRandom(seed);
        const flashes = Array.from({ length: 5 }, (_, lane): Walk => {
          const phase = random();
          return (second) => {
            const step = Math.round((second + phase) * 10) % 12;
            return step < 2 ? [step === 0 ? -25 : 25, -375 + lane * 150] : undefined;
          };
        });
        expect(counts(seen(flashes, seed, { missed: 0 }), across, upright)[1]).toEqual({
          forward: 0,
          backward: 0,
        });
      }),
      runs,
    );
  });

  test('counts the same though the clock jumps back, ahead or stands still', () => {
    const jump = fc.record({
      at: fc.integer({ min: 5, max: seconds * 10 }),
      ms: fc.constantFrom(-3_600_000, 3_600_000, -700, -100),
    });
    fc.assert(
      fc.property(seeds, fc.array(jump, { minLength: 1, maxLength: 4 }), (seed, jumps) => {
        const { walks, rightwards, leftwards } = cast(seed);
        const frames = seen(walks, seed).map(({ timeMs, detections }, index) => ({
          detections,
          timeMs: jumps.reduce((time, { at, ms }) => (index >= at ? time + ms : time), 1e12 + timeMs),
        }));
        expect(counts(frames, across, upright)[1]).toEqual({ forward: leftwards, backward: rightwards });
      }),
      runs,
    );
  });
});

describe('a zone whose four sides are lines', () => {
  const sides: Lines = {
    1: [
      [-250, -250],
      [250, -250],
    ],
    2: [
      [250, -250],
      [250, 250],
    ],
    3: [
      [250, 250],
      [-250, 250],
    ],
    4: [
      [-250, 250],
      [-250, -250],
    ],
  };
  const isInside = ([x, y]: Point) => Math.abs(x) < 250 && Math.abs(y) < 250;

  /** Walks from place to place, each clear of the sides; starts and ends with a rest. */
  function rambler(random: () => number): Walk {
    const clear = (): Point => {
      const spot: Point = [-620 + 1240 * random(), -620 + 1240 * random()];
      const away = Math.abs(Math.max(Math.abs(spot[0]), Math.abs(spot[1])) - 250);
      return away > 60 ? spot : clear();
    };
    const stops = [clear(), clear(), clear()];
    return (second) => {
      const leg = Math.min(Math.floor(Math.max(0, second - 1) / 6), 1);
      const part = Math.min(1, Math.max(0, (second - 1 - leg * 6) / 6));
      const [from, to] = [stops[leg]!, stops[leg + 1]!];
      return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
    };
  }

  test('holds entries less exits more than at first', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = seededRandom(seed);
        const walk = rambler(random);
        const frames = seen([walk], seed, { missed: 0.05 });
        const total = { forward: 0, backward: 0 };
        for (const { forward, backward } of Object.values(counts(frames, sides, upright))) {
          total.forward += forward;
          total.backward += backward;
        }
        // Drawn clockwise, the inside lies to the right: forward goes in.
        const atFirst = Number(isInside(walk(0)!));
        expect(atFirst + total.forward - total.backward).toBe(Number(isInside(walk(seconds)!)));
      }),
      { ...runs, numRuns: 150 },
    );
  });
});
