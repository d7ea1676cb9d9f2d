import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CameraTest, DeviceView } from '#features/cameras/check-schema.ts';
import { type Ask, asking, join } from '../security/callers.ts';
import { type HttpWorld, openHttpWorld } from './http-world.ts';

let world: HttpWorld;
let technical: Ask;
const open: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  world = await openHttpWorld({ cameraNetworks: ['127.0.0.1/32'] });
  technical = asking(world, await join(world, 'technical'));
});
afterEach(async () => {
  for (const stop of open.splice(0)) await stop();
});
afterAll(() => world?.close());

async function tried(url: string): Promise<CameraTest> {
  const answer = await technical('POST', '/api/v1/camera-tests', { source: { url } });
  expect(answer.statusCode, answer.body).toBe(200);
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

/** A letter at a time, for ever: never silent, never done. */
function trickle(to: Writable, text: string): void {
  let at = 0;
  const timer = setInterval(() => to.write(text[at++ % text.length] ?? ''), 200);
  to.once('close', () => clearInterval(timer));
}

describe('a camera that never gets done, or talks nonsense', () => {
  it('is told as no video over RTSP, whatever it says', async () => {
    const noise = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 167 + 13) % 256));
    for (const words of ['220 mail.example ESMTP\r\n', 'RTSP/1.0 200 OK\r\nCSeq: x\r\n\r\n', noise]) {
      const port = await serving(
        createServer((socket) => {
          socket.on('error', () => undefined);
          socket.once('data', () => socket.end(words));
        }),
      );
      const { fault, picture } = await tried(`rtsp://127.0.0.1:${port}/stream`);
      expect([picture, fault?.reason]).toEqual([
        null,
        expect.stringMatching(/^(not-video|unreadable|no-answer|no-stream)$/),
      ]);
    }
  });

  it('is given up in time, over RTSP and over HTTP', async () => {
    const rtsp = await serving(
      createServer((socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () => trickle(socket, 'RTSP/1.0 200 OK\r\nCSeq: 1\r\nX-Camera: slow '));
      }),
    );
    const web = await serving(
      createHttp((_asked, answer) => trickle(answer.writeHead(200, { 'content-type': 'video/mp4' }), 'moov')),
    );
    const urls = [`rtsp://127.0.0.1:${rtsp}/stream`, `http://127.0.0.1:${web}/`];
    for (const { fault, picture } of await Promise.all(urls.map((url) => tried(url)))) {
      expect(picture).toBeNull();
      expect(['too-slow', 'no-answer', 'not-video', 'unreadable']).toContain(fault?.reason);
    }
  });

  it('is given up in time, as an ONVIF device', async () => {
    const asDevice = async (body: (answer: Writable) => void): Promise<string | undefined> => {
      const port = await serving(createHttp((_asked, answer) => body(answer)));
      const service = `http://127.0.0.1:${port}/onvif/device_service`;
      const answer = await technical('POST', '/api/v1/camera-devices', {
        service,
        username: 'vigie',
        password: 'word',
      });
      return (answer.json() as DeviceView).fault?.reason;
    };
    const envelope = '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>';
    const reasons = await Promise.all([
      asDevice((answer) => trickle(answer, envelope)),
      asDevice((answer) => {
        const fill = (): void => {
          while (!answer.destroyed && answer.write(envelope.repeat(1000)));
        };
        answer.on('drain', fill);
        fill();
      }),
    ]);
    for (const reason of reasons) expect(['too-slow', 'not-onvif', 'unreadable']).toContain(reason);
  });
});
