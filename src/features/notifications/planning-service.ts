import type { Clock } from '#foundation/clock.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { ChannelStore, StoredChannel } from './channel-store.ts';
import type { NoticeStore } from './notice-store.ts';
import { type OwnChoices, usualChoices } from './own-choices.ts';
import type { OwnStore } from './own-store.ts';
import type { Plan } from './plan-schema.ts';
import type { PlanStore } from './plan-store.ts';
import { plansFor } from './plans.ts';
import type { FindAlert, FindTerritory, ListPeople, ToldAlert } from './ports.ts';
import { isUnseen } from './receivers.ts';
import type { NoticeTask, TaskStore } from './task-store.ts';
import { endOfQuiet, minutesOf, wallClock } from './wall-clock.ts';

/** Turns what happened into messages, each with its receiver, its channel and its time. */
export interface PlanningService {
  /** Plans what is due; answers whether there may be more. */
  plan(): Promise<boolean>;
  /** Writes the digests whose hour has come, ends what waited too long, forgets what is old. */
  sweep(): Promise<void>;
  /** Writes a reminder of the law to the data protection officers, once for as long as it is the same. */
  remind(reminder: Reminder): Promise<void>;
}

/** Something of the law that wants attention. */
export interface Reminder {
  readonly subject: string;
  readonly row: string;
  readonly words: { readonly en: string; readonly fr: string };
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly clock: Clock;
  readonly tasks: TaskStore;
  readonly notices: NoticeStore;
  readonly channels: ChannelStore;
  readonly plans: PlanStore;
  readonly own: OwnStore;
  readonly findAlert: FindAlert;
  readonly listPeople: ListPeople;
  readonly findTerritory: FindTerritory;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const batch = 50;
/** How long a message may wait before nobody wants it any more. */
const life = {
  raised: 6 * hourMs,
  unseen: 6 * hourMs,
  confirmed: 72 * hourMs,
  digest: 12 * hourMs,
  reminder: 7 * 24 * hourMs,
} as const;
/** Messages that may wait for one channel. */
const mostWaiting = 5000;
const keptMs = 30 * 24 * hourMs;
/** Minutes within which alerts of a rule that somebody follows by themselves come in one message. */
const ownGroupMinutes = 5;

/** Makes the planning. */
export function createPlanningService(parts: Parts): PlanningService {
  const { unitOfWork, tasks, notices, clock } = parts;
  return {
    plan: () =>
      unitOfWork(async (tx) => {
        const due = await tasks.take(tx, clock(), batch);
        for (const task of due) await planTask(parts, tx, task);
        return due.length === batch;
      }),
    async sweep() {
      await planDigests(parts);
      await unitOfWork(async (tx) => {
        await notices.expire(tx, clock(), mostWaiting);
        await notices.forget(tx, clock() - keptMs);
      });
    },
    remind: (reminder) => unitOfWork((tx) => planReminder(parts, tx, reminder)),
  };
}

async function planTask(parts: Parts, tx: Tx, task: NoticeTask): Promise<void> {
  const alert = await parts.findAlert(tx, task.alertId);
  if (alert === undefined) return;
  const plans = plansFor(await parts.plans.list(tx), alert);
  if (task.change === 'confirmed') return planOutside(parts, tx, alert, plans);
  if (task.change === 'unseen') {
    const plan = plans.find(({ id }) => id === task.planId);
    if (plan === undefined || task.step === null || !isUnseen(alert)) return;
    await planStep(parts, tx, { alert, plan, step: task.step, told: new Set() });
    return;
  }
  const told = new Set<string>();
  for (const plan of plans) {
    await planStep(parts, tx, { alert, plan, step: 0, told });
    await planLaterSteps(parts, tx, alert, plan);
  }
  await planFollowers(parts, tx, alert, told);
}

async function planLaterSteps({ tasks }: Parts, tx: Tx, alert: ToldAlert, plan: Plan): Promise<void> {
  for (const [step, { afterMinutes }] of plan.steps.entries())
    if (step > 0)
      await tasks.later(
        tx,
        { alertId: alert.id, planId: plan.id, step },
        Date.parse(alert.raisedAt) + afterMinutes * minuteMs,
      );
}

interface StepToTell {
  readonly alert: ToldAlert;
  readonly plan: Plan;
  readonly step: number;
  /** people who are told of this alert already */
  readonly told: Set<string>;
}

async function planStep(parts: Parts, tx: Tx, { alert, plan, step, told }: StepToTell): Promise<void> {
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
      groupMinutes: plan.groupMinutes,
      planId: plan.id,
      step,
    });
  }
}

async function planFollowers(
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
        groupMinutes: ownGroupMinutes,
        step: 0,
      });
}

interface Telling {
  readonly personId: string;
  readonly alert: ToldAlert;
  readonly occasion: 'raised' | 'unseen';
  readonly groupMinutes: number;
  readonly planId?: number;
  readonly step: number;
}

