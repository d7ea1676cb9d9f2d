import { describe, expect, it } from 'vitest';
import { depotPlan } from '../../../test/fakes/plans.ts';
import { ScriptedDetector, type ScriptedObject } from '../../../test/fakes/scripted-detector.ts';
import { ScriptedSource } from '../../../test/fakes/scripted-source.ts';
import { analyseOffline } from './offline-pipeline.ts';

const startMs = Date.parse('2026-05-04T10:01:00Z');

interface Setting {
  readonly count: number;
  readonly objects: (index: number) => readonly ScriptedObject[];
  /** side of the picture, pixels; 100 unless told */
  readonly side?: (index: number) => number;
  readonly time?: (index: number) => number;
}

function analyse({ count, objects, side = () => 100, time = (index) => index * 200 }: Setting) {
  const pictures = Array.from({ length: count }, (_, index) => ({
    timeMs: startMs + time(index),
    width: side(index),
    height: side(index),
  }));
  const scaled = (index: number) =>
    objects(index).map((object): ScriptedObject => {
      const [left, top, right, bottom] = object.box;
      const scale = side(index) / 100;
      return { ...object, box: [left * scale, top * scale, right * scale, bottom * scale] };
    });
  const detector = new ScriptedDetector(scaled, 100);
  return analyseOffline({
    plan: depotPlan,
    holidays: [],
    startMs,
    source: new ScriptedSource(pictures),
    detector,
    decide: () => ({ allowed: true }),
    sunTimes: () => ({ sunriseMs: null, sunsetMs: null }),
    signal: new AbortController().signal,
  });
}

/** Walks from left to right over the line in the middle, or stands right of it. */
const walker = (index: number): ScriptedObject => ({
  class: 'person',
  box: [index * 2, 40, index * 2 + 10, 70],
});
const standing: ScriptedObject = { class: 'person', box: [70, 40, 80, 70] };

describe('a camera that changes its resolution', () => {
  it('keeps its zones and lines where they are', async () => {
    const small = await analyse({ count: 40, objects: (index) => [walker(index)] });
    const large = await analyse({ count: 40, objects: (index) => [walker(index)], side: () => 400 });
    expect(small.counts).toMatchObject([{ lineId: 1, direction: 'forward', class: 'person', count: 1 }]);
    expect(large.counts).toEqual(small.counts);
    const placeOf = (result: typeof small) =>
      result.events.map(({ kind, zoneId, timeMs }) => ({ kind, zoneId, timeMs }));
    expect(placeOf(large)).toEqual(placeOf(small));
  });

  it('sees who crosses after the change, and tells nobody twice who stays', async () => {
    const result = await analyse({
      count: 90,
      objects: (index) => [
        ...(index >= 45 ? [walker(index - 45)] : []),
        { ...standing, box: [70, 80, 78, 98] },
      ],
      side: (index) => (index >= 30 ? 400 : 100),
    });
    expect(result.counts).toMatchObject([{ direction: 'forward', class: 'person', count: 1 }]);
    expect(result.events.filter(({ timeMs }) => timeMs < startMs + 9_000)).toHaveLength(1);
  });
});

describe('the count of a vehicle', () => {
  const vehicle = (name: string, index: number): ScriptedObject => ({
    class: name,
    box: [index * 4 - 10, 20, index * 4 + 20, 60],
  });

  it('belongs to the quarter hour in which it crossed, though it is told in the next', async () => {
    const { counts } = await analyse({
      count: 30,
      objects: (index) => [vehicle('car', index)],
      time: (index) => 14 * 60_000 - 16 * 200 + index * 200,
    });
    const bucketStartMs = Date.parse('2026-05-04T10:00:00Z');
    expect(counts).toMatchObject([{ class: 'car', count: 1, bucketStartMs }]);
  });

  it('is told though the file ends before its class is known', async () => {
    const { counts } = await analyse({ count: 17, objects: (index) => [vehicle('car', index)] });
    expect(counts).toMatchObject([{ class: 'car', count: 1 }]);
  });

  it('of a class that the line does not count is left out', async () => {
    const { counts } = await analyse({
      count: 30,
      objects: (index) => [vehicle(index < 7 ? 'car' : 'truck', index)],
    });
    expect(counts).toEqual([]);
  });
});
