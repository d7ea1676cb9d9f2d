import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join as pathOf } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CameraDiscovery, CameraTest, DeviceView } from '#features/cameras/check-schema.ts';
import { type OnvifDevice, type OnvifWishes, startOnvifDevice } from '../fakes/onvif-device.ts';
import { type RtspServer, rtspServerMissing, startRtspServer } from '../fakes/rtsp-server.ts';
import { makeClip } from '../fakes/video-clip.ts';
import { type Ask, asking, join } from '../security/callers.ts';
import { type HttpWorld, openHttpWorld } from './http-world.ts';

const missing = await rtspServerMissing();
const secret = 'Geheim-42é';
const user = { username: 'vigie', password: secret };
let world: HttpWorld;
let technical: Ask;
let device: OnvifDevice;
let directory: string;
const open: (() => Promise<unknown>)[] = [];

const streams = ['rtsp://admin:inside@127.0.0.1:554/one', 'rtsp://10.9.9.9/two', 'http://127.0.0.1/three'];

beforeAll(async () => {
  directory = mkdtempSync(pathOf(tmpdir(), 'vigie-checks-'));
  device = await startOnvifDevice({ ...user, streams });
  world = await openHttpWorld({ cameraNetworks: ['127.0.0.1/32'], discoveryPort: device.discoveryPort });
  technical = asking(world, await join(world, 'technical'));
});
afterEach(async () => {
  for (const stop of open.splice(0)) await stop();
});
afterAll(async () => {
  await world?.close();
  await device?.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function tried(url: string, more: object = {}): Promise<CameraTest> {
  const answer = await technical('POST', '/api/v1/camera-tests', { source: { url }, ...more });
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.body).not.toContain(secret);
  return answer.json();
}

async function serving(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  open.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

describe.skipIf(missing !== undefined)(
  `a camera that works${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    let camera: RtspServer;

    beforeAll(async () => {
      const clip = await makeClip(pathOf(directory, 'clip.mp4'), {
        frames: 250,
        width: 640,
        height: 360,
        framesPerSecond: 12.5,
      });
      camera = await startRtspServer({ clip, ...user });
    });
    afterAll(() => camera?.stop());
    const address = (password: string) =>
      `rtsp://vigie:${encodeURIComponent(password)}@127.0.0.1:${camera.port}/stream`;

    it('says what its stream is, with a picture too coarse to tell anybody', async () => {
      const before = readdirSync(world.directory, { recursive: true }).length;
      const test = await tried(address(secret));
      expect(test).toMatchObject({
        address: `rtsp://127.0.0.1:${camera.port}/stream`,
        fault: null,
        stream: { codec: 'h264', width: 640, height: 360 },
      });
      expect(test.stream?.framesPerSecond).toBeGreaterThan(9);
      expect(test.stream?.framesPerSecond).toBeLessThan(16);
      expect(test.picture?.height).toBeLessThanOrEqual(96);
      const jpeg = Buffer.from(test.picture?.jpeg ?? '', 'base64');
      expect(sizeOf(jpeg)).toEqual({ width: test.picture?.width, height: test.picture?.height });
      expect(readdirSync(world.directory, { recursive: true })).toHaveLength(before);
    });

    it('a wrong password is told as that, in both languages', async () => {
      const { fault, picture } = await tried(address('wrong'));
      expect(picture).toBeNull();
      expect(fault).toMatchObject({
        reason: 'password',
        message: { en: expect.stringContaining('password'), fr: expect.stringContaining('mot de passe') },
      });
    });

    it('a path there is none is told as that', async () => {
      const test = await tried(address(secret).replace('/stream', '/other'));
      expect(test.fault?.reason).toBe('no-stream');
    });

    it('the stored password of a camera can be tried, and goes to no other address', async () => {
      const added = await technical('POST', '/api/v1/cameras', {
        name: 'Gate',
        place: 'closed-site',
        source: { url: address(secret) },
      });
      const cameraId = added.json().id as number;
      const masked = address('x').replace(':x@', ':***@');
      expect((await tried(masked, { cameraId })).fault).toBeNull();
      const elsewhere = masked.replace('/stream', '/thief');
      const refused = await technical('POST', '/api/v1/camera-tests', {
        source: { url: elsewhere },
        cameraId,
      });
      expect(refused.statusCode).toBe(400);
    });
  },
);

/** Width and height as a JPEG's own head says them. */
function sizeOf(jpeg: Buffer): { width: number; height: number } {
  for (let at = 2; at < jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xc2)
      return { height: jpeg.readUInt16BE(at + 5), width: jpeg.readUInt16BE(at + 7) };
  }
  return { width: 0, height: 0 };
}

