import { findRuleDefinition } from '#analytics/rules/catalogue.ts';
import type { Events } from '#features/events.ts';
import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import { nextStates, wantsReason } from './alert-lifecycle.ts';
import type { Alert, AlertState, AlertTransition } from './alert-schema.ts';
import type { AlertChange, AlertFilter, AlertStore, RaisingRule } from './alert-store.ts';

/** Proposals that people decide on. */
export interface AlertService {
  /** The newest first. */
  list(request: PageRequest & AlertFilter): Promise<Page<Alert>>;
  find(id: number): Promise<Alert>;
  /** `by` is the name of the person. Throws `conflict` for a step the alert cannot take, `invalid` without a reason. */
  transition(id: number, transition: AlertTransition, by: string): Promise<Alert>;
  /** The alerts whose last change is later than `sequence`, oldest change first: what `Last-Event-ID` resumes. */
  changesAfter(sequence: number, limit: number): Promise<AlertChange[]>;
  /** Number of the last change stored; 0 when there is none. */
  lastSequence(): Promise<number>;
}

/** What a rule saw, to be made an alert. */
export interface Sighting {
  readonly ruleId: number;
  readonly timeMs: number;
  readonly class: string | null;
  readonly confidence: number | null;
  readonly zoneId?: number;
  readonly lineId?: number;
  readonly direction?: 'forward' | 'backward';
  /** the number that the rule measured */
  readonly value?: number;
  readonly point: readonly [number, number] | null;
}

/** The way in for what stores reports. */
export interface AlertRaiser {
  /** Stores an alert in the caller's transaction; none for a rule that is gone, switched off, of another camera or cooling down. */
  raise(
    tx: Tx,
    cameraId: number,
    sighting: Sighting,
  ): Promise<{ readonly id: number; readonly sequence: number } | undefined>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: AlertStore;
  readonly clock: Clock;
  readonly events: Pick<EventBus<Events>, 'publish'>;
  readonly audit: Audit;
}

/** Makes the use cases of alerts. */
export function createAlertService({
  unitOfWork,
  reader,
  store,
  clock,
  events,
  audit,
}: Parts): AlertService & AlertRaiser {
  async function findIn(tx: Tx, id: number): Promise<Alert> {
    const alert = await store.find(tx, id);
    if (alert === undefined) throw new VigieError('not-found', `There is no alert ${id}`);
    return alert;
  }
  return {
    list: (request) => store.list(reader, request),
    find: (id) => findIn(reader, id),
    async transition(id, { to, reason }, by) {
      const words = reason?.trim() ?? '';
      if (wantsReason(to) && words === '')
        throw invalidField('reason', 'is required for a rejection', 'say in a few words why it was no alert');
      const { alert, sequence } = await unitOfWork(async (tx) => {
        await store.takeTurn(tx);
        const before = await findIn(tx, id);
        refuseStep(before, to);
        const number = await store.decide(tx, id, {
          state: to,
          by,
          reason: words === '' ? null : words,
          atMs: clock(),
        });
        await audit(tx, {
          action: 'alert.decide',
          subject: { kind: 'alert', id, name: before.ruleName },
          cameraId: before.cameraId,
          details: { changes: { state: { from: before.state, to } } },
          ...(words === '' ? {} : { motive: words }),
        });
        return { alert: await findIn(tx, id), sequence: number };
      });
      events.publish('alert', { id, cameraId: alert.cameraId, change: 'decided', sequence });
      return alert;
    },
    changesAfter: (sequence, limit) => store.changesAfter(reader, sequence, limit),
    lastSequence: () => store.lastSequence(reader),
    async raise(tx, cameraId, sighting) {
      await store.takeTurn(tx);
      const rule = await store.findRule(tx, sighting.ruleId);
      if (rule?.enabled !== true || rule.cameraId !== cameraId) return undefined;
      if (await store.hasRecent(tx, rule.id, sighting.timeMs, rule.cooldownSeconds)) return undefined;
      const place = await store.findPlace(tx, sighting);
      const { class: kind, point, confidence, timeMs, value = null } = sighting;
      return store.insert(tx, {
        rule,
        ...place,
        class: kind,
        point,
        confidence,
        value,
        summary: summaryOf(rule, sighting, place),
        occurredMs: timeMs,
        raisedMs: clock(),
      });
    },
  };
}

/** What happened, in each language, with the names of the moment. */
function summaryOf(
  { kind, parameters, cameraName }: RaisingRule,
  { class: seen, value }: Sighting,
  { where, direction }: { readonly where: string | null; readonly direction: string | null },
): { readonly en: string; readonly fr: string } | null {
  const definition = findRuleDefinition(kind);
  if (definition === undefined) return null;
  const facts = {
    class: seen,
    where: where ?? cameraName,
    direction: direction ?? undefined,
    value,
    values: parameters,
  };
  return { en: begun(definition.summary(facts, 'en')), fr: begun(definition.summary(facts, 'fr')) };
}

/** A sentence begins with a capital. */
const begun = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

function refuseStep(alert: Alert, to: AlertState): void {
  const possible = nextStates(alert.state);
  if (possible.includes(to)) return;
  const choices = possible.length === 0 ? 'it is closed for good' : `it may become ${possible.join(' or ')}`;
  throw new VigieError('conflict', `to: this alert is ${alert.state}; ${choices}`, {
    faults: [{ field: 'to', message: `this alert is ${alert.state}`, fix: choices }],
  });
}
