import type { Events } from '#features/events.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type {
  CountIncrement,
  CoverageIncrement,
  MeasureIncrement,
  PresenceIncrement,
  Report,
  RuleEvent,
  StayRecord,
} from './report.ts';
import type { ReportedCamera, ReportStore } from './report-store.ts';

/** Where the counts of a report go. */
export interface CountSink {
  addCoverage(tx: Tx, cameraId: number, increments: readonly CoverageIncrement[]): Promise<void>;
  addCounts(tx: Tx, cameraId: number, increments: readonly CountIncrement[]): Promise<void>;
  addPresence(tx: Tx, cameraId: number, increments: readonly PresenceIncrement[]): Promise<void>;
  addMeasures(tx: Tx, cameraId: number, increments: readonly MeasureIncrement[]): Promise<void>;
  /** Never of persons. */
  addStays(tx: Tx, cameraId: number, stays: readonly StayRecord[]): Promise<void>;
  /** Completes the buckets of the camera that began before a moment. */
  settle(tx: Tx, beforeMs: number, cameraId: number): Promise<number>;
}

/** Where what rules saw becomes an alert; nothing when the rule is gone or cools down. */
export interface AlertSink {
  raise(
    tx: Tx,
    cameraId: number,
    event: RuleEvent,
  ): Promise<{ readonly id: number; readonly sequence: number } | undefined>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly store: ReportStore;
  readonly alerts: AlertSink;
  readonly counts: CountSink;
  readonly decide: (
    place: ReportedCamera['place'],
    detector: string,
    output: 'statistics' | 'live-count' | 'stay' | 'alert',
  ) => { readonly allowed: boolean };
  readonly events: Pick<EventBus<Events>, 'publish'>;
}

/** What became of a report: stored now, stored before, or its camera is gone. */
export type Ingested = 'stored' | 'duplicate' | 'unknown-camera';

/** Stores reports of the analysis, each once; throws `unavailable` when the database is: the sender keeps the report. */
export type ReportIngest = (report: Report) => Promise<Ingested>;

/** Makes the way in for reports. */
export function createReportIngest(parts: Parts): ReportIngest {
  const { unitOfWork, store, events } = parts;
  const newestBucket = new Map<number, number>();
  return async (report) => {
    const outcome = await unitOfWork(async (tx) => {
      const camera = await store.findCamera(tx, report.cameraId);
      if (camera === undefined) return { result: 'unknown-camera' as const, after: [] };
      if (!(await store.take(tx, report))) return { result: 'duplicate' as const, after: [] };
      const raised = await raiseAlerts(tx, parts, report, camera);
      const counted = await addCounts(tx, parts, report, camera);
      await settleEarlier(tx, parts, report, newestBucket);
      return { result: 'stored' as const, after: [...raised, ...counted] };
    });
    remember(newestBucket, report);
    // Told after the commit only: what a listener hears of is stored.
    for (const tell of outcome.after) tell(events);
    return outcome.result;
  };
}

type Telling = (events: Pick<EventBus<Events>, 'publish'>) => void;

async function raiseAlerts(
  tx: Tx,
  { alerts, decide }: Parts,
  { cameraId, events }: Report,
  { place, purpose }: ReportedCamera,
): Promise<Telling[]> {
  const told: Telling[] = [];
  for (const event of events) {
    if (purpose === null || !decide(place, event.kind, 'alert').allowed) continue;
    const alert = await alerts.raise(tx, cameraId, event);
    if (alert === undefined) continue;
    told.push((bus) => bus.publish('alert', { ...alert, cameraId, change: 'raised' }));
  }
  return told;
}

async function addCounts(
  tx: Tx,
  { counts, decide }: Parts,
  report: Report,
  { place, purpose }: ReportedCamera,
): Promise<Telling[]> {
  const { cameraId } = report;
  if (purpose === null || !decide(place, 'count', 'statistics').allowed) return [];
  await counts.addCoverage(tx, cameraId, report.coverage);
  await counts.addCounts(tx, cameraId, report.counts);
  await counts.addPresence(tx, cameraId, report.presence);
  await counts.addMeasures(tx, cameraId, report.measures);
  if (decide(place, 'count', 'stay').allowed)
    await counts.addStays(
      tx,
      cameraId,
      report.stays.filter((stay) => stay.class !== 'person'),
    );
  if (!decide(place, 'count', 'live-count').allowed) return [];
  return report.counts.map((increment) => (bus) => bus.publish('count', { cameraId, ...increment }));
}

const bucketsOf = ({ coverage }: Report): number[] => coverage.map(({ bucketStartMs }) => bucketStartMs);

/** The first report of a new quarter hour completes the ones before it. */
async function settleEarlier(
  tx: Tx,
  { counts }: Parts,
  report: Report,
  newestBucket: ReadonlyMap<number, number>,
): Promise<void> {
  const newest = Math.max(...bucketsOf(report));
  const known = newestBucket.get(report.cameraId);
  const isFirstOfNew = Number.isFinite(newest) && (known === undefined || newest > known);
  const isLate = known !== undefined && bucketsOf(report).some((startMs) => startMs < known);
  if (isFirstOfNew || isLate) await counts.settle(tx, Math.max(newest, known ?? newest), report.cameraId);
}

function remember(newestBucket: Map<number, number>, report: Report): void {
  const newest = Math.max(
    newestBucket.get(report.cameraId) ?? Number.NEGATIVE_INFINITY,
    ...bucketsOf(report),
  );
  if (Number.isFinite(newest)) newestBucket.set(report.cameraId, newest);
}
