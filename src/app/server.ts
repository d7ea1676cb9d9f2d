import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyBaseLogger } from 'fastify';
import { registerAccountRoutes } from '#features/accounts/account-routes.ts';
import { registerPeopleRoutes } from '#features/accounts/people-routes.ts';
import type { Sessions } from '#features/accounts/ports.ts';
import { registerProviderRoutes } from '#features/accounts/provider-routes.ts';
import { registerRightsRoutes } from '#features/accounts/rights-routes.ts';
import { registerSecondFactorRoutes } from '#features/accounts/second-factor-routes.ts';
import { registerEventStream } from '#features/alerts/event-stream-routes.ts';
import { registerAuditRoutes } from '#features/audit/audit-routes.ts';
import { registerCameraRoutes } from '#features/cameras/camera-routes.ts';
import type { CameraService } from '#features/cameras/camera-service.ts';
import type { Events } from '#features/events.ts';
import { registerLegalRoutes } from '#features/privacy/legal-routes.ts';
import { registerReplayRoutes } from '#features/replay/replay-routes.ts';
import type { ReplayService } from '#features/replay/replay-service.ts';
import { registerMeasureRoutes } from '#features/statistics/measure-routes.ts';
import type { MeasureStatisticsService } from '#features/statistics/measure-statistics-service.ts';
import { registerStatisticsRoutes } from '#features/statistics/statistics-routes.ts';
import type { StatisticsService } from '#features/statistics/statistics-service.ts';
import { registerTerritoryRoutes } from '#features/territory/territory-routes.ts';
import type { TerritoryService } from '#features/territory/territory-service.ts';
import { type LiveSource, registerLiveRoutes } from '#features/video-analysis/live-routes.ts';
import { CameraHealth } from '#features/video-analysis/live-schema.ts';
import { registerPeriodRoutes } from '#features/zones/period-routes.ts';
import { registerRuleRoutes } from '#features/zones/rule-routes.ts';
import { RuleInput } from '#features/zones/rule-schema.ts';
import type { RuleService } from '#features/zones/rule-service.ts';
import { registerZoneRoutes } from '#features/zones/zone-routes.ts';
import type { ZoneService } from '#features/zones/zone-service.ts';
import type { Audit } from '#foundation/audit.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import { guardCameras } from '#http/camera-guard.ts';
import { type App, createHttpServer, type HttpServerOptions } from '#http/http-server.ts';
import { serveWebPages } from '#http/static-ui.ts';
import type { Accounts, Proofs } from './accounts.ts';
import { nameActors } from './acting.ts';
import { type AlertDesk, registerAlertDesk } from './alert-desk.ts';
import type { AuditLog } from './audit-log.ts';
import { createCameraOf } from './camera-of.ts';
import { type Compliance, registerCompliance } from './compliance.ts';
import type { Config } from './config.ts';
import type { HealthBoard } from './health-board.ts';
import { type ReadinessCheck, registerHealth } from './health-routes.ts';
import { createIdentify } from './identify.ts';
import type { Law } from './law.ts';
import { type Metrics, registerMetrics } from './metrics.ts';
import { type Notifications, registerNotifications } from './notifications.ts';
import { type Onboarding, registerOnboarding } from './onboarding.ts';
import { phrasesOf } from './pack-phrases.ts';
import { type Recordings, registerRecordings } from './recordings.ts';
import { logRefusedActs } from './refused-acts.ts';

/** What the routes call. */
export interface ServerParts extends Accounts, Proofs, AlertDesk {
  readonly reader: Tx;
  readonly unitOfWork: UnitOfWork;
  readonly audit: Audit;
  readonly sessions: Sessions;
  readonly territory: TerritoryService;
  readonly cameras: CameraService;
  readonly zones: ZoneService;
  readonly rules: RuleService;
  readonly replays: ReplayService<RuleInput>;
  readonly law: Law;
  readonly compliance: Compliance;
  readonly statistics: StatisticsService & MeasureStatisticsService;
  readonly events: EventBus<Events>;
  readonly live: LiveSource;
  readonly health: HealthBoard;
  readonly metrics: Metrics;
  readonly auditLog: AuditLog;
  readonly recorded: Recordings;
  readonly onboarding: Onboarding;
  readonly notifications: Notifications;
  readonly readiness: Readonly<Record<string, ReadinessCheck>>;
}

