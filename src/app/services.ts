import { createHolidayCalendar } from '#adapters/holidays/holiday-calendar.ts';
import { cocoClasses } from '#analytics/detection/coco-classes.ts';
import type { Database } from '#database/database.ts';
import { announceConfiguration } from '#database/notifications.ts';
import { type AlertRaiser, type AlertService, createAlertService } from '#features/alerts/alert-service.ts';
import { createAlertStore } from '#features/alerts/alert-store.ts';
import { createAuditWriter, type LastHashOf } from '#features/audit/audit-service.ts';
import { createAuditStore } from '#features/audit/audit-store.ts';
import {
  type CameraService,
  type CameraWriter,
  createCameraService,
} from '#features/cameras/camera-service.ts';
import { createCameraStore } from '#features/cameras/camera-store.ts';
import type { Events } from '#features/events.ts';
import { createMeasureService } from '#features/observations/measure-service.ts';
import { createMeasureStore } from '#features/observations/measure-store.ts';
import { createSeriesService, type SeriesService } from '#features/observations/series-service.ts';
import { createSeriesStore } from '#features/observations/series-store.ts';
import { decide } from '#features/privacy/legal-gate.ts';
import {
  createMeasureStatistics,
  type MeasureStatisticsService,
} from '#features/statistics/measure-statistics-service.ts';
import { createMeasureReadings } from '#features/statistics/measure-store.ts';
import type { RecordExport } from '#features/statistics/ports.ts';
import { createStatisticsService, type StatisticsService } from '#features/statistics/statistics-service.ts';
import { createStatisticsStore } from '#features/statistics/statistics-store.ts';
import { createTerritoryService, type TerritoryService } from '#features/territory/territory-service.ts';
import { createTerritoryStore } from '#features/territory/territory-store.ts';
import { createReportIngest, type ReportIngest } from '#features/video-analysis/report-ingest.ts';
import { createReportStore } from '#features/video-analysis/report-store.ts';
import { createPeriodService } from '#features/zones/period-service.ts';
import { createRuleService, type RuleService } from '#features/zones/rule-service.ts';
import { createPeriodStore, createRuleStore } from '#features/zones/rule-store.ts';
import { groundFaults } from '#features/zones/shape-faults.ts';
import { defaultClasses, type TerritoryFile } from '#features/zones/territory-file.ts';
import { createZoneService, type ZoneService } from '#features/zones/zone-service.ts';
import { createZoneStore } from '#features/zones/zone-store.ts';
import type { Audit } from '#foundation/audit.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import { territoryId } from './accounts.ts';
import { actor } from './acting.ts';
import { type ImportChange, importTerritory } from './import-territory.ts';

/** The tables, each behind its store. */
export type Stores = ReturnType<typeof createStores>;

/** What Vigie can do with what it stores. */
export interface Services {
  readonly territory: TerritoryService;
  readonly cameras: CameraService & CameraWriter;
  readonly zones: ZoneService;
  readonly rules: RuleService;
  readonly alerts: AlertService & AlertRaiser;
  readonly statistics: StatisticsService & MeasureStatisticsService;
  readonly series: SeriesService;
  readonly storeReport: ReportIngest;
  /** writes who did what, in the transaction of the change */
  readonly audit: Audit;
  readonly lastHashOf: LastHashOf;
  /** Brings a territory file in, all of it or nothing. */
  readonly importTerritory: (file: TerritoryFile) => Promise<readonly ImportChange[]>;
}

/** Opens the stores of this instance's territory. */
export function createStores() {
  return {
    territory: createTerritoryStore(territoryId),
    cameras: createCameraStore(territoryId),
    zones: createZoneStore(territoryId),
    rules: createRuleStore(territoryId),
    periods: createPeriodStore(territoryId),
    alerts: createAlertStore(territoryId),
    statistics: createStatisticsStore(territoryId),
    series: createSeriesStore(),
    measures: createMeasureStore(),
    measureReadings: createMeasureReadings(territoryId),
    reports: createReportStore(),
    audit: createAuditStore(territoryId),
  };
}

/** Wires each service to its store, its neighbours and the legal gate. */
export function createServices(
  database: Pick<Database, 'unitOfWork' | 'reader'>,
  events: EventBus<Events>,
  stores: Stores = createStores(),
): Services {
  const { unitOfWork, reader } = database;
  const { audit, lastHashOf } = createAuditWriter({ store: stores.audit, whoActs: actor, clock: Date.now });
  const base = { unitOfWork, reader, clock: Date.now, decide, announce: announceConfiguration, audit };
  const recordExport: RecordExport = (entry) =>
    unitOfWork((tx) => audit(tx, { ...entry, action: 'statistics.export' }));
  const series = createSeriesService({ ...base, store: stores.series, zoneClasses: defaultClasses });
  const measures = createMeasureService({ store: stores.measures });
  const shapes = { ...base, knownClasses: cocoClasses, syncSeries: series.syncCamera };
  const alerts = createAlertService({ ...base, store: stores.alerts, events });
  const periods = createPeriodService({ ...base, periods: stores.periods });
  const holidays = createHolidayCalendar();
  const territory = createTerritoryService({ ...base, store: stores.territory, holidays });
  const cameras = createCameraService({ ...shapes, store: stores.cameras, groundFaults });
  return {
    audit,
    lastHashOf,
    territory,
    cameras,
    importTerritory: (file) =>
      importTerritory(file, { ...base, stores, territory, cameras, series, holidays }),
    zones: createZoneService({ ...shapes, store: stores.zones }),
    rules: createRuleService({
      ...shapes,
      store: stores.rules,
      periodStore: stores.periods,
      zoneStore: stores.zones,
      periods,
    }),
    alerts,
    statistics: {
      ...createStatisticsService({ ...base, recordExport, store: stores.statistics }),
      ...createMeasureStatistics({
        ...base,
        recordExport,
        store: stores.statistics,
        measures: stores.measureReadings,
      }),
    },
    series,
    storeReport: createReportIngest({
      ...base,
      store: stores.reports,
      alerts,
      counts: { ...stores.series, ...measures },
      events,
    }),
  };
}
