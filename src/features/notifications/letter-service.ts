import { inScope } from '#foundation/camera-scope.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { ChannelStore, StoredChannel } from './channel-store.ts';
import { digestMail } from './digest-wording.ts';
import type { TakenNotice } from './notice-store.ts';
import { type OwnChoices, usualChoices } from './own-choices.ts';
import type { OwnStore } from './own-store.ts';
import type { PlanStore } from './plan-store.ts';
import type {
  Broker,
  Carriers,
  Delivery,
  FindAlert,
  FindAlerts,
  FindReceiver,
  FindTerritory,
  MailServer,
  Receiver,
  Seal,
  ToldAlert,
} from './ports.ts';
import { isConfirmed, isUnseen, mayBeTold } from './receivers.ts';
import { namesOutside, namesPerson } from './still-planned.ts';
import { endOfQuiet } from './wall-clock.ts';
import { confirmedBody, testBody } from './webhook-body.ts';
import { alertMail, alertPush, type MailWords, type Reader, reminderMail, testWords } from './wording.ts';

/** A message ready to go, one that waits for the end of quiet hours, or why nobody is to have it any more. */
export type Letter =
  | { deliver(): Delivery }
  | { readonly waitsUntilMs: number }
  | { readonly dropped: string };

/** Writes messages at the moment at which they leave, with the rights and the facts of that moment. */
export interface LetterService {
  prepare(notice: TakenNotice, channel: StoredChannel): Promise<Letter>;
  /** Tries a way: a mail to an address, a call, a message; nothing of what happened is in it. */
  deliverTest(channel: StoredChannel, test: TestLetter): Delivery;
  /** Tries a browser. */
  pushTest(deviceId: number, language: OwnChoices['language']): Delivery;
}

/** What a try is made with. */
export interface TestLetter {
  readonly key: string;
  readonly to: string;
  readonly language: OwnChoices['language'];
}

export interface LetterParts {
  readonly reader: Tx;
  readonly clock: Clock;
  readonly channels: ChannelStore;
  readonly own: OwnStore;
  readonly plans: PlanStore;
  readonly carriers: Carriers;
  readonly seal: Seal;
  readonly findAlert: FindAlert;
  readonly findAlerts: FindAlerts;
  readonly findReceiver: FindReceiver;
  readonly findTerritory: FindTerritory;
  readonly publicUrl: () => string;
}

const dayMs = 24 * 3_600_000;
const pushLifeSeconds = 6 * 3600;

/** Makes the writing of messages. */
export function createLetterService(parts: LetterParts): LetterService {
  return {
    prepare: (notice, channel) =>
      notice.personId === null ? toOutside(parts, notice, channel) : toPerson(parts, notice, channel),
    async deliverTest(channel, test) {
      const { title, body } = testWords(test.language);
      const territory = await parts.findTerritory();
      if (channel.kind === 'mail')
        return mail(
          parts,
          channel,
          { key: test.key, to: test.to, isUrgent: false },
          { subject: title, text: body },
        );
      return outsideCall(parts, channel, test.key, testBody(test.key, territory));
    },
    async pushTest(deviceId, language) {
      const target = await parts.own.targetOf(parts.reader, deviceId);
      if (target === undefined) return { code: 'gone', detail: '', scope: 'message' };
      const { title, body } = testWords(language);
      const payload = JSON.stringify({ id: 'test', title, body, path: '/account', isUrgent: false });
      return parts.carriers.push.send(target, { payload, lifeSeconds: 60, isUrgent: true });
    },
  };
}

