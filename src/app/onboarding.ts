import type { Database } from '#database/database.ts';
import { registerCameraImportRoutes } from '#features/cameras/camera-import-routes.ts';
import {
  type CameraImportService,
  createCameraImportService,
} from '#features/cameras/camera-import-service.ts';
import { registerCheckRoutes } from '#features/cameras/check-routes.ts';
import { type CheckService, createCheckService } from '#features/cameras/check-service.ts';
import { registerFirstStepsRoutes } from '#features/territory/first-steps-routes.ts';
import { createFirstSteps, type FindFirstSteps } from '#features/territory/first-steps-service.ts';
import { createFirstStepsStore } from '#features/territory/first-steps-store.ts';
import { registerTemplateRoutes } from '#features/zones/rule-template-routes.ts';
import type { App } from '#http/http-server.ts';
import { territoryId } from './accounts.ts';
import { type CheckSettings, createCameraChecks } from './camera-checks.ts';
import { createReachCheck } from './camera-reach.ts';
import type { Services, Stores } from './services.ts';

/** What gets a territory and its cameras going. */
export interface Onboarding {
  readonly checks: CheckService;
  readonly imports: CameraImportService;
  readonly firstSteps: FindFirstSteps;
}

interface Parts {
  readonly config: CheckSettings;
  readonly database: Pick<Database, 'unitOfWork' | 'reader'>;
  readonly stores: Stores;
  readonly services: Pick<Services, 'audit' | 'cameras'>;
}

const mostCameras = 500;

/** Makes what gets a territory and its cameras going. */
export function createOnboarding({ config, database, stores, services }: Parts): Onboarding {
  const { unitOfWork, reader } = database;
  const { audit, cameras } = services;
  const { masks } = stores.zones;
  return {
    checks: createCheckService({
      unitOfWork,
      reader,
      audit,
      store: stores.cameras,
      masksOf: async (tx, cameraId) => (await masks.listAll(tx, cameraId)).map(({ polygon }) => polygon),
      checks: createCameraChecks(config),
      networks: config.network.cameras,
      reachFault: createReachCheck(config.network.cameras),
    }),
    imports: createCameraImports({ database, stores, services }),
    firstSteps: createFirstSteps({
      reader,
      store: createFirstStepsStore(territoryId),
      lawfulCameras: async () =>
        (await cameras.list({ limit: mostCameras })).items.filter(({ refusal }) => refusal === null).length,
    }),
  };
}

/** Makes the import of cameras from a list, for the server and for the command. */
export function createCameraImports({
  database,
  stores,
  services,
}: Pick<Parts, 'database' | 'stores' | 'services'>): CameraImportService {
  return createCameraImportService({
    unitOfWork: database.unitOfWork,
    store: stores.cameras,
    cameras: services.cameras,
    purposesIn: stores.legalFacts.purposes,
    audit: services.audit,
  });
}

/** Puts the routes of the beginning on the server. */
export function registerOnboarding(app: App, { checks, imports, firstSteps }: Onboarding): void {
  registerCheckRoutes(app, checks);
  registerCameraImportRoutes(app, imports);
  registerFirstStepsRoutes(app, firstSteps);
  registerTemplateRoutes(app);
}
