import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCarriers } from '#app/notifications.ts';
import { createOutgoingGate } from '#app/outgoing-gate.ts';
import type { Broker, Carriers, MailServer } from '#features/notifications/ports.ts';
import { freePort } from '../fakes/free-port.ts';
import { type MailServerWishes, startMailServer } from '../fakes/mail-server.ts';
import { noMosquitto, startMosquitto } from '../fakes/mosquitto.ts';
import { makeBrowserKeys } from '../fakes/push-service.ts';

const directory = mkdtempSync(join(tmpdir(), 'vigie-channels-'));
const publicUrl = (): string => 'https://vigie.example';
let carriers: Carriers;
const ends: (() => unknown)[] = [];

beforeAll(async () => {
  carriers = await openCarriers(directory, createOutgoingGate(['127.0.0.0/8', '::1/128']), publicUrl);
});
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
  rmSync(directory, { recursive: true });
});

const portOf = (server: { address(): AddressInfo | string | null }): number =>
  (server.address() as AddressInfo).port;

/** A real SMTP server that wants a password, and refuses mailboxes it does not know. */
async function openMailServer(wishes: MailServerWishes = {}) {
  const server = await startMailServer({
    login: { username: 'vigie', password: 'right' },
    recipient: (address) => (address.startsWith('nobody') ? 550 : undefined),
    ...wishes,
  });
  ends.push(server.stop);
  return server;
}

describe('mail, on a real SMTP server', () => {
  const at = (port: number, change: Partial<MailServer> = {}): MailServer => ({
    host: '127.0.0.1',
    port,
    security: 'none',
    user: 'vigie',
    from: 'vigie@town.example',
    ...change,
  });
  const mail = {
    key: 'raised-1',
    fromName: 'Vigie, Ville de Démo',
    to: 'anna@town.example',
    subject: 'Alerte à vérifier : « Cour »\r\nBcc: eve@example.org',
    text: 'Lieu : Dépôt\n',
    isUrgent: true,
  };

  test('arrives with its key; a line end in a subject adds no header', async () => {
    const { port, received } = await openMailServer();
    expect(await carriers.sendMail(at(port), 'right', mail)).toBeUndefined();
    expect(received.map(({ from, to }) => [from, to])).toEqual([
      ['vigie@town.example', ['anna@town.example']],
    ]);
    const source = received[0]?.source ?? '';
    expect(source).toContain('Message-ID: <raised-1@town.example>');
    expect(source).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(source).not.toMatch(/^Bcc:/m);
  });

  test('each failure is told for what it is', async () => {
    const { port, received } = await openMailServer();
    const secure = await openMailServer({ secure: true });
    const closed = await freePort();
    const told = async (server: MailServer, password = 'right', change = {}) =>
      carriers.sendMail(server, password, { ...mail, ...change });
    expect(await told(at(port), 'wrong')).toMatchObject({ code: 'wrong-password', scope: 'channel' });
    expect(await told(at(port), 'right', { to: 'nobody@town.example' })).toMatchObject({
      code: 'receiver',
      scope: 'message',
      isFinal: true,
    });
    expect(await told(at(closed))).toMatchObject({ code: 'refused', scope: 'channel' });
    expect(await told(at(port, { host: 'no-such-host.invalid' }))).toMatchObject({ code: 'unknown-host' });
    expect(await told(at(secure.port, { security: 'tls' }))).toMatchObject({ code: 'certificate' });
    expect(await told(at(port, { security: 'starttls' }))).toMatchObject({ code: 'no-encryption' });
    expect(await told(at(port, { host: '192.0.2.1' }))).toMatchObject({ code: 'not-allowed' });
    expect([...received, ...secure.received]).toEqual([]);
  });
});

describe.skipIf(noMosquitto !== undefined)(
  `MQTT, on Mosquitto${noMosquitto === undefined ? '' : ` (skipped: ${noMosquitto})`}`,
  () => {
    let broker: Broker;
    beforeAll(async () => {
      const port = await freePort();
      const mosquitto = await startMosquitto(directory, port, { username: 'vigie', password: 'right' });
      ends.push(mosquitto.stop);
      broker = { host: '127.0.0.1', port, security: 'none', user: 'vigie', topic: 'town/vigie' };
    });

    test('a message arrives at who subscribed, and is not kept for who comes later', async () => {
      const url = `mqtt://127.0.0.1:${broker.port}`;
      const listener = await connectAsync(url, { username: 'vigie', password: 'right' });
      ends.push(() => listener.endAsync(true));
      await listener.subscribeAsync('town/#', { qos: 1 });
      const heard = new Promise<
        readonly [string, string, { readonly retain: boolean; readonly qos: number }]
      >((resolve) => {
        listener.once('message', (topic, payload, packet) => resolve([topic, String(payload), packet]));
      });
      const message = { topic: 'town/vigie/alerts/confirmed', payload: '{"id":"confirmed-1"}' };
      expect(await carriers.publish(broker, 'right', message)).toBeUndefined();
      const [topic, payload, packet] = await heard;
      expect([topic, payload, packet.retain, packet.qos]).toEqual([message.topic, message.payload, false, 1]);
    });

    test('each failure is told for what it is', async () => {
      const message = { topic: 'town/vigie', payload: '{}' };
      const told = (change: Partial<Broker>, password = 'right') =>
        carriers.publish({ ...broker, ...change }, password, message);
      expect(await told({}, 'wrong')).toMatchObject({ code: 'wrong-password', scope: 'channel' });
      expect(await told({ port: await freePort() })).toMatchObject({ code: 'refused' });
      expect(await told({ security: 'tls' })).toMatchObject({ scope: 'channel' });
      expect(await told({ host: '192.0.2.1' })).toMatchObject({ code: 'not-allowed' });
    });
  },
);

