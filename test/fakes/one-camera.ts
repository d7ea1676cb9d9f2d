import type { CameraPlan } from '#features/video-analysis/analysis-plan.ts';
import { CameraPipeline } from '#features/video-analysis/camera-pipeline.ts';
import type { Evidence } from '#features/video-analysis/evidence.ts';
import { FairShares } from '#features/video-analysis/fair-shares.ts';
import type { LiveHead } from '#features/video-analysis/live-schema.ts';
import type { Report } from '#features/video-analysis/report.ts';
import { decide } from '../lawful.ts';
import { depotPlan } from './plans.ts';
import { ScriptedDetector, type ScriptedObject } from './scripted-detector.ts';
import { type ScriptedPicture, ScriptedSource } from './scripted-source.ts';

/** Pictures five a second from an instant well inside its quarter hour. */
export const startMs = Date.parse('2026-05-04T10:20:00Z');
/** So many of them. */
export const pictures = (count: number): ScriptedPicture[] =>
  Array.from({ length: count }, (_, index) => ({ timeMs: startMs + index * 200 }));

/** Someone who walks from the left side to the right, five pixels a picture. */
export const walker = (index: number): ScriptedObject[] => [
  { class: 'person', box: [10 + index * 5, 40, 20 + index * 5, 70] },
];

/** What a test wants otherwise. */
export interface OneCameraWishes {
  readonly plan?: Partial<CameraPlan>;
  readonly script?: readonly ScriptedPicture[];
  readonly objects?: (index: number) => readonly ScriptedObject[];
  readonly acknowledge?: boolean;
}

/** The pipeline of one camera that plays a script, its clock being that of the pictures. */
export function oneCamera({
  plan,
  script = pictures(15),
  objects = walker,
  acknowledge = true,
}: OneCameraWishes = {}) {
  const source = new ScriptedSource(script);
  const detector = new ScriptedDetector(objects);
  const reports: Report[] = [];
  const live: LiveHead[] = [];
  const evidence: Evidence[] = [];
  const fatal: unknown[] = [];
  const shares = new FairShares();
  const share = shares.join(depotPlan.id, { framesPerSecond: 5, priority: 'normal' });
  let nowMs = startMs;
  const pipeline = new CameraPipeline({
    plan: { ...depotPlan, ...plan },
    holidays: [],
    run: 'run-1',
    source,
    share,
    detector,
    decide,
    sunTimes: () => ({ sunriseMs: null, sunsetMs: null }),
    clock: () => nowMs,
    uptime: () => nowMs,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    onReport(report) {
      reports.push(report);
      if (acknowledge) pipeline.acknowledge(report.run, report.sequence);
    },
    onLive: (head) => live.push(head),
    onEvidence: (one) => evidence.push(one),
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
  /** Nothing comes for so many seconds; ticks go on. */
  const wait = (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      nowMs += 1000;
      pipeline.tick(nowMs);
    }
  };
  return { source, detector, pipeline, reports, live, evidence, fatal, shares, share, wait, finish };
}

/** All line counts of these reports. */
export const countsOf = (reports: readonly Report[]) => reports.flatMap((report) => report.counts);
/** All events of these reports. */
export const eventsOf = (reports: readonly Report[]) => reports.flatMap((report) => report.events);
/** Time they say was watched, milliseconds. */
export const coveredMsOf = (reports: readonly Report[]) =>
  reports.flatMap((report) => report.coverage).reduce((total, { analysedMs }) => total + analysedMs, 0);