/** What the server itself is told. */
export interface ServerSettings extends Pick<HttpServerOptions, 'attach'> {
  readonly config: Config;
  readonly logger: FastifyBaseLogger;
  /** folder of the built web pages */
  readonly webDirectory?: string;
}

const repository = new URL('../..', import.meta.url);
const builtPages = fileURLToPath(new URL('dist/web', repository));

/** Puts every route on one server, ready to answer. */
export async function createServer(parts: ServerParts, settings: ServerSettings): Promise<App> {
  const { config } = settings;
  const identify = createIdentify(parts.sessions, parts.keys, parts.rights);
  const territory = await watchMapStyle(parts.territory, config.map.styleUrl);
  const app = await createHttpServer({
    logger: settings.logger,
    identify,
    publicUrl: config.server.publicUrl,
    trustProxy: config.server.trustProxy && config.server.proxies,
    secure: isSecure(config),
    mapOrigins: territory.mapOrigins,
    onAnswer: parts.metrics.onAnswer,
    version: version(),
    phrases: phrasesOf(parts.law.pack),
    ...(settings.attach === undefined ? {} : { attach: settings.attach }),
  });
  nameActors(app);
  logRefusedActs(app, parts);
  guardCameras(app, createCameraOf(parts.reader, { replay: (id) => replayCamera(parts.replays, id) }));
  registerHealth(app, parts.readiness);
  registerMetrics(app, parts.metrics);
  registerAccountRoutes(app, { ...parts, territory: territory.ofPerson });
  registerSecondFactorRoutes(app, { ...parts, publicUrl: config.server.publicUrl });
  registerProviderRoutes(app, { ...parts, hasProvider: config.accounts.oidc !== undefined });
  registerPeopleRoutes(app, parts);
  registerRightsRoutes(app, parts);
  registerTerritoryRoutes(app, territory.service);
  registerCameraRoutes(app, {
    cameras: parts.cameras,
    health: { schema: CameraHealth, of: parts.health.of },
  });
  registerOnboarding(app, parts.onboarding);
  registerZoneRoutes(app, parts.zones);
  registerRuleRoutes(app, parts.rules);
  registerPeriodRoutes(app, parts.rules.periods);
  registerReplayRoutes(app, {
    replays: parts.replays,
    draft: RuleInput,
    mostClipBytes: config.replay.clipMb * 1e6,
  });
  registerLegalRoutes(app, parts.law);
  registerCompliance(app, parts.compliance);
  registerAlertDesk(app, parts);
  registerStatisticsRoutes(app, parts.statistics);
  registerMeasureRoutes(app, parts.statistics);
  registerAuditRoutes(app, parts.auditLog);
  registerNotifications(app, parts.notifications);
  registerRecordings(app, parts.recorded, parts.rights.requireViewing);
  registerEventStream(app, { alerts: parts.alerts, events: parts.events, identify });
  registerLiveRoutes(app, {
    live: parts.live,
    identify,
    findCamera: parts.cameras.find,
    requireViewing: parts.rights.requireViewing,
    beginView: parts.auditLog.views.begin,
  });
  await serveWebPages(app, settings.webDirectory ?? builtPages);
  await app.ready();
  return app;
}

function replayCamera(replays: ServerParts['replays'], id: number): number | undefined {
  return replays.list().find((replay) => replay.id === id)?.cameraId;
}

/** Whether people reach this server by HTTPS only: cookies are then bound to it. */
export function isSecure({ server }: Config): boolean {
  if (server.publicUrl !== undefined) return server.publicUrl.startsWith('https://');
  return server.tls !== undefined || server.trustProxy;
}

/** The version of this release. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('package.json', repository), 'utf8'));
  return (manifest as { version: string }).version;
}

/** The map's background may come from another host: the pages are allowed that host, and no other. */
async function watchMapStyle(service: TerritoryService, configured: string | undefined) {
  let own = (await service.find()).mapStyleUrl;
  const current = (): string | null => own ?? configured ?? null;
  return {
    mapOrigins: (): readonly string[] => {
      const url = current();
      return url?.startsWith('http') === true && URL.canParse(url) ? [new URL(url).origin] : [];
    },
    ofPerson: async () => {
      const { id, name, timeZone } = await service.find();
      return { id, name, timeZone, mapStyleUrl: current() };
    },
    service: {
      ...service,
      update: async (patch: Parameters<TerritoryService['update']>[0]) => {
        const territory = await service.update(patch);
        own = territory.mapStyleUrl;
        return territory;
      },
    },
  };
}
