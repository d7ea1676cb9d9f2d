import { createServices, createStores, type Services, type Stores } from '#app/services.ts';
import type { Database } from '#database/database.ts';
import type { Events } from '#features/events.ts';
import type { Report } from '#features/video-analysis/report.ts';
import { createEventBus } from '#foundation/event-bus.ts';
import { openTestDatabase } from './test-database.ts';

/** Everything that happened, in order. */
export interface Happening {
  readonly name: keyof Events;
  readonly event: Events[keyof Events];
}

/** The services of a fresh database. */
export interface TestTerritory {
  readonly database: Database;
  readonly services: Services;
  readonly stores: Stores;
  readonly happened: Happening[];
}

/** Opens a database of its own with every service on it, and records the events. */
export async function openTestTerritory(): Promise<TestTerritory> {
  const database = await openTestDatabase();
  const events = createEventBus<Events>((_, fault) => {
    throw fault;
  });
  const happened: Happening[] = [];
  for (const name of ['alert', 'count'] as const)
    events.subscribe(name, (event) => happened.push({ name, event }));
  const stores = createStores();
  return { database, stores, happened, services: createServices(database, events, stores) };
}

/** A report that holds what is given and nothing else. */
export function report(content: Partial<Report> & Pick<Report, 'cameraId' | 'sequence'>): Report {
  return {
    run: '6f1c2f6e-3c4a-4f57-9a40-0a4b1f0d9c11',
    events: [],
    counts: [],
    presence: [],
    coverage: [],
    measures: [],
    stays: [],
    ...content,
  };
}
