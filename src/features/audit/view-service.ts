import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Log } from '#foundation/log.ts';
import type { UnitOfWork } from '#foundation/unit-of-work.ts';
import { requireMotive } from './motive.ts';

/** Who looks at which pictures, when and why. */
export interface ViewLog {
  /**
   * Logs that a view begins; throws, and nothing may be shown, where there is no motive or the line cannot be stored.
   * The function that is returned logs its end.
   */
  begin(cameraIds: readonly number[], motive: string | undefined): Promise<() => void>;
  /** Resolves once every end is stored. */
  settled(): Promise<void>;
}

/** Makes the log of views; `inName` keeps the name of who began for the end. */
export function createViewLog({
  unitOfWork,
  audit,
  clock,
  inName,
  log,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly inName: <Result>(work: () => Result) => () => Result;
  readonly log: Log;
}): ViewLog {
  const ending = new Set<Promise<void>>();
  return {
    async begin(cameraIds, given) {
      const motive = requireMotive(given);
      const view = crypto.randomUUID();
      const fromMs = clock();
      const write = (
        action: string,
        span: { readonly fromMs: number; readonly toMs: number },
      ): Promise<void> =>
        unitOfWork((tx) =>
          audit(tx, {
            action,
            subject: { kind: 'view', id: view },
            ...(cameraIds.length === 1 && cameraIds[0] !== undefined ? { cameraId: cameraIds[0] } : {}),
            motive,
            span,
            details: { cameras: cameraIds },
          }),
        );
      await write('images.view', { fromMs, toMs: fromMs });
      const end = inName(() => write('images.view-end', { fromMs, toMs: clock() }));
      return () => {
        const work = end()
          .catch((err: unknown) => log.error({ err, view }, 'the end of a view could not be logged'))
          .finally(() => ending.delete(work));
        ending.add(work);
      };
    },
    settled: async () => {
      await Promise.all(ending);
    },
  };
}
