import type { Clock } from '#foundation/clock.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { ChannelStore, StoredChannel } from './channel-store.ts';
import type { NoticeStore } from './notice-store.ts';
import { type OwnChoices, usualChoices } from './own-choices.ts';
import type { OwnStore } from './own-store.ts';
import type { Plan } from './plan-schema.ts';
import type { FindTerritory, ListPeople, ToldAlert } from './ports.ts';
import type { TaskStore } from './task-store.ts';
import { endOfQuiet } from './wall-clock.ts';

/** Writes the messages of an alert to the territory's people, each over the ways that its receiver chose. */
export interface TellPeople {
  /** The first step of each plan and whoever follows the rule; later steps are noted for their time. */
  ofRaised(tx: Tx, alert: ToldAlert, plans: readonly Plan[]): Promise<void>;
  /** A later step of a plan, when nobody has looked. */
  ofUnseen(tx: Tx, alert: ToldAlert, plan: Plan, step: number): Promise<void>;
}

interface Parts {
  readonly clock: Clock;
  readonly tasks: TaskStore;
  readonly notices: NoticeStore;
  readonly channels: ChannelStore;
  readonly own: OwnStore;
  readonly listPeople: ListPeople;
  readonly findTerritory: FindTerritory;
}

const minuteMs = 60_000;
/** How long after its step such a message is still wanted. */
const lifeMs = 360 * minuteMs;
/** Minutes within which alerts of a rule that somebody follows by themselves come in one message. */
const ownGroupMinutes = 5;

/** Makes the telling of people. */
export function createTellPeople(parts: Parts): TellPeople {
  return {
    async ofRaised(tx, alert, plans) {
      const told = new Set<string>();
      for (const plan of plans) {
        await tellStep(parts, tx, { alert, plan, step: 0, told });
        await noteLaterSteps(parts, tx, alert, plan);
      }
      await tellFollowers(parts, tx, alert, told);
    },
    ofUnseen: (tx, alert, plan, step) => tellStep(parts, tx, { alert, plan, step, told: new Set() }),
  };
}

async function noteLaterSteps({ tasks }: Parts, tx: Tx, alert: ToldAlert, plan: Plan): Promise<void> {
  for (const [step, { afterMinutes }] of plan.steps.entries())
    if (step > 0)
      await tasks.later(tx, { alertId: alert.id, planId: plan.id, step }, stepMs(alert, afterMinutes));
}

/** The moment at which a step of a plan is due. */
const stepMs = ({ raisedAt }: ToldAlert, afterMinutes: number): number =>
  Date.parse(raisedAt) + afterMinutes * minuteMs;

interface StepToTell {
  readonly alert: ToldAlert;
  readonly plan: Plan;
  readonly step: number;
  /** people who are told of this alert already */
  readonly told: Set<string>;
}

async function tellStep(parts: Parts, tx: Tx, { alert, plan, step, told }: StepToTell): Promise<void> {
  const named = plan.steps[step];
  if (named === undefined) return;
  const people = await parts.listPeople(tx);
  const wanted = people.filter(
    ({ id, role }) => named.people.includes(id) || named.roles.some((one) => one === role),
  );
  for (const { id } of wanted) {
    if (told.has(id)) continue;
    told.add(id);
    await tellPerson(parts, tx, {
      personId: id,
      alert,
      occasion: step === 0 ? 'raised' : 'unseen',
      wantedUntilMs: stepMs(alert, named.afterMinutes) + lifeMs,
      groupMinutes: plan.groupMinutes,
      planId: plan.id,
      step,
    });
  }
}

async function tellFollowers(
  parts: Parts,
  tx: Tx,
  alert: ToldAlert,
  told: ReadonlySet<string>,
): Promise<void> {
  if (alert.ruleId === null) return;
  for (const personId of await parts.own.followersOf(tx, alert.ruleId))
    if (!told.has(personId))
      await tellPerson(parts, tx, {
        personId,
        alert,
        occasion: 'raised',
        wantedUntilMs: stepMs(alert, 0) + lifeMs,
        groupMinutes: ownGroupMinutes,
        step: 0,
      });
}

interface Telling {
  readonly personId: string;
  readonly alert: ToldAlert;
  readonly occasion: 'raised' | 'unseen';
  readonly wantedUntilMs: number;
  readonly groupMinutes: number;
  readonly planId?: number;
  readonly step: number;
}

async function tellPerson(parts: Parts, tx: Tx, telling: Telling): Promise<void> {
  const choices = (await parts.own.choicesOf(tx, telling.personId)) ?? usualChoices;
  const { timeZone } = await parts.findTerritory();
  const dueFrom = (fromMs: number): number => dueFor(choices, telling.alert, fromMs, timeZone);
  for (const way of await waysTo(parts, tx, telling.personId, choices))
    await queueAlert(parts, tx, telling, way, dueFrom);
}

/** In quiet hours a message waits, unless it is critical and the person wants those at any hour. */
function dueFor(choices: OwnChoices, alert: ToldAlert, fromMs: number, timeZone: string): number {
  const isUrgent = alert.severity === 'critical' && choices.criticalAlways;
  return isUrgent ? fromMs : endOfQuiet(fromMs, choices.quiet ?? undefined, timeZone);
}

interface Way {
  readonly channel: StoredChannel;
  readonly deviceId?: number;
}

async function waysTo(parts: Parts, tx: Tx, personId: string, choices: OwnChoices): Promise<Way[]> {
  const channels = (await parts.channels.list(tx)).filter(({ enabled }) => enabled);
  const mail = choices.byMail ? channels.filter(({ kind }) => kind === 'mail') : [];
  const push = choices.byPush ? channels.filter(({ kind }) => kind === 'push') : [];
  const devices = push.length === 0 ? [] : await parts.own.devicesOf(tx, personId);
  return [
    ...mail.map((channel) => ({ channel })),
    ...push.flatMap((channel) => devices.map(({ id }) => ({ channel, deviceId: id }))),
  ];
}

/** The first alert of a rule goes at once; what follows within the time of the group comes in one message at its end. */
async function queueAlert(
  { notices, clock }: Parts,
  tx: Tx,
  { personId, alert, occasion, wantedUntilMs, groupMinutes, planId, step }: Telling,
  { channel, deviceId }: Way,
  dueFrom: (fromMs: number) => number,
): Promise<void> {
  const atMs = clock();
  const receiver = `${channel.id}.${deviceId ?? 0}.${personId}`;
  // A rule that became critical does not wait for what it had raised before.
  const thread = `${occasion}.${step}.${alert.ruleId ?? alert.ruleName}.${alert.severity}.${receiver}`;
  const last = await notices.lastOf(tx, thread);
  const gathersUntilMs = last?.gathersUntilMs ?? 0;
  if (last !== undefined && gathersUntilMs > atMs && (await notices.gather(tx, last.id, alert.id, atMs)))
    return;
  const startMs = dueFrom(Math.max(atMs, gathersUntilMs));
  await notices.add(tx, {
    key: `${occasion}-${alert.id}-${step}-${receiver}`,
    subject: occasion,
    channelId: channel.id,
    personId,
    ...(deviceId === undefined ? {} : { deviceId }),
    ...(planId === undefined ? {} : { planId }),
    thread,
    alertIds: [alert.id],
    urgent: alert.severity === 'critical',
    atMs,
    dueMs: startMs,
    expiresMs: startMs > atMs ? startMs + lifeMs : wantedUntilMs,
    gathersUntilMs: startMs + groupMinutes * minuteMs,
  });
}
