import type { Events } from '#features/events.ts';
import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import type { Decision, Gate, LegalFacts, Output } from '#foundation/legal-gate.ts';
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
import type { ReportStore } from './report-store.ts';

/** Where the counts of a report go. */
export interface CountSink {
  addCoverage(
    tx: Tx,
    cameraId: number,
    increments: readonly CoverageIncrement[],
    model: string | undefined,
  ): Promise<void>;
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
  readonly decide: Gate;
  readonly factsOf: (tx: Tx, cameraIds: readonly number[]) => Promise<ReadonlyMap<number, LegalFacts>>;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly events: Pick<EventBus<Events>, 'publish'>;
}

/** What became of a report: stored now, stored before, or its camera is gone. */
export type Ingested = 'stored' | 'duplicate' | 'unknown-camera';

/** Stores reports of the analysis, each once; throws `unavailable` when the database is: the sender keeps the report. */
export type ReportIngest = (report: Report) => Promise<Ingested>;

/** Makes the way in for reports. */
export function createReportIngest(parts: Parts): ReportIngest {
  const { unitOfWork, store, events, decide, factsOf, clock } = parts;
  const told = new Set<string>();
  const newestBucket = new Map<number, number>();
  return async (report) => {
    const outcome = await unitOfWork(async (tx) => {
      const isKnown = await store.holdCamera(tx, report.cameraId);
      const facts = (await factsOf(tx, [report.cameraId])).get(report.cameraId);
      if (!isKnown || facts === undefined) return { result: 'unknown-camera' as const, after: [] };
      if (!(await store.take(tx, report))) return { result: 'duplicate' as const, after: [] };
      const may: May = (detector, output) => decide(facts, detector, output, clock());
      const raised = await raiseAlerts(tx, { ...parts, told }, report, may);
      const counted = await addCounts(tx, parts, report, may);
      await settleEarlier(tx, parts, report, newestBucket);
      return { result: 'stored' as const, after: [...raised, ...counted] };
    });
    remember(newestBucket, report);
    // Told after the commit only: what a listener hears of is stored.
    for (const tell of outcome.after) tell(events);
    return outcome.result;
  };
}

type May = (detector: string, output: Output) => Decision;
type Telling = (events: Pick<EventBus<Events>, 'publish'>) => void;

async function raiseAlerts(
  tx: Tx,
  { alerts, audit, told }: Parts & { readonly told: Set<string> },
  { cameraId, events }: Report,
  may: May,
): Promise<Telling[]> {
  const tellings: Telling[] = [];
  for (const event of events) {
    const answer = may(event.kind, 'alert');
    if (!answer.allowed) {
      const key = `${cameraId} ${event.kind} ${answer.reason}`;
      if (!told.has(key)) await logRefusal(tx, audit, cameraId, event.kind, answer.reason);
      told.add(key);
      continue;
    }
    const alert = await alerts.raise(tx, cameraId, event);
    if (alert === undefined) continue;
    tellings.push((bus) => bus.publish('alert', { ...alert, cameraId, change: 'raised' }));
  }
  return tellings;
}

/** A refusal is logged when it begins, not at each picture. */
function logRefusal(tx: Tx, audit: Audit, cameraId: number, detector: string, reason: string): Promise<void> {
  const subject = { kind: 'camera', id: cameraId };
  return audit(tx, {
    action: 'gate.refuse',
    subject,
    cameraId,
    details: { detector, output: 'alert', reason },
  });
}

async function addCounts(tx: Tx, { counts }: Parts, report: Report, may: May): Promise<Telling[]> {
  const { cameraId } = report;
  if (!may('count', 'statistics').allowed) return [];
  await counts.addCoverage(tx, cameraId, report.coverage, report.model);
  await counts.addCounts(tx, cameraId, report.counts);
  await counts.addPresence(tx, cameraId, report.presence);
  await counts.addMeasures(tx, cameraId, report.measures);
  if (may('count', 'stay').allowed)
    await counts.addStays(
      tx,
      cameraId,
      report.stays.filter((stay) => stay.class !== 'person'),
    );
  if (!may('count', 'setup-count').allowed) return [];
  const setup = may('count', 'live-count').allowed ? {} : { setupOnly: true as const };
  return report.counts.map(
    (increment) => (bus) => bus.publish('count', { cameraId, ...setup, ...increment }),
  );
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
