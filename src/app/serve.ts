import type { Logger } from 'pino';
import { createSessions } from '#adapters/better-auth/sessions.ts';
import type { Database } from '#database/database.ts';
import { openDatabase } from '#database/open-database.ts';
import type { HabilitationInput } from '#features/accounts/habilitation-schema.ts';
import type { Events } from '#features/events.ts';
import type { CameraHealth } from '#features/video-analysis/live-schema.ts';
import { defaultClasses } from '#features/zones/territory-file.ts';
import { createEventBus, type EventBus } from '#foundation/event-bus.ts';
import { type Accounts, createAccounts, createProofs, secondFactorOf } from './accounts.ts';
import { analysisInit } from './analysis-init.ts';
import type { AnalysisStatus } from './analysis-status.ts';
import { AnalysisSupervisor } from './analysis-supervisor.ts';
import { type AuditLog, openAuditLog } from './audit-log.ts';
import { settleHardware } from './choose-hardware.ts';
import { createCompliance } from './compliance.ts';
import type { Config } from './config.ts';
import { type DataDirectory, holdDataDirectory } from './data-directory.ts';
import { everyMinute } from './every-minute.ts';
import { EvidenceInbox } from './evidence-inbox.ts';
import { createHealthBoard, type HealthBoard } from './health-board.ts';
import { openInstanceKey } from './instance-key.ts';
import { type Listener, openListener } from './listener.ts';
import { LiveTrials } from './live-trials.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { type Notifications, startNotifications } from './notifications.ts';
import { createOnboarding } from './onboarding.ts';
import { keepPlan } from './plan-keeper.ts';
import { destroyOnTime, findRecordings, openRecordings, type Recordings } from './recordings.ts';
import { createReplays } from './replays.ts';
import { createSecurityFacts } from './security-facts.ts';
import { createServer, isSecure, type ServerParts, version } from './server.ts';
import { createServices, createStores, type Services, type Stores } from './services.ts';
import { createShutdown, type Shutdown } from './shutdown.ts';
import { waitForDatabase } from './wait-for-database.ts';

/** What starting is told besides the settings. */
export interface StartOptions {
  readonly log: Logger;
  /** ends a start that still waits for the database */
  readonly signal?: AbortSignal;
  /** told each step as it is done, for a terminal */
  readonly onStep?: (step: string) => void;
  /** for the first operator, where the form gives no habilitation (the demo) */
  readonly usualHabilitation?: HabilitationInput;
}

/** A running instance. */
export interface RunningServer {
  /** the address people type */
  readonly url: string;
  /** the one-time link that makes the first people; undefined once there is an administrator */
  readonly setupUrl: string | undefined;
  readonly services: Services;
  readonly events: EventBus<Events>;
  analysis(): AnalysisStatus;
  health(): readonly CameraHealth[];
  /** Stops everything, the last started first. */
  stop(): Promise<void>;
}

/** Starts everything in order: port, folder, database, services, analysis, API. What fails stops what had started. */
export async function startServer(config: Config, options: StartOptions): Promise<RunningServer> {
  const shutdown = createShutdown(options.log);
  try {
    return await start(config, options, shutdown);
  } catch (fault) {
    await shutdown.run();
    throw fault;
  }
}

async function start(config: Config, options: StartOptions, shutdown: Shutdown): Promise<RunningServer> {
  const { log, onStep = () => {} } = options;
  const listener = await openListener(config.server);
  shutdown.add('port', listener.close);
  const folder = await holdDataDirectory(config.data.directory);
  shutdown.add('data directory', folder.release);
  const database = await connect(config, options, listener);
  shutdown.add('database', database.close);
  onStep(`database: PostgreSQL ${database.version}, ${database.kind}`);

  const settled = await settleHardware(config, log);
  const parts = await createParts(settled, database, options);
  const { analysis, services } = parts;
  await services.law.watch.takePack(services.law.signed);
  shutdown.add('lines of legal records', everyMinute(services.law.watch.renewLines, log).stop);
  shutdown.add('settling of counts', everyMinute(services.series.settle, log).stop);
  const { law, audit, territory } = services;
  const plan = await keepPlan({ ...parts, analysis: parts.trials, law, audit, database, log });
  shutdown.add('plan', plan.stop);
  shutdown.add('pictures of alerts', parts.evidence.stop);
  shutdown.add('destruction of recordings', destroyOnTime(parts.recorded.retention, log));
  analysis.start();
  shutdown.add('analysis', () => analysis.stop());
  onStep('analysis: starting');

  const replays = await createReplays({ ...parts, config, init: analysisInit(settled), database, log });
  shutdown.add('replays', replays.stop);
  shutdown.add('forgetting of replays', everyMinute(() => Promise.resolve(replays.sweep()), log).stop);
  const proofs = await openProofs(config, { ...parts, database, listener, log }, shutdown);
  const telling = await startNotifications({
    ...{ ...parts, config, database, audit, territory },
    secret: folder.secret,
    publicUrl: () => listener.url,
    log,
  });
  shutdown.add('messages', telling.stop);
  const app = await openApi(config, {
    notifications: telling.notifications,
    log,
    listener,
    folder,
    database,
    replays,
    ...proofs,
    ...parts,
  });
  shutdown.add('api', () => app.close());
  onStep(`API and web pages: ${listener.url}`);
  const token = await parts.accounts.issueSetupToken();
  return {
    url: listener.url,
    setupUrl: token === undefined ? undefined : `${listener.url}/setup?token=${token}`,
    services,
    events: parts.events,
    analysis: () => analysis.status,
    health: parts.health.all,
    stop: shutdown.run,
  };
}