/** A person has what their rights give them now, not what they gave when the message was planned. */
async function toPerson(parts: LetterParts, notice: TakenNotice, channel: StoredChannel): Promise<Letter> {
  const { reader, clock } = parts;
  const receiver = await parts.findReceiver(reader, notice.personId ?? '', clock());
  if (receiver === undefined) return { dropped: 'no-right' };
  const choices = (await parts.own.choicesOf(reader, receiver.id)) ?? usualChoices;
  const style = await readerOf(parts, choices);
  if (notice.subject === 'digest') return digest(parts, notice, channel, receiver, style);
  if (notice.subject === 'reminder') return reminder(parts, notice, channel, receiver, style);
  const { subject } = notice;
  if (subject !== 'raised' && subject !== 'unseen') return { dropped: 'no-right' };
  return ofAlerts(parts, { ...notice, subject }, channel, { receiver, choices, style });
}

interface ToWhom {
  readonly receiver: Receiver;
  readonly choices: OwnChoices;
  readonly style: Reader;
}

async function ofAlerts(
  parts: LetterParts,
  notice: TakenNotice & { readonly subject: 'raised' | 'unseen' },
  channel: StoredChannel,
  { receiver, choices, style }: ToWhom,
): Promise<Letter> {
  const nowMs = parts.clock();
  const told = await whatToTell(parts, await alertsOf(parts, notice), receiver);
  if (!Array.isArray(told)) return told;
  if (!(notice.deviceId === null ? choices.byMail : choices.byPush)) return { dropped: 'not-wanted' };
  const isUrgent = notice.urgent;
  const waitsUntilMs = isUrgent && choices.criticalAlways ? nowMs : quietUntil(nowMs, choices, style);
  if (waitsUntilMs > nowMs) return { waitsUntilMs };
  if (notice.deviceId !== null)
    return push(parts, notice, { ...alertPush(told, notice.subject, style), isUrgent });
  const words = alertMail(told, notice.subject, style);
  return { deliver: () => mail(parts, channel, { key: notice.key, to: receiver.email, isUrgent }, words) };
}

const quietUntil = (atMs: number, { quiet }: OwnChoices, { timeZone }: Reader): number =>
  endOfQuiet(atMs, quiet ?? undefined, timeZone);

/** Of the alerts of a message those that nobody has looked at, and that the person is and may be told of. */
async function whatToTell(
  parts: LetterParts,
  alerts: readonly ToldAlert[],
  receiver: Receiver,
): Promise<ToldAlert[] | { dropped: string }> {
  const unseen = alerts.filter(isUnseen);
  if (unseen.length === 0) return { dropped: 'looked-at' };
  const allowed = unseen.filter((alert) => mayBeTold(receiver, alert));
  if (allowed.length === 0) return { dropped: 'no-right' };
  const plans = await parts.plans.list(parts.reader);
  const told: ToldAlert[] = [];
  for (const alert of allowed)
    if (namesPerson(plans, alert, receiver) || (await follows(parts, alert, receiver))) told.push(alert);
  return told.length === 0 ? { dropped: 'no-plan' } : told;
}

/** Whoever followed a rule that is gone is still told of what it had raised. */
const follows = async ({ own, reader }: LetterParts, { ruleId }: ToldAlert, { id }: Receiver) =>
  ruleId === null || (await own.followersOf(reader, ruleId)).includes(id);

/** Outside the territory's people nothing is told that no person has confirmed. */
async function toOutside(parts: LetterParts, notice: TakenNotice, channel: StoredChannel): Promise<Letter> {
  const confirmed = (await alertsOf(parts, notice)).filter(isConfirmed);
  if (notice.subject !== 'confirmed' || confirmed.length === 0) return { dropped: 'not-confirmed' };
  const plans = await parts.plans.list(parts.reader);
  const alerts = confirmed.filter((alert) => namesOutside(plans, alert, notice));
  if (alerts.length === 0) return { dropped: 'no-plan' };
  if (channel.kind === 'mail') {
    const to = notice.address ?? '';
    const words = alertMail(alerts, 'confirmed', await readerOf(parts, usualChoices));
    return { deliver: () => mail(parts, channel, { key: notice.key, to, isUrgent: notice.urgent }, words) };
  }
  const body = confirmedBody(notice.key, alerts, await parts.findTerritory());
  return { deliver: () => outsideCall(parts, channel, notice.key, body) };
}

