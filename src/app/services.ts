import { createHolidayCalendar } from '#adapters/holidays/holiday-calendar.ts';
import { cocoClasses } from '#analytics/detection/coco-classes.ts';
import type { Database } from '#database/database.ts';
import { announceConfiguration } from '#database/notifications.ts';
import { createAlertStore } from '#features/alerts/alert-store.ts';
import { createAudit } from '#features/audit/audit-service.ts';
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
import { placesThatAlert } from '#features/privacy/legal-decision.ts';
import type { OwnPack } from '#features/privacy/rule-pack-service.ts';
import { createRecordingStore } from '#features/recording/recording-store.ts';
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
import type { Audit, AuditEntry } from '#foundation/audit.ts';
import type { Fault, VigieError } from '#foundation/errors.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import { territoryId } from './accounts.ts';
import { actor } from './acting.ts';
import { type AlertDesk, createAlertDesk } from './alert-desk.ts';
import { createReachCheck } from './camera-reach.ts';
import type { ImportChange } from './import-changes.ts';
import { createImportLaw } from './import-law.ts';
import { importTerritory } from './import-territory.ts';
import { createLaw, createLegalStores, type Law } from './law.ts';

/** The tables, each behind its store. */
export type Stores = ReturnType<typeof createStores>;

/** What Vigie can do with what it stores. */
export interface Services extends AlertDesk {
  readonly territory: TerritoryService;
  readonly cameras: CameraService & CameraWriter;
  readonly zones: ZoneService;
  readonly rules: RuleService;
  readonly statistics: StatisticsService & MeasureStatisticsService;
  readonly series: SeriesService;
  readonly storeReport: ReportIngest;
  /** writes who did what, in the transaction of the change */
  readonly audit: Audit;
  /** the legal gate and what it must know */
  readonly law: Law;
  /** Brings a territory file in, all of it or nothing. */
  readonly importTerritory: (file: TerritoryFile) => Promise<readonly ImportChange[]>;
  /** Logs a file that was refused: nothing of it was kept. */
  readonly logRefusedImport: (name: string, fault: VigieError) => Promise<void>;
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
    recordings: createRecordingStore(territoryId),
    ...createLegalStores(),
  };
}

/** What services are told by the settings. */
export interface ServiceOptions {
  /** a rule pack of the territory's own */
  readonly law?: OwnPack | undefined;
  /** ranges in which cameras may stand; when absent an address is looked at when it is connected to only */
  readonly cameraNetworks?: readonly string[];
}

/** Wires each service to its store, its neighbours and the legal gate. */
export function createServices(
  database: Pick<Database, 'unitOfWork' | 'reader'>,
  events: EventBus<Events>,
  stores: Stores = createStores(),
  options: ServiceOptions = {},
): Services {
  const { unitOfWork, reader } = database;
  const audit = createAudit({ store: stores.audit, whoActs: actor, clock: Date.now });
  const ground = { unitOfWork, reader, clock: Date.now, announce: announceConfiguration, audit };
  const law = createLaw(ground, stores, { own: options.law });
  const { decide, pack, cameraLaw } = law;
  const factsOf = stores.legalFacts.facts;
  const base = { ...ground, decide, factsOf, ...pack.statistics };
  const recordExport: RecordExport = (entry) =>
    unitOfWork((tx) => audit(tx, { ...entry, action: 'statistics.export' }));
  const recorded = { ...base, recordExport, store: stores.statistics };
  const series = createSeriesService({ ...base, store: stores.series, zoneClasses: defaultClasses });
  const measures = createMeasureService({ store: stores.measures });
  const shapes = { ...base, knownClasses: cocoClasses, syncSeries: series.syncCamera };
  const alertDesk = createAlertDesk({ ...base, store: stores.alerts, events });
  const periods = createPeriodService({ ...base, periods: stores.periods });
  const holidays = createHolidayCalendar();
  const { cameraNetworks } = options;
  const reachFault = cameraNetworks === undefined ? () => undefined : createReachCheck(cameraNetworks);
  const territory = createTerritoryService({ ...base, store: stores.territory, holidays });
  const cameraParts = { ...shapes, groundFaults, reachFault, law: cameraLaw };
  const cameras = createCameraService({ ...cameraParts, store: stores.cameras });
  return {
    audit,
    law,
    territory,
    cameras,
    importTerritory: (file) =>
      importTerritory(file, {
        ...{ ...base, stores, territory, cameras, series, holidays },
        law: createImportLaw(law, stores.legalFacts),
      }),
    logRefusedImport: (name, { faults }) => unitOfWork((tx) => audit(tx, refusedImport(name, faults))),
    zones: createZoneService({ ...shapes, store: stores.zones }),
    rules: createRuleService({
      ...shapes,
      store: stores.rules,
      periodStore: stores.periods,
      zoneStore: stores.zones,
      periods,
      placesThatAlert: (kind) => placesThatAlert(pack, kind),
    }),
    ...alertDesk,
    statistics: {
      ...createStatisticsService(recorded),
      ...createMeasureStatistics({ ...recorded, measures: stores.measureReadings }),
    },
    series,
    storeReport: createReportIngest({
      ...base,
      store: stores.reports,
      alerts: alertDesk.alerts,
      counts: { ...stores.series, ...measures },
      events,
    }),
  };
}

/** What a refused file asked for: the fields at fault, never what they held. */
const refusedImport = (name: string, faults: readonly Fault[]): AuditEntry => ({
  action: 'territory.refuse-import',
  subject: { kind: 'territory', id: territoryId, name },
  details: { fields: faults.map(({ field }) => field).slice(0, 50) },
});
