import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import { mostTries, waitAfter } from './back-off.ts';
import type { Fault } from './channel-schema.ts';
import type { ChannelStore, StoredChannel } from './channel-store.ts';
import type { LetterService } from './letter-service.ts';
import type { NoticeStore, TakenNotice } from './notice-store.ts';
import type { OwnStore } from './own-store.ts';
import type { SendFault } from './ports.ts';
import { shortFault } from './short-fault.ts';

/** Hands messages over, one channel beside the other. */
export interface SendingService {
  /** Channels that have something to send now. */
  dueChannels(): Promise<readonly number[]>;
  /** Sends what a channel has to send, one message after the other, until nothing is left or the channel fails. */
  drain(channelId: number, isStopped: () => boolean): Promise<void>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly clock: Clock;
  readonly notices: NoticeStore;
  readonly channels: ChannelStore;
  readonly own: OwnStore;
  readonly letters: LetterService;
  readonly audit: Audit;
}

/** Longer than any carrier waits for an answer: a message whose sender died is sent again after it. */
const leaseMs = 60_000;

/** Makes the sending. */
export function createSendingService(parts: Parts): SendingService {
  const { reader, notices, channels, clock } = parts;
  return {
    dueChannels: () => notices.dueChannels(reader, clock()),
    async drain(channelId, isStopped) {
      while (!isStopped()) {
        const channel = await channels.find(reader, channelId);
        if (channel === undefined || !channel.enabled) return;
        const notice = await notices.take(reader, channelId, clock(), leaseMs);
        if (notice === undefined || (await sendOne(parts, channel, notice)) === 'channel-failed') return;
      }
    },
  };
}

type Outcome = 'ended' | 'channel-failed';

async function sendOne(parts: Parts, channel: StoredChannel, notice: TakenNotice): Promise<Outcome> {
  const { unitOfWork, notices, clock, letters } = parts;
  if (notice.expiresMs <= clock()) {
    await unitOfWork((tx) =>
      notices.end(tx, notice.id, { state: 'expired', fate: 'too-late', atMs: clock() }),
    );
    return 'ended';
  }
  const letter = await letters.prepare(notice, channel);
  if ('dropped' in letter) {
    const { dropped } = letter;
    await unitOfWork((tx) => notices.end(tx, notice.id, { state: 'dropped', fate: dropped, atMs: clock() }));
    return 'ended';
  }
  if ('waitsUntilMs' in letter) {
    await unitOfWork((tx) => notices.postpone(tx, notice.id, clock(), letter.waitsUntilMs));
    return 'ended';
  }
  const fault = await letter.deliver().catch(brokenInside);
  if (fault === undefined) {
    await settleSent(parts, notice, channel);
    return 'ended';
  }
  return settleFailed(parts, notice, channel, fault);
}

/** What no carrier foresees, such as a secret that was sealed with another key, holds up this channel alone. */
const brokenInside = (error: unknown): SendFault => ({
  code: 'other',
  detail: error instanceof Error ? error.name : 'unknown',
  scope: 'channel',
});

/** What left the territory's people is a line of the log. */
async function settleSent(parts: Parts, notice: TakenNotice, channel: StoredChannel): Promise<void> {
  const { unitOfWork, notices, channels, own, audit, clock } = parts;
  const atMs = clock();
  await unitOfWork(async (tx) => {
    await notices.end(tx, notice.id, { state: 'sent', atMs });
    await channels.noteSuccess(tx, channel.id, atMs);
    if (notice.deviceId !== null) await own.noteDevice(tx, notice.deviceId, atMs, undefined);
    if (notice.personId !== null) return;
    for (const id of notice.alertIds)
      await audit(tx, {
        action: 'alert.hand-over',
        subject: { kind: 'alert', id },
        recipient: notice.address ?? channel.name,
        details: { channel: channel.name, message: notice.key },
      });
  });
}

async function settleFailed(
  parts: Parts,
  notice: TakenNotice,
  channel: StoredChannel,
  sent: SendFault,
): Promise<Outcome> {
  const failed = { notice, channel, sent, fault: shortFault(sent), atMs: parts.clock() };
  if (sent.scope === 'channel') {
    await parts.unitOfWork((tx) => holdChannel(parts, tx, failed));
    return 'channel-failed';
  }
  await parts.unitOfWork((tx) => settleMessage(parts, tx, failed));
  return 'ended';
}

interface Failed {
  readonly notice: TakenNotice;
  readonly channel: StoredChannel;
  readonly sent: SendFault;
  readonly fault: Fault;
  readonly atMs: number;
}

/** The whole channel waits, longer with each failure in a row. */
async function holdChannel(
  { channels, notices }: Parts,
  tx: Tx,
  { notice, channel, sent, fault, atMs }: Failed,
): Promise<void> {
  const failures = (await channels.failures(tx, channel.id)) + 1;
  const retryMs = atMs + (sent.retryAfterMs ?? waitAfter(failures));
  await channels.noteFailure(tx, channel.id, { fault, atMs, retryMs });
  await notices.putBack(tx, notice.id, { fault, dueMs: atMs, counts: false });
}

/** This message waits, or is given up; the channel goes on. */
async function settleMessage(
  { channels, notices, own }: Parts,
  tx: Tx,
  { notice, channel, sent, fault, atMs }: Failed,
): Promise<void> {
  const { deviceId, personId } = notice;
  await channels.noteFailure(tx, channel.id, { fault, atMs });
  if (deviceId !== null) await own.noteDevice(tx, deviceId, atMs, fault);
  // The browser or its owner took the subscription back: its messages go with it.
  if (sent.code === 'gone' && deviceId !== null && personId !== null) {
    await own.removeDevice(tx, personId, deviceId);
    return;
  }
  const tries = notice.attempts + 1;
  const fate = sent.isFinal === true ? 'refused' : 'gave-up';
  if (sent.isFinal === true || tries >= mostTries)
    await notices.end(tx, notice.id, { state: 'dead', fate, fault, atMs });
  else
    await notices.putBack(tx, notice.id, {
      fault,
      dueMs: atMs + (sent.retryAfterMs ?? waitAfter(tries)),
      counts: true,
    });
}
