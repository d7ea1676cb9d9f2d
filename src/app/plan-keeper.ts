import { createHolidayCalendar } from '#adapters/holidays/holiday-calendar.ts';
import type { Database } from '#database/database.ts';
import { configurationChannel } from '#database/notifications.ts';
import type { Audit } from '#foundation/audit.ts';
import type { Log } from '#foundation/log.ts';
import type { AnalysisSupervisor } from './analysis-supervisor.ts';
import type { HealthBoard } from './health-board.ts';
import type { Law } from './law.ts';
import { loadPlan } from './load-plan.ts';
import { RefusalLog } from './refusal-log.ts';
import type { Stores } from './services.ts';

interface PlanKeeperParts {
  readonly database: Pick<Database, 'unitOfWork' | 'listen'>;
  readonly stores: Stores;
  readonly analysis: Pick<AnalysisSupervisor, 'setPlan'>;
  readonly health: HealthBoard;
  readonly law: Pick<Law, 'decide' | 'watch'>;
  readonly audit: Audit;
  readonly log: Log;
}

/** Records that were changed in the database itself, and a clock that went astray, are found within a minute. */
const renewMs = 30_000;
const retryMs = 2000;

/** Gives the analysis its plan, and a new one after each change of configuration, whichever process made it. */
export async function keepPlan(parts: PlanKeeperParts): Promise<{ stop(): Promise<void> }> {
  const { database, stores, analysis, health, law, audit, log } = parts;
  const refusals = new RefusalLog({ ...database, ...law, audit, clock: Date.now });
  const calendar = createHolidayCalendar();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isWanted = false;
  let isStopped = false;

  const renew = async (): Promise<void> => {
    if (await law.watch.readClock())
      log.error({}, 'the clock went astray: dated legal records do not count until a person confirms it');
    const plan = await loadPlan({
      unitOfWork: database.unitOfWork,
      stores,
      holidaysOf: calendar.daysOf,
      clock: Date.now,
    });
    analysis.setPlan(plan);
    await refusals.note(plan);
    health.keep(plan.cameras.map(({ id }) => id));
  };
  const run = async (): Promise<void> => {
    while (isWanted && !isStopped) {
      isWanted = false;
      await renew();
    }
  };
  const later = (delayMs: number): void => {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(want, delayMs);
  };
  /** Changes that come while one is read are read together, once. */
  function want(): void {
    isWanted = true;
    running ??= run()
      .then(() => later(renewMs))
      .catch((err: unknown) => {
        log.warn(
          { err, nextMs: retryMs },
          'the configuration could not be read; the analysis goes on with the last',
        );
        later(retryMs);
      })
      .finally(() => {
        running = undefined;
      });
  }

  const unlisten = await database.listen(configurationChannel, want);
  want();
  await running;
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      unlisten();
      await running;
    },
  };
}
