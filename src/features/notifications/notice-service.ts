import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { Notice, NoticeState } from './notice-schema.ts';
import type { NoticeStore } from './notice-store.ts';

/** Messages as those who keep the channels see them. */
export interface NoticeService {
  /** The newest first. */
  list(request: PageRequest & { readonly state?: NoticeState | undefined }): Promise<Page<Notice>>;
  /** Sends what was given up, or waited too long, once more. */
  sendAgain(id: number): Promise<void>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly store: NoticeStore;
}

const lifeMs = 6 * 3_600_000;

/** Makes the service of messages. */
export function createNoticeService({ unitOfWork, reader, clock, audit, store }: Parts): NoticeService {
  return {
    list: (request) => store.list(reader, request),
    sendAgain: (id) =>
      unitOfWork(async (tx) => {
        if (!(await store.revive(tx, id, clock(), clock() + lifeMs)))
          throw new VigieError('conflict', 'This message was not given up', {
            fix: 'only what expired or was given up is sent again',
          });
        await audit(tx, { action: 'notice.resume', subject: { kind: 'notice', id } });
      }),
  };
}
