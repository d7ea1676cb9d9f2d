import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join as pathOf } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { createReachCheck } from '#app/camera-reach.ts';
import { addressFault } from '#features/cameras/source-url.ts';
import { allowAddress } from '#foundation/allowed-addresses.ts';
import { VigieError } from '#foundation/errors.ts';
import { collectPictures, silentLog } from '../fakes/collect-pictures.ts';
import { type HttpWorld, openHttpWorld } from '../integration/http-world.ts';
import { type Ask, asking, insideWords, join } from './callers.ts';

vi.mock('node:child_process', { spy: true });

let world: HttpWorld;
let technical: Ask;
let dpo: Ask;

beforeAll(async () => {
  world = await openHttpWorld({ cameraNetworks: ['192.0.2.0/24'] });
  technical = asking(world, await join(world, 'technical'));
  dpo = asking(world, await join(world, 'dpo'));
});
afterAll(() => world.close());

const add = (url: string) =>
  technical('POST', '/api/v1/cameras', { name: 'Gate', place: 'closed-site', source: { url } });

const elsewhere = [
  'http://127.0.0.1/',
  'rtsp://127.0.0.1:554/live',
  'http://127.1/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://2130706433/',
  'http://0/',
  'rtsp://0x7f000001/live',
  'http://%31%32%37.0.0.1/',
  'http://１２７.0.0.1/',
  'http://localhost/',
  'rtsps://camera.localhost/',
  'http://[::1]/',
  'rtsp://[::ffff:127.0.0.1]/live',
  'http://[::ffff:7f00:1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://169.254.169.254/latest/meta-data/',
  'rtsp://169.254.169.254/',
  'http://[fd00:ec2::254]/',
  'http://0xA9FEA9FE/',
  'http://10.0.0.1/',
  'rtsp://192.0.3.1/live',
  'http://[fe80::1]/',
];
const otherWays = [
  'file:///etc/passwd',
  'file:../vigie.yml',
  'gopher://192.0.2.1/',
  'ftp://192.0.2.1/',
  'concat:a.mp4|/etc/passwd',
  'data:text/plain,hello',
  'unix:/run/secret.sock',
  'pipe:0',
  'tcp://192.0.2.1:80',
  'rtmp://192.0.2.1/live',
  'lavfi:testsrc',
  'crypto:file:/etc/passwd',
  'hls+file:///etc/passwd',
  'async:file:/etc/passwd',
  'javascript:alert(1)',
];

test.each([...elsewhere, ...otherWays])('N15: %s is refused when it is entered', async (url) => {
  const answer = await add(url);
  expect(answer.statusCode).toBe(400);
  expect(answer.json().faults).toEqual([
    expect.objectContaining({ field: 'source.url', fix: expect.stringMatching(/\w/) }),
  ]);
  const items = (await technical('GET', '/api/v1/cameras')).json().items;
  expect(items).toEqual([]);
});

/** To FFmpeg a way of its own, to Vigie the name of a file that is not there. */
const onlyNames = ['subfile,,start,0,end,99,,:/etc/passwd', 'a.mp4|/etc/passwd'];

test.each([...elsewhere, ...otherWays, ...onlyNames])(
  'N15: %s is refused again when it is connected to',
  async (url) => {
    const source = createFrameSource({
      log: silentLog,
      allowAddress: allowAddress(['192.0.2.0/24', '0.0.0.0/0', '::/0']),
      resolveHost: () => Promise.resolve(['127.0.0.1']),
    });
    const wide = /\/\/(?:10\.0\.0\.1|192\.0\.3\.1)/.test(url);
    if (wide) return;
    const { pictures, fault } = await collectPictures(source, { url });
    expect(pictures).toEqual([]);
    expect(fault).toBeInstanceOf(VigieError);
    expect(String(fault)).not.toMatch(/root:|ami-id/);
    await source.stop();
  },
);

test('N15: a name that first leads to a camera and then inside is refused at the second connection', async () => {
  const asked: string[] = [];
  const answers = [['192.0.2.7'], ['127.0.0.1'], ['::1'], ['169.254.169.254']];
  const source = createFrameSource({
    log: silentLog,
    allowAddress: allowAddress(['192.0.2.0/24']),
    resolveHost: (host) => {
      asked.push(host);
      return Promise.resolve(answers[Math.min(asked.length - 1, 3)] ?? []);
    },
    stallMs: 300,
  });
  for (const scheme of ['rtsp', 'rtsp', 'http', 'https']) {
    const { fault } = await collectPictures(source, { url: `${scheme}://camera.example/live` });
    expect(fault).toBeInstanceOf(VigieError);
    // The first is a camera that does not answer; the others are never dialled.
    if (asked.length > 1) expect(fault).toMatchObject({ code: 'forbidden' });
  }
  expect(asked).toHaveLength(4);
  await source.stop();
});

