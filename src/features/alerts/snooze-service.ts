import type { Events } from '#features/events.ts';
import type { Audit } from '#foundation/audit.ts';
import type { Scoped } from '#foundation/camera-scope.ts';
import type { Clock } from '#foundation/clock.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { RuleSnooze, RuleSnoozeInput } from './desk-schema.ts';
import type { SleepyRule, SnoozeStore } from './snooze-store.ts';

/** Rules that raise no alert for a while, by the word of a person. */
export interface SnoozeService {
  /** Those that sleep, and those that woke within a day with what they held back. */
  list(scope: Scoped): Promise<RuleSnooze[]>;
  /** A rule that sleeps already sleeps anew. Throws `invalid` for a time that is over or too far. */
  snooze(ruleId: number, input: RuleSnoozeInput, by: string): Promise<RuleSnooze>;
  /** Throws `conflict` for a rule that is awake. */
  wake(ruleId: number): Promise<void>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: SnoozeStore;
  readonly clock: Clock;
  readonly events: Pick<EventBus<Events>, 'publish'>;
  readonly audit: Audit;
}

const dayMs = 24 * 3_600_000;
/** A rule that is wrong for longer is mended, not silenced. */
const mostDays = 7;

/** Makes the use cases of sleeping rules. */
export function createSnoozeService(parts: Parts): SnoozeService {
  const { unitOfWork, reader, store, clock, events, audit } = parts;
  const list = (tx: Tx, scope: Scoped): Promise<RuleSnooze[]> => {
    const nowMs = clock();
    return store.list(tx, { ...scope, nowMs, wokeSinceMs: nowMs - dayMs });
  };
  const findRule = async (tx: Tx, ruleId: number): Promise<SleepyRule> => {
    const rule = await store.findRule(tx, ruleId);
    if (rule === undefined) throw new VigieError('not-found', `There is no rule ${ruleId}`);
    return rule;
  };
  return {
    list: (scope) => list(reader, scope),
    async snooze(ruleId, { until, motive }, by) {
      const snooze = await unitOfWork(async (tx) => {
        const { name, cameraId } = await findRule(tx, ruleId);
        const fromMs = clock();
        const untilMs = Date.parse(until);
        refuseTime(fromMs, untilMs);
        await store.wake(tx, ruleId, fromMs);
        const words = motive.trim();
        const id = await store.insert(tx, { ruleId, fromMs, untilMs, motive: words, by });
        await audit(tx, {
          action: 'rule.snooze',
          subject: { kind: 'rule', id: ruleId, name },
          cameraId,
          motive: words,
          span: { fromMs, toMs: untilMs },
        });
        return (await list(tx, { cameraIds: [cameraId] })).find((one) => one.id === id);
      });
      if (snooze === undefined) throw new Error(`the sleep of rule ${ruleId} was not stored`);
      events.publish('snooze', { ruleId, cameraId: snooze.cameraId });
      return snooze;
    },
    async wake(ruleId) {
      const { cameraId } = await unitOfWork(async (tx) => {
        const rule = await findRule(tx, ruleId);
        if (!(await store.wake(tx, ruleId, clock())))
          throw new VigieError('conflict', 'This rule is awake', { fix: 'there is nothing to do' });
        const subject = { kind: 'rule', id: ruleId, name: rule.name };
        await audit(tx, { action: 'rule.wake', subject, cameraId: rule.cameraId });
        return rule;
      });
      events.publish('snooze', { ruleId, cameraId });
    },
  };
}

function refuseTime(nowMs: number, untilMs: number): void {
  if (untilMs <= nowMs) throw invalidField('until', 'is over', 'give a time to come');
  if (untilMs > nowMs + mostDays * dayMs)
    throw invalidField('until', `is more than ${mostDays} days away`, 'mend the rule, or switch it off');
}
