import { describe, expect, it } from 'vitest';
import type { Luma } from '#analytics/motion/luma.ts';
import { depotPlan } from '../../../test/fakes/plans.ts';
import { ScriptedDetector, type ScriptedObject } from '../../../test/fakes/scripted-detector.ts';
import { ScriptedSource } from '../../../test/fakes/scripted-source.ts';
import type { CameraPlan } from './analysis-plan.ts';
import { analyseOffline } from './offline-pipeline.ts';
import type { OfflineResult } from './offline-result.ts';

const startMs = Date.parse('2026-05-04T10:20:00Z');
const wide = { width: 192, height: 108 };
/** pixels of the source for one of the grey picture */
const scale = 10;
const size = { width: wide.width * scale, height: wide.height * scale };

/** Ground with a grain, the noise of a camera on it, and dark boxes before it. */
function drawn(index: number, boxes: readonly ScriptedObject[]): Luma {
  const data = Uint8Array.from({ length: wide.width * wide.height }, (_, at) => {
    const grain = ((at * 2654435761) >>> 24) % 40;
    const noise = ((at * 40503 + index * 9973) >>> 3) % 5;
    return 110 + grain + noise;
  });
  for (const { box } of boxes) {
    const [left, top, right, bottom] = box.map((side) => Math.round(side / scale));
    for (let row = top ?? 0; row < (bottom ?? 0); row += 1) {
      data.fill(20, row * wide.width + (left ?? 0), row * wide.width + Math.max(left ?? 0, right ?? 0));
    }
  }
  return { ...wide, data };
}

const parked: ScriptedObject = { class: 'car', box: [100, 600, 500, 900] };
/** Somebody who enters in picture 200 and crosses the yard from left to right. */
const entersAt = 200;
const walks = (index: number): ScriptedObject[] =>
  index >= entersAt && index < entersAt + 60
    ? [{ class: 'person', box: [30 + (index - entersAt) * 30, 400, 110 + (index - entersAt) * 30, 580] }]
    : [];

interface Setting {
  readonly plan?: Partial<CameraPlan>;
  readonly objects?: (index: number) => readonly ScriptedObject[];
  readonly count?: number;
}

async function analyse({ plan, objects = (index) => [parked, ...walks(index)], count = 400 }: Setting) {
  const source = new ScriptedSource(
    Array.from({ length: count }, (_, index) => ({
      timeMs: startMs + index * 200,
      ...size,
      luma: drawn(index, objects(index)),
    })),
  );
  const detector = new ScriptedDetector(objects, 416);
  const looked: number[] = [];
  const result: OfflineResult = await analyseOffline({
    plan: { ...depotPlan, ...plan },
    holidays: [],
    startMs,
    source,
    detector,
    decide: () => ({ allowed: true }),
    sunTimes: () => ({ sunriseMs: null, sunsetMs: null }),
    signal: new AbortController().signal,
    onPicture: ({ number, detections }) => {
      if (detections) looked.push(number - 1);
    },
  });
  return { result, looked, source, detector };
}

const figures = ({ counts, events, coverage, presence }: OfflineResult) => ({
  counts,
  events: events.map(({ kind, timeMs, class: name }) => ({ kind, timeMs, name })),
  coverage,
  presence: presence.map(({ zoneId, class: name, objectMs }) => ({ zoneId, name, objectMs })),
});

describe('the motion gate at work', () => {
  it('finds with less than half the looks what looking at every picture finds', async () => {
    const [all, gated] = await Promise.all([
      analyse({ plan: { motionGate: 'off' } }),
      analyse({ plan: { motionGate: 'auto' } }),
    ]);
    expect(all.looked).toHaveLength(400);
    expect(gated.looked.length).toBeLessThan(190);
    expect(figures(gated.result)).toEqual(figures(all.result));
    expect(gated.result.counts).toMatchObject([{ class: 'person', count: 1 }]);
  });

  it('looks at the very picture in which somebody enters, and at each while they are there', async () => {
    const { looked } = await analyse({ plan: { motionGate: 'auto' } });
    const present = Array.from({ length: 60 }, (_, index) => entersAt + index);
    expect(present.filter((index) => !looked.includes(index))).toEqual([]);
  });

  it('neither scales nor looks at a still scene, which counts as watched all the same', async () => {
    const { result, looked, source } = await analyse({
      plan: { motionGate: 'auto' },
      objects: () => [parked],
      count: 600,
    });
    expect(source.looks).toHaveLength(looked.length);
    expect(looked.length).toBeLessThan(75);
    expect(result.coverage.reduce((sum, { analysedMs }) => sum + analysedMs, 0)).toBe(599 * 200);
    expect(result.pictures).toBe(600);
  });
});

describe('the second look at work', () => {
  const small = (index: number): ScriptedObject[] => [
    { class: 'person', box: [400 + index * 8, 500, 420 + index * 8, 540] },
  ];

  it('shows the detector the part of the picture where something small moves', async () => {
    const { source } = await analyse({ plan: { secondLook: 'on' }, objects: small, count: 60 });
    const parts = source.looks.filter(({ region }) => region.right - region.left < size.width);
    expect(parts.length).toBeGreaterThan(40);
    for (const index of new Set(parts.slice(10).map((part) => part.index))) {
      const [left, , right] = small(index)[0]?.box ?? [0, 0, 0, 0];
      const here = parts.filter((part) => part.index === index);
      expect(here.some(({ region }) => region.left <= left && region.right >= right)).toBe(true);
    }
  });

  it('counts nobody twice', async () => {
    const [off, on] = await Promise.all([
      analyse({ plan: { secondLook: 'off' }, objects: small, count: 120 }),
      analyse({ plan: { secondLook: 'on' }, objects: small, count: 120 }),
    ]);
    expect(on.result.counts).toEqual(off.result.counts);
    expect(on.result.counts).toMatchObject([{ count: 1 }]);
  });
});

describe('zones and lines', () => {
  it('stay where they are drawn when the picture changes its size', async () => {
    const half = (index: number) => index >= 20;
    const script = Array.from({ length: 60 }, (_, index) => ({
      timeMs: startMs + index * 200,
      width: half(index) ? 100 : 1000,
      height: half(index) ? 50 : 500,
    }));
    // Walks from left to right once in each size, well inside the first 40 % and through the whole.
    const objects = (index: number): ScriptedObject[] => {
      const share = half(index) ? 0.1 + (index - 20) * 0.02 : 0.1 + index * 0.01;
      const width = half(index) ? 100 : 1000;
      const height = half(index) ? 50 : 500;
      return [
        {
          class: 'person',
          box: [(share - 0.05) * width, 0.4 * height, (share + 0.05) * width, 0.8 * height],
        },
      ];
    };
    const result = await analyseOffline({
      plan: depotPlan,
      holidays: [],
      startMs,
      source: new ScriptedSource(script),
      detector: new ScriptedDetector(objects),
      decide: () => ({ allowed: true }),
      sunTimes: () => ({ sunriseMs: null, sunsetMs: null }),
      signal: new AbortController().signal,
    });
    expect(result.counts).toMatchObject([{ class: 'person', direction: 'forward', count: 1 }]);
    expect(result.events).toMatchObject([
      { kind: 'intrusion', point: [expect.any(Number), expect.closeTo(0.8, 1)] },
    ]);
  });
});
