import { createPublish } from '#adapters/mqtt/publish.ts';
import { createSendMail } from '#adapters/smtp/send-mail.ts';
import { createWebPush, openPushKeys } from '#adapters/web-push/web-push.ts';
import { createCallWebhook } from '#adapters/webhook/call-webhook.ts';
import { createPostHttp } from '#adapters/webhook/post-http.ts';
import type { Database } from '#database/database.ts';
import { createRightsStore } from '#features/accounts/rights-store.ts';
import type { AlertStore } from '#features/alerts/alert-store.ts';
import type { Events } from '#features/events.ts';
import { type ChannelService, createChannelService } from '#features/notifications/channel-service.ts';
import { createChannelStore } from '#features/notifications/channel-store.ts';
import { createLetterService } from '#features/notifications/letter-service.ts';
import { createNoticeService, type NoticeService } from '#features/notifications/notice-service.ts';
import { createNoticeStore } from '#features/notifications/notice-store.ts';
import { registerNotificationRoutes } from '#features/notifications/notification-routes.ts';
import { registerOwnNotificationRoutes } from '#features/notifications/own-routes.ts';
import { createOwnService, type OwnService } from '#features/notifications/own-service.ts';
import { createOwnStore } from '#features/notifications/own-store.ts';
import { createPlanService, type PlanService } from '#features/notifications/plan-service.ts';
import { createPlanStore } from '#features/notifications/plan-store.ts';
import { createPlanningService, type PlanningService } from '#features/notifications/planning-service.ts';
import type { Carriers, FindAlerts, FindTerritory, ReachHost } from '#features/notifications/ports.ts';
import { createSendingService, type SendingService } from '#features/notifications/sending-service.ts';
import { createTaskStore } from '#features/notifications/task-store.ts';
import { createTellPeople } from '#features/notifications/tell-people-service.ts';
import type { TerritoryService } from '#features/territory/territory-service.ts';
import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import type { Log } from '#foundation/log.ts';
import type { App } from '#http/http-server.ts';
import { territoryId } from './accounts.ts';
import type { Config } from './config.ts';
import { everyMinute } from './every-minute.ts';
import { createFindReceiver, createListPeople, readsAlerts } from './notice-people.ts';
import { startNoticeSender } from './notice-sender.ts';
import { createOutgoingGate } from './outgoing-gate.ts';
import { createSeal } from './seal.ts';
import type { Stores } from './services.ts';

/** Telling people, from the choice of whom to the last try. */
export interface Notifications {
  readonly channels: ChannelService;
  readonly plans: PlanService;
  readonly own: OwnService;
  readonly notices: NoticeService;
  readonly planning: PlanningService;
  readonly sending: SendingService;
}

interface NotificationParts {
  readonly database: Pick<Database, 'unitOfWork' | 'reader'>;
  readonly alerts: AlertStore;
  readonly audit: Audit;
  readonly findTerritory: FindTerritory;
  readonly publicUrl: () => string;
  /** with which secrets of channels are sealed */
  readonly secret: string;
  readonly carriers: Carriers;
  readonly clock?: Clock;
}

interface RunningParts extends Pick<NotificationParts, 'database' | 'audit' | 'publicUrl' | 'secret'> {
  readonly config: Pick<Config, 'network' | 'data'>;
  readonly stores: Pick<Stores, 'alerts'>;
  readonly territory: Pick<TerritoryService, 'find'>;
  readonly events: Pick<EventBus<Events>, 'subscribe'>;
  readonly log: Log;
}

/** Opens telling people and starts to; `stop` ends it once what is under way has been sent. */
export async function startNotifications(
  parts: RunningParts,
): Promise<{ readonly notifications: Notifications; stop(): Promise<void> }> {
  const { config, stores, territory, events, log, publicUrl } = parts;
  const reach = createOutgoingGate(config.network.outgoing);
  const notifications = createNotifications({
    ...parts,
    alerts: stores.alerts,
    findTerritory: territory.find,
    carriers: await openCarriers(config.data.directory, reach, publicUrl),
  });
  const sender = startNoticeSender({ ...notifications, log });
  const sweeping = everyMinute(notifications.planning.sweep, log);
  const ends = [
    events.subscribe('alert', sender.wake),
    events.subscribe('legal-reminder', (reminder) => {
      notifications.planning
        .remind(reminder)
        .catch((err: unknown) => log.warn({ err }, 'a reminder of the law could not be written down'));
    }),
  ];
  return {
    notifications,
    async stop() {
      for (const end of ends) end();
      await sweeping.stop();
      await sender.stop();
    },
  };
}

/** Opens the ways out of the building; each goes through the gate of outgoing calls. */
export async function openCarriers(
  directory: string,
  reach: ReachHost,
  publicUrl: () => string,
): Promise<Carriers> {
  const post = createPostHttp(reach);
  return {
    sendMail: createSendMail(reach),
    publish: createPublish(reach),
    callWebhook: createCallWebhook(post),
    push: createWebPush(await openPushKeys(directory), post, () => contactOf(publicUrl())),
  };
}

/** Where the operator of a push service may write to: an address of ours (RFC 8292, section 2.1). */
function contactOf(publicUrl: string): string {
  const { protocol, hostname, origin } = new URL(publicUrl);
  return protocol === 'https:' && hostname !== 'localhost' ? origin : 'mailto:vigie@localhost.invalid';
}

/** Wires the use cases of telling people to their tables and the ways out. */
export function createNotifications(parts: NotificationParts): Notifications {
  const { database, audit, alerts, secret, clock = Date.now } = parts;
  const { unitOfWork, reader } = database;
  const channels = createChannelStore(territoryId);
  const plans = createPlanStore(territoryId);
  const own = createOwnStore(territoryId);
  const notices = createNoticeStore(territoryId);
  const tasks = createTaskStore(territoryId);
  const seal = createSeal(secret, 'channels');
  const base = { ...parts, unitOfWork, reader, clock, channels, own, notices, seal, audit };
  const findAlert = alerts.find;
  const listPeople = createListPeople(territoryId);
  const findReceiver = createFindReceiver(createRightsStore(territoryId));
  const letters = createLetterService({
    ...base,
    plans,
    findAlert,
    findAlerts: alertsIn(alerts),
    findReceiver,
  });
  return {
    channels: createChannelService({ ...base, store: channels, letters }),
    plans: createPlanService({ ...base, store: plans, listPeople, readsAlerts }),
    own: createOwnService({ ...base, store: own, letters, pushKey: parts.carriers.push.publicKey }),
    notices: createNoticeService({ ...base, store: notices }),
    planning: createPlanningService({
      ...base,
      tasks,
      plans,
      findAlert,
      listPeople,
      tellPeople: createTellPeople({ ...base, tasks, listPeople }),
    }),
    sending: createSendingService({ ...base, letters }),
  };
}

/** Puts the routes of telling people on the server. */
export function registerNotifications(app: App, notifications: Notifications): void {
  registerNotificationRoutes(app, notifications);
  registerOwnNotificationRoutes(app, notifications.own);
}

const page = 500;
const mostRead = 5000;

function alertsIn(alerts: AlertStore): FindAlerts {
  return async (tx, { fromMs, toMs }) => {
    const span = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
    const first = await alerts.list(tx, { ...span, limit: page });
    const found = [...first.items];
    for (let after = first.next; after !== undefined && found.length < mostRead; ) {
      const more = await alerts.list(tx, { ...span, limit: page, after });
      found.push(...more.items);
      after = more.next;
    }
    return found;
  };
}