async function digest(
  parts: LetterParts,
  notice: TakenNotice,
  channel: StoredChannel,
  receiver: Receiver,
  style: Reader,
): Promise<Letter> {
  if (!receiver.mayReadAlerts) return { dropped: 'no-right' };
  const toMs = Number(notice.content.toMs ?? notice.createdMs);
  const fromMs = Number(notice.content.fromMs ?? toMs - dayMs);
  const alerts = await parts.findAlerts(parts.reader, { fromMs, toMs });
  const own = alerts.filter(({ cameraId }) => inScope(receiver.cameraIds, cameraId));
  const told = own.filter((alert) => mayBeTold(receiver, alert));
  const failing = (await parts.channels.list(parts.reader)).filter(
    ({ enabled, retryAt }) => enabled && retryAt !== null,
  );
  const facts = {
    sinceMs: fromMs,
    failingChannels: failing.map(({ name }) => name),
    isNarrowed: told.length < own.length,
  };
  const words = digestMail(told, facts, style);
  return {
    deliver: () => mail(parts, channel, { key: notice.key, to: receiver.email, isUrgent: false }, words),
  };
}

function reminder(
  parts: LetterParts,
  notice: TakenNotice,
  channel: StoredChannel,
  receiver: Receiver,
  style: Reader,
): Letter {
  const words = reminderMail(String(notice.content.words ?? ''), style);
  return {
    deliver: () => mail(parts, channel, { key: notice.key, to: receiver.email, isUrgent: false }, words),
  };
}

interface PushWords {
  readonly title: string;
  readonly body: string;
  readonly path: string;
  readonly isUrgent: boolean;
}

async function push(parts: LetterParts, notice: TakenNotice, words: PushWords): Promise<Letter> {
  const target = await parts.own.targetOf(parts.reader, notice.deviceId ?? 0);
  // A browser that somebody else has signed in with since.
  if (target === undefined || target.personId !== notice.personId) return { dropped: 'no-right' };
  const payload = JSON.stringify({ id: notice.key, ...words });
  return {
    deliver: () =>
      parts.carriers.push.send(target, { payload, lifeSeconds: pushLifeSeconds, isUrgent: words.isUrgent }),
  };
}

async function mail(
  parts: LetterParts,
  channel: StoredChannel,
  to: { readonly key: string; readonly to: string; readonly isUrgent: boolean },
  words: MailWords,
): Delivery {
  const { name } = await parts.findTerritory();
  const fromName = `Vigie, ${name}`;
  return await parts.carriers.sendMail(channel.settings as MailServer, secretOf(parts, channel), {
    ...to,
    ...words,
    fromName,
  });
}

async function outsideCall(parts: LetterParts, channel: StoredChannel, key: string, body: string): Delivery {
  const { carriers, clock } = parts;
  const secret = secretOf(parts, channel);
  if (channel.kind === 'mqtt') {
    const broker = channel.settings as Broker;
    return await carriers.publish(broker, secret, {
      topic: `${broker.topic}/alerts/confirmed`,
      payload: body,
    });
  }
  const { url } = channel.settings as { readonly url: string };
  return await carriers.callWebhook(url, secret ?? '', { key, body, atMs: clock() });
}

function secretOf({ seal }: LetterParts, { sealedSecret }: StoredChannel): string | undefined {
  return sealedSecret === null ? undefined : seal.open(sealedSecret);
}

async function alertsOf({ reader, findAlert }: LetterParts, notice: TakenNotice): Promise<ToldAlert[]> {
  const alerts: ToldAlert[] = [];
  for (const id of notice.alertIds) {
    const alert = await findAlert(reader, id);
    if (alert !== undefined) alerts.push(alert);
  }
  return alerts;
}

async function readerOf(parts: LetterParts, { language }: OwnChoices): Promise<Reader> {
  const { name, timeZone } = await parts.findTerritory();
  return { language, timeZone, territoryName: name, publicUrl: parts.publicUrl() };
}
