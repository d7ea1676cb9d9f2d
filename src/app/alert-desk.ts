import type { Database } from '#database/database.ts';
import { type AlertRaiser, createAlertRaiser } from '#features/alerts/alert-raising-service.ts';
import { registerAlertRoutes } from '#features/alerts/alert-routes.ts';
import { type AlertService, createAlertService } from '#features/alerts/alert-service.ts';
import type { AlertStore } from '#features/alerts/alert-store.ts';
import { registerDeskRoutes } from '#features/alerts/desk-routes.ts';
import { createDeskService, type DeskService } from '#features/alerts/desk-service.ts';
import { registerFiguresRoutes, registerSnoozeRoutes } from '#features/alerts/figures-routes.ts';
import { createFiguresService, type FiguresService } from '#features/alerts/figures-service.ts';
import { createFiguresStore } from '#features/alerts/figures-store.ts';
import { registerFilterRoutes } from '#features/alerts/filter-routes.ts';
import { createFilterService, type FilterService } from '#features/alerts/filter-service.ts';
import { createFilterStore } from '#features/alerts/filter-store.ts';
import { createSnoozeService, type SnoozeService } from '#features/alerts/snooze-service.ts';
import { createSnoozeStore } from '#features/alerts/snooze-store.ts';
import type { Events } from '#features/events.ts';
import type { Audit } from '#foundation/audit.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import type { App } from '#http/http-server.ts';
import { territoryId } from './accounts.ts';
import { findDeciders } from './deciders.ts';

/** Alerts, and what people do with them. */
export interface AlertDesk {
  readonly alerts: AlertService & AlertRaiser;
  readonly desk: DeskService;
  readonly snoozes: SnoozeService;
  readonly alertFilters: FilterService;
  readonly alertFigures: FiguresService;
}

interface Parts extends Pick<Database, 'unitOfWork' | 'reader'> {
  readonly store: AlertStore;
  readonly audit: Audit;
  readonly events: EventBus<Events>;
}

/** Wires alerts to their tables. */
export function createAlertDesk(given: Parts): AlertDesk {
  const parts = { ...given, clock: Date.now };
  return {
    alerts: { ...createAlertService(parts), ...createAlertRaiser(parts) },
    desk: createDeskService({ ...parts, findDeciders }),
    snoozes: createSnoozeService({ ...parts, store: createSnoozeStore(territoryId) }),
    alertFilters: createFilterService({ ...parts, store: createFilterStore() }),
    alertFigures: createFiguresService({ ...parts, store: createFiguresStore(territoryId) }),
  };
}

/** Puts the routes of alerts on the server. */
export function registerAlertDesk(app: App, parts: AlertDesk): void {
  registerFiguresRoutes(app, parts.alertFigures);
  registerAlertRoutes(app, parts.alerts);
  registerDeskRoutes(app, parts);
  registerSnoozeRoutes(app, parts.snoozes);
  registerFilterRoutes(app, parts.alertFilters);
}
