import { createAccounts } from '#app/accounts.ts';
import { createNotifications, type Notifications } from '#app/notifications.ts';
import type { Role } from '#features/accounts/permissions.ts';
import { usualChoices } from '#features/notifications/own-choices.ts';
import type { OwnChoices } from '#features/notifications/own-schema.ts';
import type { Asker } from '#features/notifications/own-service.ts';
import type { Plan, PlanInput } from '#features/notifications/plan-schema.ts';
import type { Carriers, Mail, SendFault } from '#features/notifications/ports.ts';
import { openTestTerritory, report, type TestTerritory } from './test-territory.ts';
import { makeWatchedCamera, type WatchedCamera } from './watched-camera.ts';

/** Everything that left the building, by channel. */
export interface Sent {
  readonly mails: Mail[];
  readonly calls: { readonly url: string; readonly key: string; readonly body: string }[];
  readonly published: { readonly topic: string; readonly payload: string }[];
  readonly pushes: { readonly endpoint: string; readonly payload: string }[];
}

/** A territory with people, a camera and every channel, whose ways out are watched. */
export interface NoticeWorld extends TestTerritory {
  readonly notifications: Notifications;
  readonly people: ReturnType<typeof createAccounts>['people'];
  readonly sent: Sent;
  /** what each kind of channel answers; undefined: it takes the message */
  readonly faults: Partial<Record<'mail' | 'webhook' | 'mqtt' | 'push', SendFault>>;
  readonly camera: WatchedCamera;
  readonly channelIds: Readonly<Record<'mail' | 'webhook' | 'mqtt', number>>;
  /** moves the clock of the messages on */
  pass(minutes: number): void;
  now(): number;
  /** makes a person, habilitated for every camera where asked */
  join(name: string, role: Role, isHabilitated?: boolean): Promise<string>;
  /** makes a plan of every rule, for nobody unless said */
  plan(change?: Partial<PlanInput>): Promise<Plan>;
  /** lets a browser of a person show messages */
  addDevice(person: string): Promise<unknown>;
  /** chooses how a person is told */
  choose(person: string, change: Partial<OwnChoices>): Promise<unknown>;
  /** lets the rule see somebody; answers the alert */
  raise(minutesLater?: number): Promise<number>;
  /** plans and sends all that is due */
  work(): Promise<void>;
  /** forgets people, plans, alerts and messages: every test begins with the camera and its channels */
  reset(): Promise<void>;
  /** how each message ended, the oldest first */
  fates(): Promise<readonly string[]>;
}

const password = 'correct horse battery staple';
const habilitation = {
  act: '2026-14',
  trainedOn: '2020-01-15',
  validFrom: '2020-02-01',
  validUntil: '2099-12-31',
};

const emptyPlan: PlanInput = {
  name: 'Yard',
  enabled: true,
  ruleIds: [],
  leastSeverity: 'information',
  groupMinutes: 0,
  steps: [],
  outside: { channelIds: [], addresses: [] },
};
const askerOf = (id: string): Asker => ({
  id,
  name: '',
  email: '',
  cameraIds: 'all',
  mayReadAlerts: true,
});

/** A step of a plan that names people. */
export const stepOf = (people: string[], afterMinutes = 0): PlanInput['steps'][number] => ({
  afterMinutes,
  people,
  roles: [],
});

