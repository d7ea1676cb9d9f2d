import { randomUUID } from 'node:crypto';
import type { Database } from '#database/database.ts';
import { announceConfiguration } from '#database/notifications.ts';
import { requireMotive } from '#features/audit/motive.ts';
import { type ChoiceService, createChoiceService } from '#features/recording/choice-service.ts';
import { createHoldService, type HoldService } from '#features/recording/hold-service.ts';
import { createRecordingService, type RecordingService } from '#features/recording/recording-service.ts';
import { createRecordingStore, type RecordingStore } from '#features/recording/recording-store.ts';
import { createRetentionService, type RetentionService } from '#features/recording/retention-service.ts';
import { createRetentionStore } from '#features/recording/retention-store.ts';
import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Log } from '#foundation/log.ts';
import { territoryId } from './accounts.ts';
import type { InstanceKey } from './instance-key.ts';
import type { Law } from './law.ts';
import { findRecordedAlert } from './recorded-alert.ts';
import { createRecordingLaw } from './recording-law.ts';
import { openRecordingVault, sha256 } from './recording-vault.ts';
import type { Stores } from './services.ts';

/** Pictures kept around alerts, from the choice to their destruction. */
export interface Recordings {
  readonly store: RecordingStore;
  readonly choices: ChoiceService;
  readonly recordings: RecordingService;
  readonly retention: RetentionService;
  readonly holds: HoldService;
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
  const store = createRecordingStore(territoryId);
  const retentionStore = createRetentionStore(territoryId);
  const base = { unitOfWork, reader, vault, law, audit, log, clock };
  const recordings = createRecordingService({
    ...base,
    store,
    findAlert: findRecordedAlert,
    newFile: randomUUID,
    requireMotive,
  });
  return {
    store,
    choices: createChoiceService({ ...base, store, announce: announceConfiguration }),
    recordings,
    retention: createRetentionService({
      ...base,
      store: retentionStore,
      recordings: store,
      signer: key,
      sha256,
      service: recordings,
    }),
    holds: createHoldService({ ...base, store: retentionStore }),
  };
}
