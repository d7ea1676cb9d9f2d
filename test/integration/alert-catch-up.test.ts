import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskWorld, openDeskWorld } from '../desk-world.ts';

let world: DeskWorld;
let cookie: string;
const password = 'a quiet harbour at dawn';
const people = {
  administrator: { name: 'Ada', email: 'ada@example.org', password },
  operator: { name: 'Oscar', email: 'oscar@example.org', password },
};

beforeAll(async () => {
  world = await openDeskWorld(1);
  const token = new URL(world.setupUrl).searchParams.get('token');
  await post('/api/v1/setup', { token, ...people });
  const answer = await post('/api/auth/sign-in/email', { email: people.operator.email, password });
  cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
});
afterAll(() => world?.stop());

const post = (path: string, body: object): Promise<Response> =>
  fetch(`${world.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: world.url },
    body: JSON.stringify(body),
  });

/** Reads the stream of news for a while, as a browser would that saw `after` last. */
async function follow(query: string, after: string | undefined, until: (text: string) => boolean) {
  const stop = new AbortController();
  const answer = await fetch(`${world.url}/api/v1/events${query}`, {
    headers: { cookie, ...(after === undefined ? {} : { 'last-event-id': after }) },
    signal: stop.signal,
  });
  let text = '';
  const decoder = new TextDecoder();
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  while (!until(text)) {
    const { value, done } = await reader.read();
    if (done) throw new Error('the stream ended');
    text += decoder.decode(value, { stream: true });
  }
  stop.abort();
  const blocks = text.split('\n\n');
  return {
    // A page hears of an id only with a named event.
    ids: blocks.flatMap((block) => /^id: (\d+)\nevent: /m.exec(block)?.[1] ?? []),
    alerts: blocks.flatMap((block) =>
      block.includes('event: alert\n')
        ? [JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? '{}').id as number]
        : [],
    ),
    isReset: text.includes('event: reset'),
  };
}

const alertsIn = (count: number) => (text: string) => text.split('event: alert\n').length > count;
const raise = async (...minutes: number[]): Promise<void> => {
  const [camera] = world.cameras;
  if (camera)
    await world.raise(
      camera,
      minutes.map((minute) => Date.now() + minute * 60_000),
    );
};
const listed = async (): Promise<number[]> =>
  (await world.services().alerts.list({})).items.map(({ id }) => id).sort((a, b) => a - b);

test('a reader that lost the server before its first alert misses none, and gets none twice', async () => {
  const begun = await follow('', undefined, (text) => text.includes('id: ') && text.includes('data: '));
  expect(begun.alerts).toEqual([]);
  await raise(1);
  await world.halt();
  await world.start();
  await raise(2, 3);
  const resumed = await follow('', begun.ids.at(-1), alertsIn(3));
  expect(resumed.alerts).toEqual(await listed());
  const again = await follow(`?after=${resumed.ids.at(-1)}`, undefined, (text) => text.includes('id: '));
  expect(again.alerts).toEqual([]);
  await raise(4);
  const rest = await follow(`?after=${resumed.ids.at(-1)}`, undefined, alertsIn(1));
  expect([...resumed.alerts, ...rest.alerts]).toEqual(await listed());
});

test('a number that this database never gave is answered with a reset', async () => {
  const lost = await follow('?after=999999999', undefined, (text) => text.includes('id: '));
  expect(lost).toMatchObject({ isReset: true, alerts: [] });
});
