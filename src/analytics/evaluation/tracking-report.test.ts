import { expect, test } from 'vitest';
import type { EvaluatedFrame, IdentifiedBox } from './sequence.ts';
import { trackingReport } from './tracking-report.ts';

/** A box 10 wide on lane `id` of its kind; `shift` moves it sideways: 10 − shift over 10 + shift is its IoU. */
function box(id: number, lane: number, shift = 0): IdentifiedBox {
  return { id, left: lane * 100 + shift, top: 0, right: lane * 100 + 10 + shift, bottom: 10 };
}

function repeated(count: number, frame: EvaluatedFrame): EvaluatedFrame[] {
  return Array.from({ length: count }, () => frame);
}

const frames = {
  perfect: repeated(4, { truth: [box(1, 0), box(2, 1)], found: [box(7, 0), box(8, 1)] }),
  // One object, ten pictures, the track changes its number in the middle.
  switched: [
    ...repeated(5, { truth: [box(1, 0)], found: [box(7, 0)] }),
    ...repeated(5, { truth: [box(1, 0)], found: [box(8, 0)] }),
  ],
  // The track is away for two pictures of ten and comes back.
  gap: [
    ...repeated(4, { truth: [box(1, 0)], found: [box(7, 0)] }),
    ...repeated(2, { truth: [box(1, 0)], found: [] }),
    ...repeated(4, { truth: [box(1, 0)], found: [box(7, 0)] }),
  ],
  // A shadow is followed beside the object.
  shadow: repeated(10, { truth: [box(1, 0)], found: [box(7, 0), box(8, 1)] }),
  // IoU 6/14 = 0.43: no match at 0.5, yet a match for eight of the nineteen overlaps of HOTA.
  loose: repeated(10, { truth: [box(1, 0)], found: [box(7, 0, 4)] }),
  missed: repeated(10, { truth: [box(1, 0)], found: [] }),
  nothing: repeated(10, { truth: [], found: [] }),
  onlyFalse: repeated(10, { truth: [], found: [box(7, 0)] }),
};

test.each([
  { name: 'perfect', mota: 1, idf1: 1, hota: 1, switches: 0, fragments: 0 },
  // DetA 1; each of the two pairs shares 5 of 10 boxes: AssA = (5·0.5 + 5·0.5)/10.
  { name: 'switched', mota: 0.9, idf1: 0.5, hota: Math.sqrt(0.5), switches: 1, fragments: 0 },
  // IDF1 = 2·8/(10+8); DetA = AssA = 0.8.
  { name: 'gap', mota: 0.8, idf1: 16 / 18, hota: 0.8, switches: 0, fragments: 1 },
  { name: 'shadow', mota: 0, idf1: 2 / 3, hota: Math.sqrt(0.5), switches: 0, fragments: 0 },
  { name: 'loose', mota: -1, idf1: 0, hota: 8 / 19, switches: 0, fragments: 0 },
  { name: 'missed', mota: 0, idf1: 0, hota: 0, switches: 0, fragments: 0 },
  { name: 'nothing', mota: undefined, idf1: undefined, hota: undefined, switches: 0, fragments: 0 },
  { name: 'onlyFalse', mota: undefined, idf1: 0, hota: 0, switches: 0, fragments: 0 },
] as const)('$name has the figures worked out by hand', ({ name, mota, idf1, hota, switches, fragments }) => {
  const report = trackingReport(frames[name]);
  const round = (value: number | undefined) => (value === undefined ? undefined : Number(value.toFixed(9)));
  expect(round(report.mota)).toBe(round(mota));
  expect(round(report.idf1)).toBe(round(idf1));
  expect(round(report.hota)).toBe(round(hota));
  expect(report.idSwitches).toBe(switches);
  expect(report.fragmentations).toBe(fragments);
});

test('a pair that still fits is kept although another is closer', () => {
  const report = trackingReport([
    { truth: [box(1, 0)], found: [box(7, 0)] },
    { truth: [box(1, 0)], found: [box(7, 0, 2), box(8, 0)] },
  ]);
  expect(report).toMatchObject({ idSwitches: 0, falsePositives: 1, misses: 0 });
});

test('two loose pairs win over one close pair', () => {
  const truth = [box(1, 0), box(2, 0, 3)];
  const found = [box(7, 0, 3), box(8, 0, 6)];
  expect(trackingReport([{ truth, found }])).toMatchObject({ matches: 2, misses: 0, falsePositives: 0 });
});

test('objects followed for most, part and little of their life are told apart', () => {
  const lives = [10, 5, 1].flatMap((followed, lane) =>
    Array.from({ length: 10 }, (_, at) => ({
      truth: [box(lane, lane)],
      found: at < followed ? [box(lane, lane)] : [],
    })),
  );
  expect(trackingReport(lives)).toMatchObject({ mostlyTracked: 1, partlyTracked: 1, mostlyLost: 1 });
});
