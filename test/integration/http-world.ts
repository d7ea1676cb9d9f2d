import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { type Logger, pino } from 'pino';
import type { IdentityProvider } from '#adapters/better-auth/provider.ts';
import { createSessions } from '#adapters/better-auth/sessions.ts';
import { createAccounts, createProofs, secondFactorOf } from '#app/accounts.ts';
import { statusAtRest } from '#app/analysis-status.ts';
import { openAuditLog } from '#app/audit-log.ts';
import { createCompliance } from '#app/compliance.ts';
import { loadConfig } from '#app/config.ts';
import { createHealthBoard } from '#app/health-board.ts';
import { openInstanceKey } from '#app/instance-key.ts';
import { LiveTrials } from '#app/live-trials.ts';
import { createMetrics } from '#app/metrics.ts';
import { createNotifications, openCarriers } from '#app/notifications.ts';
import { createOnboarding } from '#app/onboarding.ts';
import { createOutgoingGate } from '#app/outgoing-gate.ts';
import { findRecordings, openRecordings } from '#app/recordings.ts';
import { createReplays } from '#app/replays.ts';
import { createSecurityFacts } from '#app/security-facts.ts';
import { createServer } from '#app/server.ts';
import { createServices, createStores } from '#app/services.ts';
import { openDatabase } from '#database/open-database.ts';
import type { Events } from '#features/events.ts';
import type { LiveSource } from '#features/video-analysis/live-routes.ts';
import { createEventBus } from '#foundation/event-bus.ts';

const password = 'correct horse battery staple';
export const people = {
  administrator: { name: 'Ada Admin', email: 'ada@example.org', password },
  operator: { name: 'Oscar Operator', email: 'oscar@example.org', password },
};

/** An act that covers every camera for a long time. */
export const habilitation = {
  act: '2026-14',
  trainedOn: '2020-01-15',
  validFrom: '2020-02-01',
  validUntil: '2099-12-31',
};

type Receive = Parameters<LiveSource['watch']>[1];

/** Pictures by hand: `show` gives one to whoever watches. */
export function createLiveFake(): LiveSource & { readonly watchers: Set<Receive>; show: Receive } {
  const watchers = new Set<Receive>();
  return {
    watchers,
    watch: (_cameraIds, receive) => {
      watchers.add(receive);
      return () => watchers.delete(receive);
    },
    show: (head, jpeg) => {
      for (const receive of watchers) receive(head, jpeg);
    },
  };
}

const secret = 'a secret of thirty-two characters, at least';

/** What a world is to have besides the usual. */
interface WorldWishes {
  /** people come by HTTPS */
  readonly secure?: true;
  readonly log?: Logger;
  readonly oidc?: IdentityProvider;
  /** ranges in which cameras may stand; when absent addresses are not looked at */
  readonly cameraNetworks?: readonly string[];
  /** ranges that outgoing calls may reach; none when absent */
  readonly outgoing?: readonly string[];
  /** where ONVIF devices listen, instead of 3702 */
  readonly discoveryPort?: number;
}

/** The whole API over a database of its own, without analysis: pictures and health come by hand. */
export async function openHttpWorld(given: WorldWishes = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-http-'));
  const log = given.log ?? pino({ level: 'silent' });
  const database = await openDatabase({ dataDirectory: directory, log });
  const events = createEventBus<Events>(() => {});
  const accounts = given.oidc === undefined ? {} : { accounts: { oidc: given.oidc } };
  const { config } = loadConfig({ environment: {}, workingDirectory: directory, overrides: accounts });
  const stores = createStores();
  const services = createServices(database, events, stores, given);
  const people = createAccounts(database, {
    audit: services.audit,
    events,
    secondFactor: secondFactorOf(config),
  });
  const health = createHealthBoard();
  const live = createLiveFake();
  const sessions = createSessions({
    pool: database.pool,
    secret,
    secure: given.secure === true,
    publicUrl: 'http://localhost',
    log,
    provider: config.accounts.oidc,
  });
  const proofs = createProofs(database, { audit: services.audit, secret });
  const metrics = createMetrics({
    health: health.all,
    analysis: () => ({ ...statusAtRest, state: 'ready' }),
  });
  const trials = new LiveTrials({ setPlan: () => undefined });
  // No clip is analysed here: the settings of the analysis are never looked at.
  const init = {} as never;
  const replays = await createReplays({ config, init, database, stores, services, trials, events, log });
  const key = await openInstanceKey(directory);
  const auditLog = openAuditLog({
    database,
    store: stores.audit,
    audit: services.audit,
    directory,
    key,
    keepMonths: config.audit.keepMonths,
    events,
    log,
  });
  const compliance = createCompliance({
    database,
    stores,
    law: services.law,
    audit: services.audit,
    detector: { name: 'nanodet-g', classes: ['person', 'car'] },
    auditMonths: 12,
    publicUrl: () => 'https://vigie.example',
    checks: auditLog.checks,
    key,
    directory,
    events,
    version: '0.0.0',
    findRecordings: findRecordings(stores.recordings),
    readSecurityFacts: createSecurityFacts({ config, database, url: () => 'https://vigie.example' }),
  });
  const { audit, law } = services;
  const recorded = await openRecordings({ database, stores, law, audit, directory, key, log });
  const checkSettings = {
    network: { cameras: given.cameraNetworks ?? [], outgoing: [] },
    sources: config.sources,
    ...(given.discoveryPort === undefined ? {} : { discoveryPort: given.discoveryPort }),
  };
  const notifications = createNotifications({
    database,
    audit,
    alerts: stores.alerts,
    findTerritory: services.territory.find,
    publicUrl: () => 'https://vigie.example',
    secret,
    carriers: await openCarriers(
      directory,
      createOutgoingGate(given.outgoing ?? []),
      () => 'https://vigie.example',
    ),
  });
  const app = await createServer(
    {
      ...services,
      ...people,
      notifications,
      compliance,
      onboarding: createOnboarding({ config: checkSettings, database, stores, services }),
      reader: database.reader,
      unitOfWork: database.unitOfWork,
      ...proofs,
      replays,
      sessions,
      events,
      health,
      live,
      metrics,
      auditLog,
      recorded,
      readiness: {},
    },
    { config, logger: log },
  );
  return {
    app,
    database,
    events,
    health,
    live,
    services,
    auditLog,
    recorded,
    notifications,
    compliance,
    directory,
    ...people,
    ...proofs,
    sessions,
    async close() {
      await app.close();
      await auditLog.views.settled();
      await replays.stop();
      await database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export type HttpWorld = Awaited<ReturnType<typeof openHttpWorld>>;

/** Makes the first people by the one-time link. */
export async function setUpPeople(world: HttpWorld): Promise<void> {
  const token = await world.accounts.issueSetupToken();
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/v1/setup',
    payload: { token, ...people },
  });
  if (answer.statusCode !== 201) throw new Error(answer.body);
}

/** Signs in and answers the header that carries the session. */
export async function signIn(
  world: HttpWorld,
  role: keyof typeof people,
): Promise<{ readonly cookie: string }> {
  const { email } = people[role];
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email, password },
  });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return { cookie: cookieOf(answer) };
}

/** The cookies that an answer sets, as a browser sends them back. */
export function cookieOf(answer: LightMyRequestResponse): string {
  return answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}
