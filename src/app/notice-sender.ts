import type { PlanningService } from '#features/notifications/planning-service.ts';
import type { SendingService } from '#features/notifications/sending-service.ts';
import type { Log } from '#foundation/log.ts';

const roundMs = 2000;

interface SenderParts {
  readonly planning: PlanningService;
  readonly sending: SendingService;
  readonly log: Log;
}

/** A sender that runs until it is stopped. */
export interface NoticeSender {
  /** Something happened: a round begins at once. */
  wake(): void;
  /** Resolves when what was being sent has been. */
  stop(): Promise<void>;
}

/**
 * Plans and sends, round after round. Each channel is emptied on its own, so that one that hangs delays no other; what
 * is under way when the process dies is sent again by the next, under the same key.
 */
export function startNoticeSender({ planning, sending, log }: SenderParts): NoticeSender {
  const draining = new Map<number, Promise<void>>();
  let isStopped = false;
  let isWanted = false;
  let round: Promise<void> | undefined;

  const drain = (channelId: number): void => {
    if (draining.has(channelId)) return;
    const work = sending
      .drain(channelId, () => isStopped)
      .catch((err: unknown) => log.warn({ err, channelId }, 'messages of a channel could not be handled'))
      .finally(() => draining.delete(channelId));
    draining.set(channelId, work);
  };
  const run = async (): Promise<void> => {
    do {
      isWanted = false;
      while (!isStopped && (await planning.plan()));
      for (const id of await sending.dueChannels()) drain(id);
    } while (isWanted && !isStopped);
  };
  const wake = (): void => {
    isWanted = true;
    if (isStopped || round !== undefined) return;
    round = run()
      .catch((err: unknown) => log.warn({ err }, 'messages could not be planned; the next round tries again'))
      .finally(() => {
        round = undefined;
      });
  };
  const timer = setInterval(wake, roundMs);
  wake();
  return {
    wake,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await round;
      await Promise.all(draining.values());
    },
  };
}
