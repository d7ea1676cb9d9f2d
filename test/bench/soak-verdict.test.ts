import { expect, test } from 'vitest';
import { type SoakCamera, type SoakFigures, type SoakSample, soakVerdict } from './soak-verdict.ts';

const camera: SoakCamera = {
  state: 'running',
  framesIn: 900,
  framesAnalysed: 800,
  framesDropped: 98,
  framesPerSecond: 4.4,
};

/** Twelve samples; the first quarter is the warm-up. */
const samples = (analysis: (index: number) => number): SoakSample[] =>
  Array.from({ length: 12 }, (_, index) => ({
    second: index * 5,
    memoryMb: { main: 200, analysis: analysis(index), postgres: 100 },
  }));

const calm: SoakFigures = {
  samples: samples((index) => (index < 3 ? 100 : 400)),
  cameras: [camera, camera],
  restarts: 0,
  restartsBy: {},
};

test('a soak with flat memory whose pictures are all accounted for has no fault; its warm-up does not count', () => {
  expect(soakVerdict(calm)).toEqual({
    growth: [
      { process: 'main', firstMb: 200, lastMb: 200 },
      { process: 'analysis', firstMb: 400, lastMb: 400 },
      { process: 'postgres', firstMb: 100, lastMb: 100 },
    ],
    framesIn: 1800,
    framesAnalysed: 1600,
    framesDropped: 196,
    slowest: 800,
    fastest: 800,
    restarts: 0,
    faults: [],
  });
});

test.each<[string, Partial<SoakFigures>, string[]]>([
  [
    'memory that grows by a fifth',
    { samples: samples((index) => (index < 9 ? 400 : 480)) },
    ['memory of analysis grew from 400 to 480 MB'],
  ],
  ['memory that grows by some connections', { samples: samples((index) => (index < 9 ? 60 : 90)) }, []],
  ['one high sample', { samples: samples((index) => (index === 11 ? 900 : 400)) }, []],
  [
    'a camera that does not run',
    { cameras: [camera, { ...camera, state: 'reconnecting' }] },
    ['camera 2 is reconnecting'],
  ],
  [
    'pictures that are nowhere',
    { cameras: [{ ...camera, framesDropped: 50 }, camera] },
    ['camera 1: 50 pictures are not accounted for'],
  ],
  [
    'pictures counted twice',
    { cameras: [{ ...camera, framesDropped: 101 }, camera] },
    ['camera 1: -1 pictures are not accounted for'],
  ],
  [
    'a camera that is starved',
    { cameras: [camera, { ...camera, framesAnalysed: 400, framesDropped: 498 }] },
    ['one camera got 400 pictures, another 800'],
  ],
  [
    'an analysis that was started anew',
    { restarts: 3, restartsBy: { memory: 1, hung: 2 } },
    ['the analysis was started anew: memory 1 ×, hung 2 ×'],
  ],
])('%s', (_, change, faults) => {
  expect(soakVerdict({ ...calm, ...change }).faults).toEqual(faults);
});
