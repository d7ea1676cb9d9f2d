import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { childrenOf, kill, lives, type MortalMain, startMain, stopMain } from '../fakes/mortal-main.ts';

const parent = fileURLToPath(new URL('../fakes/supervising-parent.ts', import.meta.url));
const footage = fileURLToPath(new URL('../fixtures/footage', import.meta.url));
const started: ChildProcess[] = [];
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vigie-killed-'));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map(stopMain));
  rmSync(directory, { recursive: true, force: true });
});

async function serve(): Promise<MortalMain> {
  const main = await startMain(directory, { VIGIE_SOURCES_DIRECTORY: footage });
  started.push(main.process);
  return main;
}

test('when main is killed the analysis ends itself, and the next start takes the database over', async () => {
  const first = await serve();
  const [analysis = 0] = childrenOf(first.process.pid, 'analysis-process');
  expect(lives(analysis)).toBe(true);
  await kill(first.process);
  await expect.poll(() => lives(analysis), { timeout: 20_000 }).toBe(false);
  const second = await serve();
  const parts = ((await (await fetch(`${second.url}/readyz`)).json()) as { parts: object }).parts;
  expect(parts).toEqual({ database: 'ready', analysis: 'ready' });
});

test('when main is killed during a replay its process ends too, and the clip is gone with the next start', async () => {
  const first = await serve();
  const ask = await signedIn(first);
  const purpose = await ask('POST', '/api/v1/legal/purposes', { name: 'Yard', code: 'site-protection' });
  const cameraId = await ask('POST', '/api/v1/cameras', {
    name: 'Yard',
    enabled: false,
    place: 'closed-site',
    purposeIds: [purpose],
    source: { url: 'file:depot-yard.mp4' },
  });
  const corners = {
    name: 'yard',
    polygon: [
      [0, 0.48],
      [1, 0.53],
      [1, 1],
    ],
  };
  const zoneId = await ask('POST', `/api/v1/cameras/${cameraId}/zones`, corners);
  const rule = { name: 'Trial', cameraId, kind: 'intrusion', parameters: { zoneId } };
  const replay = await ask('POST', '/api/v1/replays', { rule, source: { kind: 'clip' } });
  await ask('PUT', `/api/v1/replays/${replay}/clip`, readFileSync(join(footage, 'depot-yard.mp4')));
  const processes = (): number[] => childrenOf(first.process.pid, 'replay-process');
  await expect.poll(() => processes().length, { timeout: 60_000 }).toBe(1);
  const [running = 0] = processes();
  const clips = (): string[] => readdirSync(join(directory, 'data/replays'));
  expect(clips()).toHaveLength(1);
  await kill(first.process);
  await expect.poll(() => lives(running), { timeout: 20_000 }).toBe(false);
  await serve();
  expect(clips()).toEqual([]);
});

/** Makes the first people; answers what asks as the administrator and gives the id of what was made. */
async function signedIn({ url, setupToken: token }: MortalMain) {
  const password = 'correct horse battery staple';
  const administrator = { name: 'Ada Admin', email: 'ada@example.org', password };
  const operator = { name: 'Oscar Operator', email: 'oscar@example.org', password };
  let cookie = '';
  const send = async (method: string, path: string, body: unknown): Promise<Response> => {
    const isFilm = body instanceof Uint8Array;
    const type = isFilm ? 'video/mp4' : 'application/json';
    const answer = await fetch(url + path, {
      method,
      headers: { origin: url, cookie, 'content-type': type },
      body: isFilm ? Buffer.from(body) : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  await send('POST', '/api/v1/setup', { token, administrator, operator });
  const answer = await send('POST', '/api/auth/sign-in/email', { email: administrator.email, password });
  cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return async (method: string, path: string, body: unknown): Promise<number> => {
    const text = await (await send(method, path, body)).text();
    return text === '' ? 0 : ((JSON.parse(text) as { id?: number }).id ?? 0);
  };
}

test('an analysis that hangs when main is killed ends too', async () => {
  const main = fork(parent);
  started.push(main);
  const [pid] = (await once(main, 'message')) as [number];
  await pause(4000);
  expect(lives(pid)).toBe(true);
  await kill(main);
  await expect.poll(() => lives(pid), { timeout: 20_000 }).toBe(false);
});
