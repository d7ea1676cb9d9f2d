import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../test/fakes/free-port.ts';
import { startMailServer } from '../../test/fakes/mail-server.ts';
import { noMosquitto, startMosquitto } from '../../test/fakes/mosquitto.ts';
import { type NoticeWorld, openNoticeWorld, stepOf } from '../../test/notice-world.ts';
import { openCarriers } from './notifications.ts';
import { createOutgoingGate } from './outgoing-gate.ts';

const directory = mkdtempSync(join(tmpdir(), 'vigie-delivered-'));
const ends: (() => unknown)[] = [];
let world: NoticeWorld;
let anna: string;
let boris: string;

beforeAll(async () => {
  const gate = createOutgoingGate(['127.0.0.0/8']);
  world = await openNoticeWorld(await openCarriers(directory, gate, () => 'https://vigie.example'));
});
afterAll(async () => {
  await world?.database.close();
  rmSync(directory, { recursive: true });
});
beforeEach(async () => {
  await world.reset();
  anna = await world.join('Anna', 'operator', true);
  boris = await world.join('Boris', 'operator', true);
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const channel = async (name: string) =>
  (await world.notifications.channels.list()).find((one) => one.name === name);
const confirm = (id: number) =>
  world.services.alerts.transition(id, { to: 'confirmed' }, { id: anna, name: 'Anna' });

describe('mail, on a real server', () => {
  const openMail = async (recipient: (address: string) => number | undefined) => {
    const server = await startMailServer({ recipient });
    ends.push(server.stop);
    await world.notifications.channels.update(world.channelIds.mail, {
      settings: { host: '127.0.0.1', port: server.port, security: 'none', from: 'vigie@example.org' },
      // Asked for because the host changes; without a user it is kept nowhere.
      secret: 'none',
    });
    return server;
  };

  test('of two receivers the server refuses one: the other has the mail, and who keeps the channels sees why', async () => {
    const { received } = await openMail((address) => (address.startsWith('anna') ? 550 : undefined));
    await world.plan({ steps: [stepOf([anna, boris])] });
    await world.raise();
    await world.work();
    expect(received.map(({ to }) => to)).toEqual([['boris@example.org']]);
    expect(await world.fates()).toEqual(['raised Anna dead refused', 'raised Boris sent']);
    expect(await channel('Town mail')).toMatchObject({
      waiting: 0,
      retryAt: null,
      lastFault: { detail: 'SMTP 550' },
    });
  });

  test('an address that is full each time is given up after ten tries, while others are served', async () => {
    const asked: string[] = [];
    const { received } = await openMail((address) => {
      asked.push(address);
      return address.startsWith('anna') ? 452 : undefined;
    });
    await world.plan({ steps: [stepOf([anna, boris])] });
    await world.raise();
    for (let round = 0; round < 15; round++) {
      await world.work();
      world.pass(16);
    }
    expect(asked.filter((address) => address.startsWith('anna'))).toHaveLength(10);
    expect(received).toHaveLength(1);
    const [, toAnna] = (await world.notifications.notices.list({})).items;
    expect(toAnna).toMatchObject({
      state: 'dead',
      fate: 'gave-up',
      attempts: 10,
      lastFault: { code: 'receiver', detail: 'SMTP 452' },
    });
  });
});

describe.skipIf(noMosquitto !== undefined)(
  `a broker${noMosquitto === undefined ? '' : ` (skipped: ${noMosquitto})`}`,
  () => {
    test('that is started anew in between hears of what was confirmed meanwhile, once', async () => {
      const port = await freePort();
      const login = { username: 'vigie', password: 'right' };
      const first = await startMosquitto(directory, port, login);
      ends.push(first.stop);
      await world.notifications.channels.update(world.channelIds.mqtt, {
        settings: { host: '127.0.0.1', port, security: 'none', user: login.username, topic: 'vigie' },
        secret: login.password,
      });
      await world.plan({ outside: { channelIds: [world.channelIds.mqtt], addresses: [] } });
      const [one, other] = [await world.raise(), await world.raise()];
      await confirm(one);
      await world.work();
      expect(await world.fates()).toEqual(['confirmed Broker sent']);
      await first.stop();
      await confirm(other);
      await world.work();
      expect(await channel('Broker')).toMatchObject({ waiting: 1, lastFault: { code: 'refused' } });
      const second = await startMosquitto(directory, port, login);
      ends.push(second.stop);
      const heard: unknown[] = [];
      const listener = await connectAsync(`mqtt://127.0.0.1:${port}`, login);
      ends.push(() => listener.endAsync(true));
      listener.on('message', (_, payload) => heard.push(JSON.parse(String(payload)).alerts[0].id));
      await listener.subscribeAsync('vigie/#', { qos: 1 });
      world.pass(1);
      await world.work();
      await world.work();
      await expect.poll(() => heard).toEqual([other]);
      expect(await channel('Broker')).toMatchObject({ waiting: 0, retryAt: null });
    });
  },
);

describe('a webhook', () => {
  /** Answers each call with the next of these statuses; the last one stays. */
  const openHook = async (...answers: readonly [number, IncomingHttpHeaders?][]) => {
    const keys: (string | string[] | undefined)[] = [];
    const server = createServer((request, response) => {
      keys.push(request.headers['idempotency-key']);
      const [status = 200, headers = {}] = answers[Math.min(keys.length, answers.length) - 1] ?? [];
      response.writeHead(status, headers as Record<string, string>).end('x'.repeat(2_000_000));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ends.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    await world.notifications.channels.update(world.channelIds.webhook, { settings: { url } });
    await world.plan({ outside: { channelIds: [world.channelIds.webhook], addresses: [] } });
    return keys;
  };

  test('that fails, sends on to a forbidden address, then takes it with 2 MB of answer, is called with one key', async () => {
    const keys = await openHook([500], [302, { location: 'http://169.254.169.254/latest' }], [200]);
    await confirm(await world.raise());
    await world.work();
    expect(await channel('Supervision')).toMatchObject({ lastFault: { detail: 'HTTP 500' } });
    world.pass(1);
    await world.work();
    expect(await channel('Supervision')).toMatchObject({ waiting: 1, lastFault: { code: 'redirect' } });
    world.pass(1);
    await world.work();
    expect(await world.fates()).toEqual(['confirmed Supervision sent']);
    expect([keys.length, new Set(keys).size]).toEqual([3, 1]);
  });

  test('that never takes anything is tried less and less often, until nobody wants the message any more', async () => {
    const keys = await openHook([500]);
    await confirm(await world.raise());
    for (let minutes = 0; minutes < 60; minutes++) {
      await world.work();
      world.pass(1);
    }
    expect(keys.length).toBeGreaterThan(5);
    expect(keys.length).toBeLessThan(15);
    world.pass(72 * 60);
    await world.notifications.planning.sweep();
    expect(await world.fates()).toEqual(['confirmed Supervision expired too-late']);
    expect((await world.notifications.notices.list({})).items[0]).toMatchObject({
      lastFault: { code: 'answer', detail: 'HTTP 500' },
    });
  });
});
