import { describe, expect, it } from 'vitest';
import type { LegalFacts } from '#foundation/legal-gate.ts';
import {
  countsOf,
  coveredMsOf,
  eventsOf,
  oneCamera,
  pictures,
  startMs,
  walker,
} from '../../../test/fakes/one-camera.ts';
import { depotPlan } from '../../../test/fakes/plans.ts';
import { lawful } from '../../../test/lawful.ts';

describe('the pipeline of one camera', () => {
  it('counts a crossing once, raises one event and covers the time it watched', async () => {
    const { finish, reports, source } = oneCamera();
    await finish();
    expect(countsOf(reports)).toEqual([
      {
        lineId: 1,
        class: 'person',
        direction: 'forward',
        bucketStartMs: Date.parse('2026-05-04T10:15:00Z'),
        count: 1,
      },
    ]);
    expect(eventsOf(reports)).toMatchObject([{ ruleId: 9, kind: 'intrusion', zoneId: 3, class: 'person' }]);
    expect(coveredMsOf(reports)).toBe(14 * 200);
    expect(source.released).toBe(15);
    expect(reports.map((report) => report.sequence)).toEqual(reports.map((_, index) => index + 1));
  });

  it.each([
    ['without a purpose', { purposes: [] }],
    ['on a public road without a mask', { ...lawful('public-road'), mask: 'missing' as const }],
    ['whose records were altered', { broken: ['purpose 1'] }],
  ])('F02, F04: reads no picture %s', async (_, change) => {
    const legal = { ...lawful('closed-site'), ...change };
    const { finish, source, pipeline } = oneCamera({ plan: { legal } });
    pipeline.start();
    expect(pipeline.health(startMs).state).toBe('refused');
    await finish();
    expect(source.requests).toEqual([]);
  });

  it('raises no event on a public road while its counts go on', async () => {
    const { finish, reports } = oneCamera({ plan: { legal: lawful('public-road') } });
    await finish();
    expect(eventsOf(reports)).toEqual([]);
    expect(countsOf(reports)).toHaveLength(1);
  });

  it('forgets tracks at a discontinuity: nobody crosses between two connections', async () => {
    const script = pictures(15).map((picture, index) => ({
      ...picture,
      discontinuity: index === 0 || index === 8,
    }));
    // Walks up to the line, and is beyond it when the stream is back.
    const objects = (index: number) => walker(index < 8 ? Math.min(index, 5) : index + 6);
    const { finish, reports } = oneCamera({ script, objects });
    await finish();
    expect(countsOf(reports)).toEqual([]);
    expect(coveredMsOf(reports)).toBe(13 * 200);
  });

  it('does not take a long gap for watched time', async () => {
    const script = pictures(10).map((picture, index) => ({
      timeMs: picture.timeMs + (index >= 5 ? 60_000 : 0),
    }));
    const { finish, reports } = oneCamera({ script, objects: () => [] });
    await finish();
    expect(coveredMsOf(reports)).toBe(8 * 200);
  });

  it('counts the pictures that its source gave up while the detector lagged', async () => {
    const { finish, source, pipeline } = oneCamera();
    source.pace = (index) => {
      if (index % 5 === 4) source.requests[0]?.onSkip?.();
    };
    await finish();
    expect(pipeline.health(startMs)).toMatchObject({ framesIn: 18, framesAnalysed: 15, framesDropped: 3 });
  });

  it('encodes pictures only while somebody watches, and no more than asked for', async () => {
    const unwatched = oneCamera();
    await unwatched.finish();
    expect(unwatched.source.encoded).toBe(0);

    const watched = oneCamera();
    watched.pipeline.watch(2.5);
    await watched.finish();
    expect(watched.source.encoded).toBe(8);
    expect(watched.live).toHaveLength(8);
    expect(watched.live[0]?.tracks).toEqual([]);
    expect(watched.live.at(-1)).toMatchObject({
      cameraId: 7,
      width: 100,
      tracks: [
        { class: 'person', box: [0.8, 0.4, 0.1, 0.3].map((side) => expect.closeTo(side, 5)), zoneIds: [3] },
      ],
    });
  });

  it('holds crossings back, added up, until the report before them is acknowledged', async () => {
    const { finish, reports, pipeline } = oneCamera({ acknowledge: false });
    await finish();
    expect(reports).toHaveLength(1);
    pipeline.acknowledge('run-1', 1);
    pipeline.tick(startMs + 60_000);
    expect(reports).toHaveLength(2);
    expect(coveredMsOf(reports)).toBe(14 * 200);
  });

  it('sends a report that nobody acknowledged again after five seconds, unchanged', async () => {
    const { finish, reports, wait } = oneCamera({ acknowledge: false });
    await finish();
    wait(13);
    expect(reports).toHaveLength(3);
    expect(new Set(reports)).toEqual(new Set([reports[0]]));
  });

  it('asks for a new process when detection fails again and again', async () => {
    const { finish, detector, fatal } = oneCamera();
    detector.hold = () => Promise.reject(new Error('the worker died'));
    await finish();
    expect(fatal).toHaveLength(6);
  });

  it('takes new zones and rules without a new connection, and wants one for a new address or mask', () => {
    const { pipeline } = oneCamera();
    expect(pipeline.needsRestart({ ...depotPlan, zones: [], rules: [] })).toBe(false);
    expect(pipeline.needsRestart({ ...depotPlan, source: { url: 'file:other.mp4' } })).toBe(true);
    expect(pipeline.needsRestart({ ...depotPlan, legal: lawful('public-road') })).toBe(false);
    expect(
      pipeline.needsRestart({
        ...depotPlan,
        masks: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
          ],
        ],
      }),
    ).toBe(true);
  });
});

