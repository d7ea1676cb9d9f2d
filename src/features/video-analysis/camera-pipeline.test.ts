import { describe, expect, it } from 'vitest';
import { depotPlan } from '../../../test/fakes/plans.ts';
import { ScriptedDetector, type ScriptedObject } from '../../../test/fakes/scripted-detector.ts';
import { type ScriptedPicture, ScriptedSource } from '../../../test/fakes/scripted-source.ts';
import type { CameraPlan } from './analysis-plan.ts';
import type { CameraPipelineParts } from './camera-parts.ts';
import { CameraPipeline } from './camera-pipeline.ts';
import { FairShares } from './fair-shares.ts';
import type { LiveHead } from './live-schema.ts';
import type { Report } from './report.ts';

/** Pictures five a second from an instant well inside its quarter hour. */
const startMs = Date.parse('2026-05-04T10:20:00Z');
const pictures = (count: number): ScriptedPicture[] =>
  Array.from({ length: count }, (_, index) => ({ timeMs: startMs + index * 200 }));

/** Someone who walks from the left side to the right, five pixels a picture. */
const walker = (index: number): ScriptedObject[] => [
  { class: 'person', box: [10 + index * 5, 40, 20 + index * 5, 70] },
];

const closedOnly: CameraPipelineParts['decide'] = (place, _detector, output) => ({
  allowed: output === 'statistics' || place === 'closed-site',
});

interface Setting {
  readonly plan?: Partial<CameraPlan>;
  readonly script?: readonly ScriptedPicture[];
  readonly objects?: (index: number) => readonly ScriptedObject[];
  readonly acknowledge?: boolean;
}

function setUp({ plan, script = pictures(15), objects = walker, acknowledge = true }: Setting = {}) {
  const source = new ScriptedSource(script);
  const detector = new ScriptedDetector(objects);
  const reports: Report[] = [];
  const live: LiveHead[] = [];
  const fatal: unknown[] = [];
  let nowMs = startMs;
  const pipeline = new CameraPipeline({
    plan: { ...depotPlan, ...plan },
    holidays: [],
    run: 'run-1',
    source,
    share: new FairShares().join(depotPlan.id, { framesPerSecond: 5, priority: 'normal' }),
    detector,
    decide: closedOnly,
    sunTimes: () => ({ sunriseMs: null, sunsetMs: null }),
    clock: () => nowMs,
    uptime: () => nowMs,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    onReport(report) {
      reports.push(report);
      if (acknowledge) pipeline.acknowledge(report.run, report.sequence);
    },
    onLive: (head) => live.push(head),
    onFatal: (fault) => fatal.push(fault),
  });
  // Each picture is analysed before the next arrives, unless a test wants it otherwise.
  source.pace = async (index) => {
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    nowMs = script[index]?.timeMs ?? nowMs;
  };
  const finish = async () => {
    pipeline.start();
    await pipeline.finished;
    await pipeline.stop();
  };
  return { source, detector, pipeline, reports, live, fatal, finish };
}

const sum = (reports: readonly Report[]) => reports.flatMap((report) => report.counts);
const events = (reports: readonly Report[]) => reports.flatMap((report) => report.events);
const coverage = (reports: readonly Report[]) =>
  reports.flatMap((report) => report.coverage).reduce((total, { analysedMs }) => total + analysedMs, 0);

describe('the pipeline of one camera', () => {
  it('counts a crossing once, raises one event and covers the time it watched', async () => {
    const { finish, reports, source } = setUp();
    await finish();
    expect(sum(reports)).toEqual([
      {
        lineId: 1,
        class: 'person',
        direction: 'forward',
        bucketStartMs: Date.parse('2026-05-04T10:15:00Z'),
        count: 1,
      },
    ]);
    expect(events(reports)).toMatchObject([{ ruleId: 9, kind: 'intrusion', zoneId: 3, class: 'person' }]);
    expect(coverage(reports)).toBe(14 * 200);
    expect(source.released).toBe(15);
    expect(reports.map((report) => report.sequence)).toEqual(reports.map((_, index) => index + 1));
  });

  it.each([
    ['without a purpose', { purpose: null }],
    ['with a blank purpose', { purpose: '  ' }],
  ])('reads no picture %s', async (_, plan) => {
    const { finish, source, pipeline } = setUp({ plan });
    pipeline.start();
    expect(pipeline.health(startMs).state).toBe('refused');
    await finish();
    expect(source.requests).toEqual([]);
  });

  it('raises no event on a public road while its counts go on', async () => {
    const { finish, reports } = setUp({ plan: { place: 'public-road' } });
    await finish();
    expect(events(reports)).toEqual([]);
    expect(sum(reports)).toHaveLength(1);
  });

  it('forgets tracks at a discontinuity: nobody crosses between two connections', async () => {
    const script = pictures(15).map((picture, index) => ({
      ...picture,
      discontinuity: index === 0 || index === 8,
    }));
    // Walks up to the line, and is beyond it when the stream is back.
    const objects = (index: number) => walker(index < 8 ? Math.min(index, 5) : index + 6);
    const { finish, reports } = setUp({ script, objects });
    await finish();
    expect(sum(reports)).toEqual([]);
    expect(coverage(reports)).toBe(13 * 200);
  });

  it('does not take a long gap for watched time', async () => {
    const script = pictures(10).map((picture, index) => ({
      timeMs: picture.timeMs + (index >= 5 ? 60_000 : 0),
    }));
    const { finish, reports } = setUp({ script, objects: () => [] });
    await finish();
    expect(coverage(reports)).toBe(8 * 200);
  });

  it('counts the pictures that its source gave up while the detector lagged', async () => {
    const { finish, source, pipeline } = setUp();
    source.pace = (index) => {
      if (index % 5 === 4) source.requests[0]?.onSkip?.();
    };
    await finish();
    expect(pipeline.health(startMs)).toMatchObject({ framesIn: 18, framesAnalysed: 15, framesDropped: 3 });
  });

  it('encodes pictures only while somebody watches, and no more than asked for', async () => {
    const unwatched = setUp();
    await unwatched.finish();
    expect(unwatched.source.encoded).toBe(0);

    const watched = setUp();
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
    const { finish, reports, pipeline } = setUp({ acknowledge: false });
    await finish();
    expect(reports).toHaveLength(1);
    pipeline.acknowledge('run-1', 1);
    pipeline.tick(startMs + 60_000);
    expect(reports).toHaveLength(2);
    expect(coverage(reports)).toBe(14 * 200);
  });

  it('asks for a new process when detection fails again and again', async () => {
    const { finish, detector, fatal } = setUp();
    detector.hold = () => Promise.reject(new Error('the worker died'));
    await finish();
    expect(fatal).toHaveLength(6);
  });

  it('takes new zones and rules without a new connection, and wants one for a new address or mask', () => {
    const { pipeline } = setUp();
    expect(pipeline.needsRestart({ ...depotPlan, zones: [], rules: [] })).toBe(false);
    expect(pipeline.needsRestart({ ...depotPlan, source: { url: 'file:other.mp4' } })).toBe(true);
    expect(pipeline.needsRestart({ ...depotPlan, purpose: null })).toBe(true);
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