interface ProofParts extends Parts {
  readonly log: Logger;
  readonly listener: Listener;
  readonly database: Database;
}

/** Opens what proves that the rules are held: the log of who did what, and the officer's evidence. */
async function openProofs(
  config: Config,
  parts: ProofParts,
  shutdown: Shutdown,
): Promise<Pick<ApiParts, 'auditLog' | 'compliance'>> {
  const { services, listener, log } = parts;
  const { audit, law } = services;
  const { directory } = config.data;
  const key = await openInstanceKey(directory);
  const { keepMonths } = config.audit;
  const auditLog = openAuditLog({ ...parts, store: parts.stores.audit, audit, directory, key, keepMonths });
  shutdown.add('ends of views', auditLog.views.settled);
  shutdown.add('verification of the log', everyMinute(auditLog.checks.daily, log).stop);
  const compliance = createCompliance({
    ...parts,
    law,
    audit,
    checks: auditLog.checks,
    key,
    directory,
    version: version(),
    detector: { name: config.models.name, classes: defaultClasses },
    auditMonths: keepMonths,
    publicUrl: () => listener.url,
    findRecordings: findRecordings(parts.stores.recordings),
    readSecurityFacts: createSecurityFacts({ config, database: parts.database, url: () => listener.url }),
  });
  shutdown.add('evidence', everyMinute(compliance.evidence.daily, log).stop);
  shutdown.add('legal reminders', everyMinute(compliance.reminders.hourly, log).stop);
  shutdown.add('forgetting of who asked', everyMinute(compliance.requests.sweep, log).stop);
  return { auditLog, compliance };
}

function connect(config: Config, { log, signal }: StartOptions, listener: Listener): Promise<Database> {
  const { url, ownerUrl } = config.database;
  return waitForDatabase(() => openDatabase({ url, ownerUrl, dataDirectory: config.data.directory, log }), {
    log,
    signal,
    isExternal: url !== undefined,
    onWait: listener.tell,
  });
}

interface Parts extends Accounts {
  readonly stores: Stores;
  readonly services: Services;
  readonly events: EventBus<Events>;
  readonly analysis: AnalysisSupervisor;
  readonly trials: LiveTrials;
  readonly health: HealthBoard;
  readonly metrics: Metrics;
  readonly recorded: Recordings;
  readonly evidence: EvidenceInbox;
}

async function createParts(config: Config, database: Database, options: StartOptions): Promise<Parts> {
  const { log, usualHabilitation } = options;
  const health = createHealthBoard();
  const events = createEventBus<Events>((name, err) => log.error({ err, event: name }, 'a listener failed'));
  const stores = createStores();
  const services = createServices(database, events, stores, {
    law: config.law,
    cameraNetworks: config.network.cameras,
  });
  const { directory } = config.data;
  const { audit, law } = services;
  const key = await openInstanceKey(directory);
  const recorded = await openRecordings({ database, stores, law, audit, directory, key, log });
  const evidence = new EvidenceInbox({ keep: recorded.recordings.keep, log });
  const analysis = new AnalysisSupervisor({
    init: analysisInit(config),
    log,
    onReport: async (report) => {
      try {
        await services.storeReport(trials.storedPart(report));
        trials.deliver(report);
        metrics.onReport('stored');
      } catch (fault) {
        metrics.onReport('failed');
        throw fault;
      }
    },
    onEvidence: evidence.take,
    onHealth: (cameras) => {
      health.update(cameras);
      for (const camera of cameras) events.publish('camera-health', camera);
    },
  });
  const trials = new LiveTrials(analysis);
  const metrics = createMetrics({ health: health.all, analysis: () => analysis.status });
  events.subscribe('alert', ({ change }) => {
    if (change !== 'noted') metrics.onAlert(change);
  });
  events.subscribe('audit-check', ({ intact }) => metrics.onAuditCheck(intact));
  const accounts = createAccounts(database, {
    audit: services.audit,
    events,
    secondFactor: secondFactorOf(config),
    usualHabilitation,
  });
  return { ...accounts, stores, services, events, analysis, trials, health, metrics, recorded, evidence };
}

interface ApiParts extends Parts {
  readonly notifications: Notifications;
  readonly log: Logger;
  readonly listener: Listener;
  readonly folder: DataDirectory;
  readonly database: Database;
  readonly replays: ServerParts['replays'];
  readonly auditLog: AuditLog;
  readonly compliance: ServerParts['compliance'];
}

const liveFramesPerSecond = 10;

function openApi(config: Config, parts: ApiParts): ReturnType<typeof createServer> {
  const { log, listener, folder, database, analysis, services } = parts;
  const sessions = createSessions({
    pool: database.pool,
    secret: folder.secret,
    secure: isSecure(config),
    publicUrl: listener.url,
    log,
    provider: config.accounts.oidc,
  });
  return createServer(
    {
      ...services,
      ...parts,
      ...createProofs(database, { audit: services.audit, secret: folder.secret }),
      onboarding: createOnboarding({ ...parts, config }),
      reader: database.reader,
      unitOfWork: database.unitOfWork,
      sessions,
      live: {
        watch: (cameraIds, receive, wish) =>
          analysis.subscribeLive(cameraIds, liveFramesPerSecond, receive, wish),
      },
      readiness: {
        database: async () => {
          await database.pool.query('SELECT 1');
          return undefined;
        },
        analysis: async () => (analysis.status.state === 'ready' ? undefined : analysis.status.state),
      },
    },
    { config, logger: log, attach: listener.attach },
  );
}
