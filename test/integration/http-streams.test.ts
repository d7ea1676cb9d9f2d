import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { LiveHead } from '#features/video-analysis/live-schema.ts';
import { lawfulCamera } from '../lawful.ts';
import { type HttpWorld, habilitation, openHttpWorld, people, setUpPeople, signIn } from './http-world.ts';

let world: HttpWorld;
let address: string;
let cameraId: number;
let ruleId: number;

beforeAll(async () => {
  world = await openHttpWorld();
  await setUpPeople(world);
  const operator = (await world.people.list()).find(({ email }) => email === people.operator.email);
  await world.people.grant(operator?.id ?? '', habilitation, { id: 'somebody', name: 'Somebody' });
  await world.app.listen({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}`;
  const camera = await world.services.cameras.insert({
    name: 'Depot gate',
    source: { url: 'file:gate.mp4' },
    ...(await lawfulCamera(world.services)),
  });
  cameraId = camera.id;
  const polygon: [number, number][] = [
    [0, 0],
    [1, 0],
    [1, 1],
  ];
  const zone = await world.services.zones.zones.insert(cameraId, { name: 'yard', polygon });
  const rule = await world.services.rules.insert({
    name: 'Person in the yard',
    cameraId,
    kind: 'intrusion',
    parameters: { zoneId: zone.id, classes: ['person'] },
    cooldownSeconds: 0,
  });
  ruleId = rule.id;
});
afterAll(() => world.close());

let sequence = 0;
const raise = (): Promise<unknown> =>
  world.services.storeReport({
    cameraId,
    run: '3e0f7c1e-6f39-4b0e-9d8e-0e5a2f9f1a11',
    sequence: sequence++,
    events: [
      {
        ruleId,
        kind: 'intrusion',
        timeMs: Date.now() + sequence * 1000,
        arrivedMs: Date.now(),
        class: 'person',
        confidence: 0.9,
        point: [0.5, 0.5],
      },
    ],
    counts: [],
    presence: [],
    coverage: [],
    measures: [],
    stays: [],
  });

interface Message {
  readonly id?: string;
  readonly event?: string;
  readonly data?: { readonly id?: number; readonly state?: string; readonly cameraId?: number };
}

const isNews = ({ event }: Message): boolean => event !== undefined && event !== 'begin';

/** Follows the events as a browser does. */
async function follow(headers: Record<string, string>) {
  const stop = new AbortController();
  const answer = await fetch(`${address}/api/v1/events`, { headers, signal: stop.signal });
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  async function next(): Promise<Message> {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const message = parse(text.slice(0, end));
        text = text.slice(end + 2);
        if (isNews(message)) return message;
        continue;
      }
      const { value, done } = await reader.read();
      if (done) throw new Error('the stream ended');
      text += decoder.decode(value, { stream: true });
    }
  }
  return { answer, next, stop: () => stop.abort() };
}

function parse(block: string): Message {
  const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s) as [string, string]));
  const data = fields.get('data');
  return {
    ...(fields.has('id') ? { id: fields.get('id') ?? '' } : {}),
    ...(fields.has('event') ? { event: fields.get('event') ?? '' } : {}),
    ...(data === undefined ? {} : { data: JSON.parse(data) as NonNullable<Message['data']> }),
  };
}

test('an alert comes as it is stored, then as it is decided, and the ones missed come after a break', async () => {
  const session = await signIn(world, 'operator');
  const stream = await follow(session);
  expect(stream.answer.headers.get('content-type')).toContain('text/event-stream');
  await raise();
  const first = await stream.next();
  expect(first).toMatchObject({ event: 'alert', data: { cameraId, state: 'new' } });
  await world.services.alerts.transition(
    first.data?.id ?? 0,
    { to: 'acknowledged' },
    { id: null, name: 'Oscar' },
  );
  const second = await stream.next();
  expect(second.data).toMatchObject({ id: first.data?.id, state: 'acknowledged' });
  stream.stop();

  await raise();
  await raise();
  const resumed = await follow({ ...session, 'last-event-id': second.id ?? '' });
  const missed = [await resumed.next(), await resumed.next()];
  expect(missed.map(({ data }) => data?.state)).toEqual(['new', 'new']);
  expect(Number(missed[1]?.id)).toBeGreaterThan(Number(missed[0]?.id));
  resumed.stop();
});

test('counts and the health of cameras come too, and a key cannot follow', async () => {
  const stream = await follow(await signIn(world, 'administrator'));
  world.events.publish('count', {
    cameraId,
    lineId: 1,
    class: 'car',
    direction: 'forward',
    count: 2,
    bucketStartMs: 0,
  });
  expect(await stream.next()).toMatchObject({ event: 'count', data: { cameraId } });
  stream.stop();
  const key = await world.keys.create({ name: 'reader', scopes: ['alerts:read'] });
  const refused = await fetch(`${address}/api/v1/events`, { headers: { authorization: `Bearer ${key}` } });
  expect(refused.status).toBe(403);
});

const head = (timeMs: number): LiveHead => ({ cameraId, timeMs, width: 640, height: 360, tracks: [] });

test('an operator sees live pictures, whole and in order; an administrator does not', async () => {
  const url = `${address}/api/v1/live?cameras=${cameraId}&motive=camera`;
  expect((await fetch(url, { headers: await signIn(world, 'administrator') })).status).toBe(403);
  const answer = await fetch(url, { headers: await signIn(world, 'operator') });
  expect(answer.headers.get('content-type')).toBe('application/vnd.vigie.live');
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  let bytes = Buffer.alloc(0);
  const read = async (length: number): Promise<Buffer> => {
    while (bytes.length < length) {
      const { value, done } = await reader.read();
      if (done) throw new Error('the stream ended');
      bytes = Buffer.concat([bytes, value]);
    }
    const part = bytes.subarray(0, length);
    bytes = bytes.subarray(length);
    return part;
  };
  for (const timeMs of [1, 2]) {
    world.live.show(head(timeMs), new Uint8Array([0xff, 0xd8, timeMs]));
    const text = await read((await read(4)).readUInt32BE());
    expect(JSON.parse(text.toString('utf8'))).toEqual(head(timeMs));
    expect([...(await read((await read(4)).readUInt32BE()))]).toEqual([0xff, 0xd8, timeMs]);
  }
  await reader.cancel();
  await expect.poll(() => world.live.watchers.size).toBe(0);
});

const statusOf = async (path: string, headers: Record<string, string>): Promise<number> => {
  const answer = await fetch(`${address}${path}`, { headers });
  await answer.body?.cancel();
  return answer.status;
};

test('whoever may know a camera sees it blurred, without a reason; sharp, as pictures or video, only who may', async () => {
  const coarse = `/api/v1/live/coarse?cameras=${cameraId}`;
  const sharp = `/api/v1/live?cameras=${cameraId}&motive=camera`;
  const key = await world.keys.create({ name: 'reader of settings', scopes: ['configuration:read'] });
  const table = [
    ['administrator', await signIn(world, 'administrator'), 200, 403],
    ['operator', await signIn(world, 'operator'), 200, 200],
    ['nobody', {}, 401, 401],
    ['a key', { authorization: `Bearer ${key}` }, 403, 403],
  ] as const;
  for (const [who, headers, hazy, full] of table) {
    for (const video of ['', `&video=${cameraId}`]) {
      expect([who, await statusOf(coarse + video, headers)]).toEqual([who, hazy]);
      expect([who, await statusOf(sharp + video, headers)]).toEqual([who, full]);
    }
  }
  expect(await statusOf(`${coarse},987654`, await signIn(world, 'administrator'))).toBe(404);
});

test('a camera that is not there is said at once, not waited for', async () => {
  const answer = await fetch(`${address}/api/v1/live?cameras=${cameraId},987654`, {
    headers: await signIn(world, 'operator'),
  });
  expect(answer.status).toBe(404);
});

test('receivers who leave at once, whenever that is, leave no stream behind', async () => {
  const headers = await signIn(world, 'operator');
  for (let waitMs = 0; waitMs < 40; waitMs += 2) {
    for (const path of ['/api/v1/events', `/api/v1/live?cameras=${cameraId}&motive=camera`]) {
      const leaving = new AbortController();
      const asked = fetch(`${address}${path}`, { headers, signal: leaving.signal }).catch(() => undefined);
      await pause(waitMs);
      leaving.abort();
      await asked;
    }
  }
  await vi.waitFor(() => expect(world.app.openStreams.size).toBe(0), { timeout: 10_000 });
});

test('the server closes although streams are open', async () => {
  const stream = await follow(await signIn(world, 'operator'));
  await world.app.close();
  await expect(stream.next()).rejects.toThrow();
});