test('N16: an address outside of the networks of cameras is refused, one inside is not', () => {
  const check = createReachCheck(['192.0.2.0/24', 'fd12::/16']);
  expect(check('source.url', 'rtsp://u:hunter2@198.51.100.1/live')?.message).toBe(
    'its address 198.51.100.1 is not in the networks of cameras',
  );
  for (const url of [
    'rtsp://u:p@192.0.2.9/live',
    'http://[fd12::9]/',
    'rtsp://camera.example/',
    'file:a.mp4',
  ])
    expect(check('source.url', url)).toBeUndefined();
});

test('N16: a stored password is in no answer, refusal, log line or export', async () => {
  const secrets = ['hunter2-canary', 'token-canary'];
  const url = `rtsp://viewer:${secrets[0]}@192.0.2.10/live?token=${secrets[1]}`;
  const made = await add(url);
  expect(made.statusCode).toBe(201);
  const { id } = made.json();
  const answers = [
    made,
    await technical('GET', '/api/v1/cameras'),
    await technical('GET', `/api/v1/cameras/${id}`),
    await technical('PATCH', `/api/v1/cameras/${id}`, { name: 'Door' }),
    await technical('PATCH', `/api/v1/cameras/${id}`, { source: { url: `${url} x` } }),
    await technical('PATCH', `/api/v1/cameras/${id}`, {
      source: { url: url.replace('192.0.2.10', '10.0.0.1') },
    }),
    await technical('PATCH', `/api/v1/cameras/${id}`, { source: { url, loop: 'yes' } }),
    await technical('POST', '/api/v1/cameras', {
      name: 'Other',
      source: { url: `${url}\nx` },
      place: 'closed-site',
    }),
    await dpo('GET', '/api/v1/audit'),
    await dpo('GET', '/api/v1/audit.csv'),
    await dpo('GET', '/api/v1/audit.json'),
    await dpo('GET', '/api/v1/compliance/record'),
    await dpo('GET', '/api/v1/compliance/record.csv'),
    await world.app.inject('/api/v1/public/cameras'),
    await world.app.inject('/api/v1/openapi.json'),
  ];
  for (const answer of answers)
    for (const secret of secrets) expect([answer.statusCode, answer.body]).not.toContain(secret);
  const said = answers.map(({ body }) => body).join('\n');
  for (const secret of secrets) expect(said).not.toContain(secret);
  expect(said).toContain('viewer:***@192.0.2.10');
  await technical('DELETE', `/api/v1/cameras/${id}`);
});

const arguments_ = [
  'rtsp://192.0.2.1/live -f null -y out.bin',
  '-y out.bin',
  '--help',
  'rtsp://192.0.2.1/live\r\nSETUP rtsp://10.0.0.1/ RTSP/1.0',
  'rtsp://192.0.2.1/$(touch out.bin)',
  'rtsp://192.0.2.1/`touch out.bin`',
  'rtsp://192.0.2.1/; touch out.bin',
  'rtsp://192.0.2.1/| touch out.bin',
  'rtsp://192.0.2.1/\0',
  'rtsp://user\n:p@192.0.2.1/',
  'file:a.mp4\0.txt',
];

test.each(arguments_)('N17: %j reaches no process, makes no file and begins no second line', async (url) => {
  const spawned = vi.mocked(spawn).mock.calls.length;
  const answer = await add(url);
  expect([201, 400]).toContain(answer.statusCode);
  expect(answer.body).not.toMatch(insideWords);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be refused
  if (/[\u0000-\u001f]/.test(url)) expect(addressFault('source.url', url)).toBeDefined();
  const source = createFrameSource({
    log: silentLog,
    allowAddress: () => false,
    filesDirectory: world.directory,
  });
  const { pictures, fault } = await collectPictures(source, { url });
  expect(pictures).toEqual([]);
  expect(fault).toBeInstanceOf(VigieError);
  expect(vi.mocked(spawn).mock.calls.length).toBe(spawned);
  for (const folder of [process.cwd(), world.directory])
    expect(existsSync(pathOf(folder, 'out.bin'))).toBe(false);
  if (answer.statusCode === 201) await technical('DELETE', `/api/v1/cameras/${answer.json().id}`);
  await source.stop();
});

test.each(['name', 'maskWaiver'])(
  'N17: a line end or NUL in %s is refused or stored as the text it is',
  async (field) => {
    for (const text of ['ten letters\0 and more', 'ten letters\r\nX-Evil: 1']) {
      const answer = await technical('POST', '/api/v1/cameras', {
        name: 'Gate',
        place: 'closed-site',
        source: { url: 'file:a.mp4' },
        [field]: text,
      });
      expect([400, 403]).toContain(answer.statusCode);
      expect(answer.body).not.toMatch(insideWords);
    }
  },
);
