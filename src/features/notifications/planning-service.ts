import type { Clock } from '#foundation/clock.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { ChannelStore } from './channel-store.ts';
import type { NoticeStore } from './notice-store.ts';
import { usualChoices } from './own-choices.ts';
import type { OwnStore } from './own-store.ts';
import type { Plan } from './plan-schema.ts';
import type { PlanStore } from './plan-store.ts';
import { plansFor } from './plans.ts';
import type { FindAlert, FindTerritory, ListPeople, ToldAlert } from './ports.ts';
import { isUnseen } from './receivers.ts';
import type { NoticeTask, TaskStore } from './task-store.ts';
import type { TellPeople } from './tell-people-service.ts';
import { minutesOf, wallClock } from './wall-clock.ts';

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
  readonly tellPeople: TellPeople;
  readonly findAlert: FindAlert;
  readonly listPeople: ListPeople;
  readonly findTerritory: FindTerritory;
}

const hourMs = 3_600_000;
const batch = 50;
/** How long a message may wait before nobody wants it any more. */
const life = { confirmed: 72 * hourMs, digest: 12 * hourMs, reminder: 7 * 24 * hourMs } as const;
/** Messages that may wait for one channel. */
const mostWaiting = 5000;
const dayMs = 24 * hourMs;
const keptMs = 30 * dayMs;
/** A digest goes back to the one before, but no further. */
const mostDigestMs = 7 * dayMs;

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
    return parts.tellPeople.ofUnseen(tx, alert, plan, task.step);
  }
  await parts.tellPeople.ofRaised(tx, alert, plans);
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
      const thread = `digest.${personId}`;
      const lastMs = (await notices.lastOf(tx, thread))?.gathersUntilMs ?? 0;
      await notices.add(tx, {
        key: `digest-${day}-${personId}`,
        subject: 'digest',
        channelId: mail.id,
        personId,
        thread,
        // A day of 25 hours, or a digest that came late, leaves nothing out.
        content: { fromMs: atMs - lastMs < mostDigestMs ? lastMs : atMs - dayMs, toMs: atMs },
        gathersUntilMs: atMs,
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
