import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFrameSource, type FfmpegFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { VigieError } from '#foundation/errors.ts';
import { collectPictures, silentLog } from '../fakes/collect-pictures.ts';
import { rtspServerMissing, startRtspServer } from '../fakes/rtsp-server.ts';
import { makeClip, splitJpegs } from '../fakes/video-clip.ts';

const missing = await rtspServerMissing();
const secret = 'Geheim-42';
let directory: string;
const open: { stop: () => Promise<void> }[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigie-network-'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ stop }) => stop()));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** A source that may reach loopback, where the test's cameras are; `stall` is short so that silence is noticed soon. */
function localSource(
  allowAddress: (address: string) => boolean = (address) => address === '127.0.0.1',
): FfmpegFrameSource {
  const source = createFrameSource({
    log: silentLog,
    allowAddress,
    resolveHost: (host) => Promise.resolve(host === 'camera.example' ? ['127.0.0.1'] : ['169.254.169.254']),
    stallMs: 2500,
  });
  open.push(source);
  return source;
}

async function serve(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  open.push({
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) {
          socket.destroy();
        }
        server.close(() => resolve());
      }),
  });
  return (server.address() as AddressInfo).port;
}

const serveHttp = (listener: RequestListener) => serve(createHttpServer(listener));

/** A camera that answers every RTSP request with one status line. */
const answering = (status: string) =>
  createServer((socket) => {
    socket.on('data', (data) => {
      const sequence = /CSeq: *(\d+)/i.exec(String(data))?.[1] ?? '1';
      socket.write(`RTSP/1.0 ${status}\r\nCSeq: ${sequence}\r\n\r\n`);
    });
  });

async function shutPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

describe('a camera that gives no pictures', () => {
  const faults: { name: string; port: () => Promise<number>; words: RegExp }[] = [
    { name: 'refuses the connection', port: shutPort, words: /refuses the connection/ },
    {
      name: 'refuses the password',
      port: () => serve(answering('401 Unauthorized\r\nWWW-Authenticate: Basic realm="camera"')),
      words: /refuses the name or password \(401\)/,
    },
    {
      name: 'knows no such stream',
      port: () => serve(answering('404 Not Found')),
      words: /no such stream \(404\)/,
    },
    {
      name: 'stays silent',
      port: () => serve(createServer(() => undefined)),
      words: /no picture came|does not answer/,
    },
    {
      name: 'speaks another language',
      port: () => serve(createServer((socket) => socket.end('220 mail.example ESMTP\r\n'))),
      words: /not a video stream|cannot be read|closed the stream/,
    },
  ];

  it.each(faults)(
    'because it $name, is told of in plain words without the password',
    async ({ port, words }) => {
      const url = `rtsp://admin:${secret}@127.0.0.1:${await port()}/live?password=${secret}`;
      const { pictures, fault } = await collectPictures(localSource(), { url, pace: 'real-time' });
      expect(pictures).toEqual([]);
      expect(fault).toBeInstanceOf(VigieError);
      const { message, fix, faults: fields } = fault as VigieError;
      expect(message).toMatch(words);
      expect(fix).toBeTruthy();
      expect(fields[0]?.field).toBe('source.url');
      expect(JSON.stringify([message, fix, fields])).not.toContain(secret);
    },
  );

  it.each([
    { status: 401, words: /\(401\)/ },
    { status: 404, words: /\(404\)/ },
  ])('is told of over HTTP too ($status)', async ({ status, words }) => {
    const port = await serveHttp((_, response) => response.writeHead(status).end());
    const url = `http://admin:${secret}@127.0.0.1:${port}/video`;
    const { fault } = await collectPictures(localSource(), { url, pace: 'real-time' });
    expect((fault as VigieError).message).toMatch(words);
    expect((fault as VigieError).message).not.toContain(secret);
  });

  it('is told of over HTTP too (refused)', async () => {
    const { fault } = await collectPictures(localSource(), { url: `http://127.0.0.1:${await shutPort()}/` });
    expect((fault as VigieError).message).toMatch(/refuses the connection/);
  });

  it('is told of by notice, again and again, when the source is to last', async () => {
    const port = await shutPort();
    const source = createFrameSource({ log: silentLog, allowAddress: () => true, random: () => 0 });
    const notices: string[] = [];
    const ended = new AbortController();
    const pictures = source.open(
      {
        url: `rtsp://127.0.0.1:${port}/live`,
        loop: false,
        pace: 'real-time',
        framesPerSecond: 5,
        inputWidth: 64,
        inputHeight: 64,
        masks: [],
        reconnect: true,
        onNotice: (notice) => {
          notices.push(notice.kind === 'disconnected' ? notice.fault : notice.kind);
          if (notices.length === 2) {
            ended.abort();
          }
        },
      },
      ended.signal,
    );
    for await (const picture of pictures) {
      picture.release();
    }
    expect(notices).toEqual(Array(2).fill(`rtsp://127.0.0.1:${port}/live: refuses the connection`));
  });

  it.skipIf(missing !== undefined)('opens with the right password, not with a wrong one', async () => {
    const clip = await makeClip(join(directory, 'secret.mp4'), { frames: 60 });
    const server = await startRtspServer({ clip, username: 'vigie', password: secret });
    open.push(server);
    const right = await collectPictures(localSource(), { url: server.url, pace: 'real-time' }, 3);
    expect(right.pictures).toHaveLength(3);
    const wrong = await collectPictures(localSource(), {
      url: server.url.replace(secret, 'wrong'),
      pace: 'real-time',
    });
    expect((wrong.fault as VigieError).message).toMatch(/\(401\)/);
    const lost = await collectPictures(localSource(), {
      url: server.url.replace('/stream', '/none'),
      pace: 'real-time',
    });
    expect((lost.fault as VigieError).message).toMatch(/\(404\)|\(401\)/);
  });
});

