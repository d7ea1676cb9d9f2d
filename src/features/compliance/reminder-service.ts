import type { Events } from '#features/events.ts';
import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { Finding } from './finding.ts';
import type { FindAuthorisations } from './ports.ts';
import type { ReminderStore } from './reminder-store.ts';
import { dueReminders, type Reminder } from './reminders.ts';

/** Tells of what the law wants done: each thing once, and anew when it comes back. */
export interface ReminderService {
  /** Looks at once after a start, then once an hour, however often it is called; for a job. */
  hourly(): Promise<void>;
  look(): Promise<void>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly store: ReminderStore;
  readonly findings: () => Promise<readonly Finding[]>;
  readonly findAuthorisations: FindAuthorisations;
  readonly events: Pick<EventBus<Events>, 'publish'>;
}

const hourMs = 3_600_000;

/** Makes the use cases of reminders. */
export function createReminderService(parts: Parts): ReminderService {
  const { unitOfWork, reader, audit, clock, store, findings, findAuthorisations, events } = parts;
  let lookedMs: number | undefined;
  async function raise(tx: Tx, { row, subject, words }: Reminder): Promise<boolean> {
    const isNew = await store.raise(tx, subject, new Date(clock()));
    const named = { kind: 'reminder', id: subject, name: words.en };
    if (isNew) await audit(tx, { action: 'reminder.raise', subject: named, details: { row } });
    return isNew;
  }
  async function look(): Promise<void> {
    const due = dueReminders(await findAuthorisations(reader), await findings(), clock());
    const dueNow = new Set(due.map(({ subject }) => subject));
    const raised = await unitOfWork(async (tx) => {
      const before = new Set(await store.raised(tx));
      const gone = [...before].filter((subject) => !dueNow.has(subject));
      if (gone.length > 0) await store.forget(tx, gone);
      const fresh: Reminder[] = [];
      for (const reminder of due.filter(({ subject }) => !before.has(subject)))
        if (await raise(tx, reminder)) fresh.push(reminder);
      return fresh;
    });
    for (const reminder of raised) events.publish('legal-reminder', reminder);
  }
  return {
    look,
    async hourly() {
      const nowMs = clock();
      if (lookedMs !== undefined && nowMs >= lookedMs && nowMs - lookedMs < hourMs) return;
      lookedMs = nowMs;
      await look();
    },
  };
}