describe('F01, F02: what the law allows until a date', () => {
  const endMs = startMs + 1500;
  const purpose = { ...lawful('closed-site').purposes[0], untilMs: endMs };

  it('a purpose that ends stops the reading within a second or two, and says why', async () => {
    const legal = { ...lawful('closed-site'), purposes: [purpose] as LegalFacts['purposes'] };
    const { pipeline, source, reports } = oneCamera({ plan: { legal }, script: pictures(60) });
    const { pace } = source;
    source.pace = async (index) => {
      await pace(index);
      pipeline.tick(startMs + index * 200);
    };
    pipeline.start();
    await pipeline.finished;
    expect(pipeline.health(startMs)).toMatchObject({
      state: 'refused',
      fault: expect.stringContaining('has come to its end'),
    });
    await pipeline.stop();
    expect(coveredMsOf(reports)).toBeLessThan(5000);
  });

  it('an alert is asked for at its own moment: one that the law no longer allows is not made', async () => {
    const order = {
      ...{ id: 1, kind: 'jo-art10', reference: '1', events: ['forbidden-area'], detectors: [] },
      ...{ signatures: 0, stopped: [], fromMs: 0 },
    };
    const authorisation = { id: 1, number: '1', retentionDays: 0, fromMs: 0, untilMs: null };
    const legal = (untilMs: number): LegalFacts => ({
      ...lawful('public-road', 'csi-safety'),
      bases: [{ ...order, untilMs }],
      authorisations: [authorisation],
    });
    const kinds = async (untilMs: number) => {
      const { finish, reports } = oneCamera({ plan: { legal: legal(untilMs) } });
      await finish();
      return eventsOf(reports).map(({ kind }) => kind);
    };
    expect(await kinds(startMs + 60_000)).toEqual(['intrusion']);
    expect(await kinds(startMs + 400)).toEqual([]);
  });

  it('F03: an order that is stopped while the camera runs ends its alerts with the new plan', async () => {
    const { pipeline } = oneCamera();
    pipeline.start();
    expect(pipeline.needsRestart({ ...depotPlan, legal: { ...depotPlan.legal, purposes: [] } })).toBe(false);
    pipeline.reconfigure({ ...depotPlan, legal: { ...depotPlan.legal, purposes: [] } }, []);
    expect(pipeline.health(startMs).state).toBe('refused');
    await pipeline.stop();
  });
});