describe('the networks of cameras', () => {
  it.each(['rtsp://127.0.0.1/live', 'http://127.0.0.1/live', 'https://[::1]/live'])(
    'do not hold %s unless they are told to',
    async (url) => {
      const { fault } = await collectPictures(
        localSource(() => false),
        { url, pace: 'real-time' },
      );
      expect(fault).toMatchObject({
        code: 'forbidden',
        message: expect.stringMatching(/not in the networks of cameras/),
      });
      expect((fault as VigieError).fix).toMatch(/network\.cameras/);
    },
  );

  it.each([
    'rtsp://169.254.169.254/',
    'http://[::ffff:169.254.169.254]/latest',
    'rtsp://innocent.example/live',
  ])('never hold the metadata service (%s)', async (url) => {
    const { fault } = await collectPictures(
      localSource(() => true),
      { url, pace: 'real-time' },
    );
    expect(fault).toMatchObject({ code: 'forbidden' });
  });

  it('are asked again at each redirect', async () => {
    let asked = 0;
    const inside = await serveHttp((_, response) => {
      asked += 1;
      response.end('secret');
    });
    const port = await serveHttp((_, response) => {
      response.writeHead(302, { Location: `http://localhost:${inside}/` }).end();
    });
    const { fault } = await collectPictures(localSource(), {
      url: `http://127.0.0.1:${port}/`,
      pace: 'real-time',
    });
    expect(fault).toBeInstanceOf(VigieError);
    expect(asked).toBe(0);
  });

  it('are asked again at each RTSP redirect', async () => {
    let asked = 0;
    const inside = await serve(createServer(() => (asked += 1)));
    const port = await serve(answering(`302 Found\r\nLocation: rtsp://127.0.0.2:${inside}/live`));
    const { fault } = await collectPictures(localSource(), {
      url: `rtsp://127.0.0.1:${port}/`,
      pace: 'real-time',
    });
    expect(fault).toMatchObject({ code: 'forbidden', message: expect.stringMatching(/not followed/) });
    expect(asked).toBe(0);
  });

  it.each(['file', 'http'])('and nothing else are reached from a playlist (%s:)', async (scheme) => {
    const segment = await makeClip(join(directory, 'segment.ts'), { frames: 24, format: 'mpegts' });
    let asked = 0;
    const inside = await serveHttp(async (_, response) => {
      asked += 1;
      response.end(await readFile(segment));
    });
    const port = await serveHttp((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/vnd.apple.mpegurl' });
      const address = scheme === 'file' ? `file://${segment}` : `http://localhost:${inside}/segment.ts`;
      response.end(`#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${address}\n#EXT-X-ENDLIST\n`);
    });
    const url = `http://127.0.0.1:${port}/live.m3u8`;
    const { pictures, fault } = await collectPictures(localSource(), { url, pace: 'real-time' });
    expect(pictures).toEqual([]);
    expect(fault).toBeInstanceOf(VigieError);
    expect(asked).toBe(0);
  });
});

describe('a stream over HTTP', () => {
  it('is read as MJPEG, timed by its arrival', async () => {
    const clip = await makeClip(join(directory, 'shots.mjpeg'), {
      frames: 12,
      codec: 'mjpeg',
      format: 'mjpeg',
    });
    const shots = splitJpegs(await readFile(clip));
    const port = await serveHttp(async (request, response) => {
      expect(request.headers.host).toContain('camera.example');
      response.writeHead(200, { 'Content-Type': 'multipart/x-mixed-replace; boundary=shot' });
      for (const shot of shots) {
        response.write(`--shot\r\nContent-Type: image/jpeg\r\nContent-Length: ${shot.length}\r\n\r\n`);
        response.write(shot);
        response.write('\r\n');
        await setTimeout(100);
      }
      response.end();
    });
    const { pictures } = await collectPictures(localSource(), {
      url: `http://camera.example:${port}/mjpeg`,
      pace: 'real-time',
    });
    expect(pictures.length).toBeGreaterThan(6);
    expect(pictures.every(({ number }, index) => number > (pictures[index - 1]?.number ?? -1))).toBe(true);
    const [first, last] = [pictures.at(0), pictures.at(-1)];
    const spanMs = (last?.timeMs ?? 0) - (first?.timeMs ?? 0);
    expect(spanMs).toBeGreaterThan(((last?.number ?? 0) - (first?.number ?? 0)) * 100 * 0.5);
  });

  it('is read as HLS, at the pace it was filmed', async () => {
    await makeClip(join(directory, 'live.m3u8'), {
      frames: 48,
      format: 'hls',
      formatOptions: { hls_time: '1', hls_list_size: '0' },
    });
    expect((await readdir(directory)).filter((name) => name.endsWith('.ts')).length).toBeGreaterThan(2);
    const port = await serveHttp(async (request, response) => {
      response.end(await readFile(join(directory, (request.url ?? '').replaceAll('/', ''))));
    });
    const { pictures } = await collectPictures(localSource(), {
      url: `http://127.0.0.1:${port}/live.m3u8`,
      pace: 'real-time',
    });
    expect(pictures.map(({ number }) => number)).toEqual(Array.from({ length: 48 }, (_, index) => index));
    const spanMs = (pictures.at(-1)?.timeMs ?? 0) - (pictures.at(0)?.timeMs ?? 0);
    expect(spanMs).toBeGreaterThan(3500);
    expect(spanMs).toBeLessThan(4500);
  });
});
