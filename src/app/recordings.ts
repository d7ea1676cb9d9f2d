import { randomUUID } from 'node:crypto';
import type { Database } from '#database/database.ts';
import { announceConfiguration } from '#database/notifications.ts';
import { requireMotive } from '#features/audit/motive.ts';
import type { FindRecordings, KeptRecording } from '#features/compliance/ports.ts';
import { type ChoiceService, createChoiceService } from '#features/recording/choice-service.ts';
import { registerExtractionRoutes } from '#features/recording/extraction-routes.ts';
import { createExtractionService, type ExtractionService } from '#features/recording/extraction-service.ts';
import { createExtractionStore } from '#features/recording/extraction-store.ts';
import { createHoldService, type HoldService } from '#features/recording/hold-service.ts';
import { type RequireViewing, registerRecordingRoutes } from '#features/recording/recording-routes.ts';
import { createRecordingService, type RecordingService } from '#features/recording/recording-service.ts';
import type { StoredRecording } from '#features/recording/recording-store.ts';
import { createRegisterService, type RegisterService } from '#features/recording/register-service.ts';
import { registerRetentionRoutes } from '#features/recording/retention-routes.ts';
import { createRetentionService, type RetentionService } from '#features/recording/retention-service.ts';
import { createRetentionStore } from '#features/recording/retention-store.ts';
import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Log } from '#foundation/log.ts';
import type { App } from '#http/http-server.ts';
import { territoryId } from './accounts.ts';
import { everyMinute } from './every-minute.ts';
import type { InstanceKey } from './instance-key.ts';
import type { Law } from './law.ts';
import { findRecordedAlert } from './recorded-alert.ts';
import { createRecordingLaw } from './recording-law.ts';
import { openRecordingVault, sha256 } from './recording-vault.ts';
import type { Stores } from './services.ts';

/** Pictures kept around alerts, from the choice to their destruction. */
export interface Recordings {
  readonly choices: ChoiceService;
  readonly recordings: RecordingService;
  readonly retention: RetentionService;
  readonly holds: HoldService;
  readonly extractions: ExtractionService;
  readonly registers: RegisterService;
}

interface RecordingParts {
  readonly database: Pick<Database, 'unitOfWork' | 'reader'>;
  readonly stores: Stores;
  readonly law: Law;
  readonly audit: Audit;
  readonly directory: string;
  readonly key: InstanceKey;
  readonly log: Log;
  readonly clock?: Clock;
}

/** Opens the recordings of an instance. */
export async function openRecordings(parts: RecordingParts): Promise<Recordings> {
  const { database, stores, audit, directory, key, log, clock = Date.now } = parts;
  const { unitOfWork, reader } = database;
  const vault = await openRecordingVault(directory, territoryId);
  const law = createRecordingLaw(parts.law, stores.legalFacts, clock);
  const store = stores.recordings;
  const retentionStore = createRetentionStore(territoryId);
  const base = { unitOfWork, reader, vault, law, audit, log, clock };
  const recordings = createRecordingService({
    ...base,
    store,
    findAlert: findRecordedAlert,
    newFile: randomUUID,
    requireMotive,
  });
  const retention = createRetentionService({
    ...base,
    store: retentionStore,
    recordings: store,
    signer: key,
    sha256,
    service: recordings,
  });
  const extractions = createExtractionStore(territoryId);
  return {
    choices: createChoiceService({ ...base, store, announce: announceConfiguration }),
    recordings,
    retention,
    extractions: createExtractionService({
      ...base,
      store: extractions,
      recordings: store,
      signer: key,
      sha256,
    }),
    registers: createRegisterService({ ...base, store, extractions, retention }),
    holds: createHoldService({ ...base, store: retentionStore }),
  };
}

/** Puts the routes of recordings on a server. */
export function registerRecordings(app: App, parts: Recordings, requireViewing: RequireViewing): void {
  registerRecordingRoutes(app, { ...parts, requireViewing });
  registerRetentionRoutes(app, parts);
  registerExtractionRoutes(app, { ...parts, requireViewing });
}

/** Finds what is kept of some cameras in a time, or was. */
export function findRecordings(store: Stores['recordings']): FindRecordings {
  return async (tx, cameraIds, { fromMs, toMs }) => {
    const filter = { cameraIds, fromMs, toMs };
    const all: KeptRecording[] = [];
    for (let after: string | undefined; ; ) {
      const page = await store.list(tx, { after, limit: 500 }, filter);
      all.push(...page.items.map(keptRecording));
      after = page.next;
      if (after === undefined) return all;
    }
  };
}

function keptRecording({
  id,
  cameraId,
  fromMs,
  toMs,
  state,
  isHeld,
  destroyedMs,
}: StoredRecording): KeptRecording {
  const kept = isHeld ? 'held' : 'kept';
  return { id, cameraId, fromMs, toMs, destroyedMs, state: state === 'kept' ? kept : 'destroyed' };
}

/** Destroys what has had its time, now and every minute; returns what ends it. */
export function destroyOnTime(retention: Pick<RetentionService, 'run'>, log: Log): () => Promise<void> {
  const round = async (): Promise<void> => {
    const destroyed = await retention.run();
    if (destroyed > 0) log.info({ destroyed }, 'Recordings were destroyed at their time');
  };
  const first = round().catch((err: unknown) =>
    log.warn({ err }, 'a round of destruction failed; it runs again in a minute'),
  );
  const { stop } = everyMinute(round, log);
  return async () => {
    await first;
    await stop();
  };
}