async function tellPerson(parts: Parts, tx: Tx, telling: Telling): Promise<void> {
  const choices = (await parts.own.choicesOf(tx, telling.personId)) ?? usualChoices;
  const { timeZone } = await parts.findTerritory();
  const dueMs = dueFor(choices, telling.alert, parts.clock(), timeZone);
  for (const way of await waysTo(parts, tx, telling.personId, choices))
    await queueAlert(parts, tx, telling, way, dueMs);
}

/** In quiet hours a message waits, unless it is critical and the person wants those at any hour. */
function dueFor(choices: OwnChoices, alert: ToldAlert, nowMs: number, timeZone: string): number {
  const isUrgent = alert.severity === 'critical' && choices.criticalAlways;
  return isUrgent ? nowMs : endOfQuiet(nowMs, choices.quiet ?? undefined, timeZone);
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
  { personId, alert, occasion, groupMinutes, planId, step }: Telling,
  { channel, deviceId }: Way,
  dueMs: number,
): Promise<void> {
  const atMs = clock();
  const receiver = `${channel.id}.${deviceId ?? 0}.${personId}`;
  const thread = `${occasion}.${step}.${alert.ruleId ?? alert.ruleName}.${receiver}`;
  const last = await notices.lastOf(tx, thread);
  const gathersUntilMs = last?.gathersUntilMs ?? 0;
  if (last !== undefined && gathersUntilMs > atMs && (await notices.gather(tx, last.id, alert.id, atMs)))
    return;
  const startMs = Math.max(dueMs, gathersUntilMs);
  const isLate = startMs > atMs;
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
    expiresMs: (isLate ? startMs : Math.max(Date.parse(alert.raisedAt), 0)) + life[occasion],
    gathersUntilMs: startMs + groupMinutes * minuteMs,
  });
}

/** Whoever is not of the territory's people hears of an alert once it is confirmed. */
async function planOutside(parts: Parts, tx: Tx, alert: ToldAlert, plans: readonly Plan[]): Promise<void> {
  const channels = (await parts.channels.list(tx)).filter(({ enabled }) => enabled);
  const atMs = parts.clock();
  const common = {
    subject: 'confirmed' as const,
    alertIds: [alert.id],
    urgent: alert.severity === 'critical',
    atMs,
    dueMs: atMs,
    expiresMs: atMs + life.confirmed,
  };
  const called = new Set(plans.flatMap(({ outside }) => outside.channelIds));
  for (const { id, kind } of channels)
    if (called.has(id) && (kind === 'webhook' || kind === 'mqtt'))
      await parts.notices.add(tx, { ...common, key: `confirmed-${alert.id}-${id}`, channelId: id });
  const mail = channels.find(({ kind }) => kind === 'mail');
  if (mail === undefined) return;
  for (const address of new Set(plans.flatMap(({ outside }) => outside.addresses)))
    await parts.notices.add(tx, {
      ...common,
      key: `confirmed-${alert.id}-${mail.id}-${address}`,
      channelId: mail.id,
      address,
    });
}

async function planDigests(parts: Parts): Promise<void> {
  const { unitOfWork, own, notices, reader, clock } = parts;
  const { timeZone } = await parts.findTerritory();
  const atMs = clock();
  const { day, minutes } = wallClock(atMs, timeZone);
  const mail = (await parts.channels.list(reader)).find(({ kind, enabled }) => kind === 'mail' && enabled);
  for (const { personId, digestAt, sentOn } of await own.digests(reader)) {
    if (minutes < minutesOf(digestAt) || (sentOn !== null && sentOn >= day)) continue;
    await unitOfWork(async (tx) => {
      await own.noteDigest(tx, personId, day);
      if (mail === undefined) return;
      await notices.add(tx, {
        key: `digest-${day}-${personId}`,
        subject: 'digest',
        channelId: mail.id,
        personId,
        content: { toMs: atMs },
        atMs,
        dueMs: atMs,
        expiresMs: atMs + life.digest,
      });
    });
  }
}

async function planReminder(parts: Parts, tx: Tx, { subject, row, words }: Reminder): Promise<void> {
  const mail = (await parts.channels.list(tx)).find(({ kind, enabled }) => kind === 'mail' && enabled);
  if (mail === undefined) return;
  const atMs = parts.clock();
  for (const { id } of (await parts.listPeople(tx)).filter(({ role }) => role === 'dpo')) {
    const { language } = (await parts.own.choicesOf(tx, id)) ?? usualChoices;
    await parts.notices.add(tx, {
      key: `reminder-${row}-${subject}-${id}`,
      subject: 'reminder',
      channelId: mail.id,
      personId: id,
      content: { words: words[language] },
      atMs,
      dueMs: atMs,
      expiresMs: atMs + life.reminder,
    });
  }
}
