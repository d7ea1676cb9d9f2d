import { describe, expect, it } from 'vitest';
import { depotPlan } from '../../../test/fakes/plans.ts';
import { ScriptedDetector } from '../../../test/fakes/scripted-detector.ts';
import { ScriptedSource } from '../../../test/fakes/scripted-source.ts';
import { decide, lawful } from '../../../test/lawful.ts';
import type { CameraPlan } from './analysis-plan.ts';
import { type AnalysedPicture, analyseOffline, type OfflineRequest } from './offline-pipeline.ts';

const startMs = Date.parse('2026-05-04T10:14:58Z');

function setUp(plan: Partial<CameraPlan> = {}) {
  const source = new ScriptedSource(
    Array.from({ length: 20 }, (_, index) => ({ timeMs: startMs + index * 200 })),
  );
  const detector = new ScriptedDetector((index) => [
    { class: 'car', box: [index * 4, 20, index * 4 + 20, 60] },
    { class: 'person', box: [30 + index * 2, 40, 40 + index * 2, 70] },
  ]);
  const pictures: AnalysedPicture[] = [];
  const request: OfflineRequest = {
    plan: { ...depotPlan, ...plan },
    holidays: [],
    startMs,
    source,
    detector,
    decide,
    sunTimes: () => ({ sunriseMs: null, sunsetMs: null }),
    signal: new AbortController().signal,
    onPicture: (picture) => pictures.push(picture),
  };
  return { source, detector, pictures, request };
}

describe('the analysis of a file', () => {
  it('gives counts by interval, events, coverage, and each picture with its tracks in order', async () => {
    const { request, pictures, source } = setUp();
    const result = await analyseOffline(request);
    expect(result).toMatchObject({ pictures: 20, width: 100, height: 100, firstMs: startMs });
    expect(result.counts).toMatchObject([
      { class: 'person', direction: 'forward', count: 1 },
      { class: 'car', direction: 'forward', count: 1 },
    ]);
    expect(result.events).toMatchObject([{ kind: 'intrusion', class: 'person' }]);
    expect(result.coverage).toEqual([
      { bucketStartMs: Date.parse('2026-05-04T10:00:00Z'), analysedMs: 2000 },
      { bucketStartMs: Date.parse('2026-05-04T10:15:00Z'), analysedMs: 1800 },
    ]);
    expect(pictures.map((picture) => picture.number)).toEqual(pictures.map((_, index) => index + 1));
    expect(pictures.at(-1)?.tracks.map((track) => track.state)).toEqual(['confirmed', 'confirmed']);
    expect(source.released).toBe(20);
    expect(source.requests[0]).toMatchObject({ pace: 'as-fast-as-possible', reconnect: false, loop: false });
  });

  it('names the rules that the gate keeps from running on a public road', async () => {
    const result = await analyseOffline(setUp({ legal: lawful('public-road') }).request);
    expect(result.events).toEqual([]);
    expect(result.refusedRules.map((rule) => rule.name)).toEqual(['Person in the yard']);
    expect(result.counts).toHaveLength(2);
  });

  it('tells the fault of the detector, and gives every picture back', async () => {
    const { request, detector, source } = setUp();
    detector.hold = (index) => (index === 4 ? Promise.reject(new Error('the worker died')) : undefined);
    await expect(analyseOffline(request)).rejects.toThrow('the worker died');
    expect(source.released).toBeGreaterThanOrEqual(5);
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    const { request } = setUp();
    const stopped = analyseOffline({
      ...request,
      signal: abort.signal,
      onPicture: ({ number }) => {
        if (number === 3) abort.abort(new Error('stopped by the person'));
      },
    });
    await expect(stopped).rejects.toThrow('stopped by the person');
  });
});