/** Opens such a territory on a database of its own; what leaves the building is watched, or really leaves it. */
export async function openNoticeWorld(real?: Carriers): Promise<NoticeWorld> {
  const world = await openTestTerritory();
  const { database, services, stores } = world;
  let shiftMs = 0;
  const clock = (): number => Date.now() + shiftMs;
  const sent: Sent = { mails: [], calls: [], published: [], pushes: [] };
  const faults: NoticeWorld['faults'] = {};
  const notifications = createNotifications({
    database,
    audit: services.audit,
    alerts: stores.alerts,
    findTerritory: services.territory.find,
    publicUrl: () => 'https://vigie.example',
    secret: 'a secret of thirty-two characters, at least',
    clock,
    carriers: real ?? watchedCarriers(sent, faults),
  });
  const accounts = createAccounts(database, {
    audit: services.audit,
    secondFactor: { roles: [], graceDays: 0 },
  });
  const camera = await makeWatchedCamera(world);
  const channelIds = await makeChannels(notifications);
  let sequence = 0;
  let seenMs = Date.parse('2026-03-11T09:00:00Z');
  return {
    ...world,
    notifications,
    people: accounts.people,
    sent,
    faults,
    camera,
    channelIds,
    pass: (minutes) => {
      shiftMs += minutes * 60_000;
    },
    now: clock,
    async join(name, role, isHabilitated = false) {
      const email = `${name.toLowerCase()}@example.org`;
      const { id } = await accounts.accounts.createPerson({ name, email, password }, role);
      if (isHabilitated) await accounts.people.grant(id, habilitation, { id: 'somebody', name: 'Somebody' });
      return id;
    },
    plan: (change = {}) => notifications.plans.create({ ...emptyPlan, ...change }),
    addDevice: (person) =>
      notifications.own.addDevice(askerOf(person), {
        name: 'desk',
        endpoint: `https://push.example/${person}`,
        keys: { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) },
      }),
    choose: (person, change) =>
      notifications.own.save(askerOf(person), { ...usualChoices, ruleIds: [], ...change }),
    async raise(minutesLater = 10) {
      seenMs += minutesLater * 60_000;
      sequence += 1;
      const { cameraId, seen } = camera;
      await services.storeReport(report({ cameraId, sequence, events: [seen(seenMs)] }));
      return (await services.alerts.list({ camera: cameraId })).items[0]?.id ?? 0;
    },
    async work() {
      while (await notifications.planning.plan());
      for (const id of await notifications.sending.dueChannels())
        await notifications.sending.drain(id, () => false);
    },
    async reset() {
      for (const table of ['notice', 'notice_task', 'notice_plan', 'alert', 'person'])
        await database.pool.query(`DELETE FROM ${table}`);
      await database.pool.query(
        'UPDATE notice_channel SET failures = 0, retry_at = NULL, last_fault = NULL, last_failure_at = NULL',
      );
      shiftMs = 0;
      for (const kind of Object.keys(faults)) delete faults[kind as keyof typeof faults];
      for (const list of Object.values(sent)) list.length = 0;
    },
    async fates() {
      const { items } = await notifications.notices.list({ limit: 100 });
      return items
        .toReversed()
        .map(({ subject, receiver, channelName, state, fate }) =>
          [subject, receiver ?? channelName, state, fate].filter((part) => part !== null).join(' '),
        );
    },
  };
}

function watchedCarriers(sent: Sent, faults: NoticeWorld['faults']) {
  const answer = <Message>(
    list: Message[],
    message: Message,
    kind: keyof NoticeWorld['faults'],
  ): Promise<SendFault | undefined> => {
    if (faults[kind] === undefined) list.push(message);
    return Promise.resolve(faults[kind]);
  };
  return {
    sendMail: (_server: object, _password: string | undefined, mail: Mail) =>
      answer(sent.mails, mail, 'mail'),
    callWebhook: (url: string, _secret: string, { key, body }: { key: string; body: string }) =>
      answer(sent.calls, { url, key, body }, 'webhook'),
    publish: (_broker: object, _password: string | undefined, message: { topic: string; payload: string }) =>
      answer(sent.published, message, 'mqtt'),
    push: {
      publicKey: 'key',
      send: ({ endpoint }: { endpoint: string }, { payload }: { payload: string }) =>
        answer(sent.pushes, { endpoint, payload }, 'push'),
    },
  };
}

async function makeChannels({ channels }: Notifications): Promise<NoticeWorld['channelIds']> {
  const mail = await channels.create({
    kind: 'mail',
    name: 'Town mail',
    settings: { host: 'mail.example', port: 465, security: 'tls', user: 'vigie', from: 'vigie@example.org' },
    secret: 'canary-mail-password',
  });
  const webhook = await channels.create({
    kind: 'webhook',
    name: 'Supervision',
    settings: { url: 'https://supervision.example/vigie' },
  });
  const mqtt = await channels.create({
    kind: 'mqtt',
    name: 'Broker',
    settings: { host: 'broker.example', port: 8883, security: 'tls', topic: 'vigie' },
  });
  return { mail: mail.channel.id, webhook: webhook.channel.id, mqtt: mqtt.channel.id };
}