describe('an address that gives no picture is told in plain words', () => {
  it.each([
    ['rtsp://camera.invalid/stream', 'unknown-name'],
    ['rtsp://127.0.0.1:9/stream', 'refused'],
    ['rtsp://10.0.0.1/stream', 'forbidden-address'],
    ['http://169.254.169.254/latest', 'forbidden-address'],
    ['file:nothing.mp4', 'no-file'],
  ])('%s: %s', async (url, reason) => {
    expect((await tried(url)).fault?.reason).toBe(reason);
  });

  it('a web page is no video', async () => {
    const server = createHttp((_asked, answer) => answer.end('<html>Camera</html>'.repeat(50)));
    const port = await serving(server);
    expect((await tried(`http://127.0.0.1:${port}/`)).fault?.reason).toBe('not-video');
  });

  it('a plain port where TLS is meant is a fault of encryption', async () => {
    const port = await serving(createServer((socket) => socket.end('RTSP/1.0 400 Bad\r\n\r\n')));
    expect((await tried(`rtsps://127.0.0.1:${port}/stream`)).fault?.reason).toBe('certificate');
  });

  it('a camera that sends on to a forbidden address is not followed', async () => {
    const asked: string[] = [];
    const rtsp = await serving(
      createServer((socket) => {
        socket.on('error', () => undefined);
        socket.on('data', (data) => {
          asked.push(data.toString());
          socket.write('RTSP/1.0 302 Moved\r\nCSeq: 1\r\nLocation: rtsp://169.254.169.254/x\r\n\r\n');
        });
      }),
    );
    expect((await tried(`rtsp://127.0.0.1:${rtsp}/stream`)).fault?.reason).toBe('redirected');
    const web = createHttp((_asked, answer) =>
      answer.writeHead(302, { Location: 'http://169.254.169.254/latest/meta-data/' }).end(),
    );
    expect((await tried(`http://127.0.0.1:${await serving(web)}/`)).fault?.reason).toBe('redirected');
  });

  it('one that keeps silent is given up in time, and a third test waits for its turn', async () => {
    const port = await serving(createServer((socket) => socket.on('error', () => undefined)));
    const slow = () => tried(`rtsp://127.0.0.1:${port}/stream`);
    const both = Promise.all([slow(), slow()]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const third = await technical('POST', '/api/v1/camera-tests', { source: { url: 'file:a.mp4' } });
    expect(third.statusCode).toBe(429);
    for (const { fault } of await both) expect(['too-slow', 'no-answer']).toContain(fault?.reason);
  });
});

describe('ONVIF', () => {
  const ask = async (service: string, given: object = user): Promise<DeviceView> => {
    const answer = await technical('POST', '/api/v1/camera-devices', { service, ...given });
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.body).not.toContain(secret);
    return answer.json();
  };
  const other = async (mood: OnvifWishes['mood']): Promise<string> => {
    const started = await startOnvifDevice({ ...user, streams, ...(mood === undefined ? {} : { mood }) });
    open.push(() => started.stop());
    return started.service;
  };

  it('a device in the networks of cameras is found, at the address inside them', async () => {
    const found: CameraDiscovery = (await technical('POST', '/api/v1/camera-discoveries')).json();
    expect(found).toMatchObject({
      fault: null,
      networks: ['127.0.0.1/32'],
      devices: [{ name: 'Depot gate', model: 'V-1', service: device.service }],
    });
  });

  it('tells its streams; one outside the networks is left out, and secrets in addresses too', async () => {
    const view = await ask(device.service);
    expect(view).toMatchObject({ fault: null, maker: 'Vigie <b>Test</b>', model: 'V-1 evil', refused: 1 });
    expect(view.profiles.map(({ url, width, codec }) => [url, width, codec])).toEqual([
      ['rtsp://127.0.0.1:554/one', 1920, 'H264'],
      ['http://127.0.0.1/three', 480, 'H264'],
    ]);
  });

  it('a wrong password is told as that', async () => {
    expect((await ask(device.service, { ...user, password: 'wrong' })).fault?.reason).toBe('password');
  });

  it('a device elsewhere is not asked', async () => {
    expect((await ask('http://10.0.0.1/onvif/device_service')).fault?.reason).toBe('forbidden-address');
    expect((await ask('169.254.169.254')).fault?.reason).toBe('forbidden-address');
  });

  it.each(['garbage', 'empty', 'elsewhere'] as const)(
    'a device that answers %s is told as none',
    async (mood) => {
      expect((await ask(await other(mood))).fault?.reason).toBe('not-onvif');
    },
  );

  it('a device that keeps silent is given up in time', async () => {
    expect((await ask(await other('silent'))).fault?.reason).toBe('too-slow');
  });

  it('who looked is in the log, without a secret', async () => {
    const { rows } = await world.database.pool.query<{ content: string }>(
      `SELECT content FROM audit_line WHERE content LIKE '%camera.ask%' OR content LIKE '%camera.test%' OR content LIKE '%camera.discover%'`,
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});
