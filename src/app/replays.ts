import { createHolidayCalendar } from '#adapters/holidays/holiday-calendar.ts';
import type { Database } from '#database/database.ts';
import type { Events } from '#features/events.ts';
import { recordReplays } from '#features/replay/replay-record-service.ts';
import { createReplayService, type ReplayService } from '#features/replay/replay-service.ts';
import type { AnalysisInit } from '#features/video-analysis/messages-schema.ts';
import type { RuleInput } from '#features/zones/rule-schema.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import type { Log } from '#foundation/log.ts';
import { clipDirectory, openClipFiles } from './clip-files.ts';
import { createClipRunner } from './clip-runner.ts';
import type { Config } from './config.ts';
import type { LiveTrials } from './live-trials.ts';
import { type LoadedTrial, loadTrial } from './load-plan.ts';
import type { Services, Stores } from './services.ts';

/** What replays are made of. */
export interface ReplayParts {
  readonly config: Pick<Config, 'data' | 'replay'>;
  readonly init: AnalysisInit;
  readonly database: Pick<Database, 'unitOfWork'>;
  readonly stores: Stores;
  readonly services: Pick<Services, 'audit' | 'rules' | 'law'>;
  readonly trials: Pick<LiveTrials, 'start'>;
  readonly events: EventBus<Events>;
  readonly log: Log;
}

/** Opens what rules are tried with. */
export async function createReplays(parts: ReplayParts): Promise<ReplayService<RuleInput>> {
  const { config, init, database, stores, services, trials, events, log } = parts;
  const { directory } = config.data;
  const calendar = createHolidayCalendar();
  const reading = { unitOfWork: database.unitOfWork, stores, holidaysOf: calendar.daysOf, clock: Date.now };
  const replays = createReplayService<RuleInput, LoadedTrial>({
    loadTrial: async (rule) => loadTrial(reading, await services.rules.check(rule)),
    runClip: createClipRunner(init, clipDirectory(directory)),
    startLive: (request) => trials.start(request),
    clips: await openClipFiles(directory, config.replay.clipMb * 1e6),
    decide: services.law.decide,
    clock: Date.now,
    events,
    log,
    mostMinutes: config.replay.minutes,
  });
  return recordReplays(replays, (entry) => database.unitOfWork((tx) => services.audit(tx, entry)));
}