interface Call {
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A receiver whose answers are given in advance; the last one stays. */
async function openReceiver(statuses: readonly number[], headers: Record<string, string> = {}) {
  const calls: Call[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      calls.push({ headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(statuses[Math.min(calls.length, statuses.length) - 1] ?? 200, headers).end('x');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => server.close());
  return { url: `http://127.0.0.1:${portOf(server)}/hook`, calls };
}

describe('webhooks', () => {
  const call = { key: 'confirmed-1-2', body: '{"id":"confirmed-1-2"}', atMs: 1_763_900_000_000 };

  test('a receiver that fails first is told, and gets the same key and body with a signature that can be checked', async () => {
    const { url, calls } = await openReceiver([503, 200], { 'retry-after': '30' });
    expect(await carriers.callWebhook(url, 'key', call)).toEqual({
      code: 'answer',
      detail: 'HTTP 503',
      scope: 'channel',
      retryAfterMs: 30_000,
    });
    expect(await carriers.callWebhook(url, 'key', call)).toBeUndefined();
    expect(calls.map(({ headers, body }) => [headers['idempotency-key'], String(body)])).toEqual([
      [call.key, call.body],
      [call.key, call.body],
    ]);
    const signed = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(calls[1]?.headers['x-vigie-signature']));
    expect(signed?.[2]).toBe(createHmac('sha256', 'key').update(`${signed?.[1]}.${call.body}`).digest('hex'));
  });

  test('N33: no webhook reaches an address that is not listed, by name, number, redirect or other spelling', async () => {
    const inside = await openReceiver([200]);
    const { port } = new URL(inside.url);
    const onlyTown = await openCarriers(directory, createOutgoingGate(['203.0.113.0/24']), publicUrl);
    const names = createOutgoingGate(['203.0.113.0/24', '0.0.0.0/0', '::/0'], async (host) =>
      host === 'metadata.example' ? ['169.254.169.254'] : ['127.0.0.1'],
    );
    const wide = await openCarriers(directory, names, publicUrl);
    for (const target of [
      `http://127.0.0.1:${port}/hook`,
      `http://localhost:${port}/hook`,
      `http://[::1]:${port}/hook`,
      `http://[::ffff:127.0.0.1]:${port}/hook`,
      `http://0x7f.1:${port}/hook`,
      `http://2130706433:${port}/hook`,
      `http://0.0.0.0:${port}/hook`,
      'http://169.254.169.254/latest/meta-data',
      'http://metadata.example/latest',
      'http://10.0.0.1/hook',
      `http://user:word@127.0.0.1:${port}/hook`,
      'file:///etc/passwd',
      'not an address',
    ]) {
      for (const one of target.includes('10.0.0.1') ? [onlyTown] : [onlyTown, wide])
        expect([target, await one.callWebhook(target, 'key', call)]).toEqual([
          target,
          expect.objectContaining({ code: expect.stringMatching(/^(not-allowed|unknown-host)$/) }),
        ]);
    }
    expect(inside.calls).toEqual([]);
  });

  test('N33: a redirect is not followed', async () => {
    const inside = await openReceiver([200]);
    const outside = await openReceiver([302], { location: inside.url });
    expect(await carriers.callWebhook(outside.url, 'key', call)).toMatchObject({ code: 'redirect' });
    expect(inside.calls).toEqual([]);
  });

  test('N33: without TLS nothing crosses the internet', async () => {
    const gate = createOutgoingGate(['0.0.0.0/0'], async () => ['203.0.113.9']);
    const wide = await openCarriers(directory, gate, publicUrl);
    expect(await wide.callWebhook('http://town.example/hook', 'key', call)).toMatchObject({
      code: 'no-encryption',
    });
  });
});

describe('web push', () => {
  test('is encrypted for the browser alone and signed by a key that lies in the data directory for this user only', async () => {
    const { url, calls } = await openReceiver([201, 410]);
    const browser = makeBrowserKeys();
    const target = { endpoint: url, p256dh: browser.p256dh, auth: browser.auth };
    const push = {
      payload: '{"id":"raised-1","title":"Alerte à vérifier"}',
      lifeSeconds: 60,
      isUrgent: true,
    };
    expect(await carriers.push.send(target, push)).toBeUndefined();
    const [first] = calls;
    expect(first?.body.includes('Alerte')).toBe(false);
    expect(browser.read(first?.body ?? Buffer.alloc(0))).toBe(push.payload);
    expect(first?.headers).toMatchObject({ ttl: '60', urgency: 'high', 'content-encoding': 'aes128gcm' });
    expect(first?.headers.authorization).toMatch(new RegExp(`^vapid t=.*k=${carriers.push.publicKey}`));
    expect(await carriers.push.send(target, push)).toMatchObject({ code: 'gone', isFinal: true });
    expect(statSync(join(directory, 'web-push-keys.json')).mode & 0o777).toBe(0o600);
  });
});
