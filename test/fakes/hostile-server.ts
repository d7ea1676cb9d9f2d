import { readFileSync } from 'node:fs';
import { createServer as createHttp, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { huge, hugeJpeg, hugeSequence } from './huge-picture.ts';
import { seededRandom } from './seeded-random.ts';
import { splitJpegs } from './video-clip.ts';

/** Where each hostile stream is served. */
export type HostileAddresses = Readonly<Record<string, string>>;

// A process of its own: what floods must not hold up the healthy camera's server. Its argument is the folder of the clips.
const [, , folder = ''] = process.argv;
const clip = (name: string): Buffer => readFileSync(join(folder, name));
const shots = splitJpegs(clip('shots.mjpeg'));
const large = splitJpegs(clip('large.mjpeg'));
const random = seededRandom(2026);

/** A copy with some bytes changed, and now and then one that lacks its end. */
function spoilt(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = 0; at < copy.length; at += 1 + Math.floor(random() * 400))
    copy[at] = Math.floor(random() * 256);
  return random() < 0.1 ? copy.subarray(0, Math.floor(random() * copy.length)) : copy;
}

/** Sends what comes next, so often, until the receiver leaves. */
function repeat(
  answer: ServerResponse | Socket,
  everyMs: number,
  next: (turn: number) => Buffer | string,
): void {
  let turn = 0;
  const timer = setInterval(() => {
    if (!answer.writableNeedDrain) answer.write(next(turn));
    turn += 1;
  }, everyMs);
  answer.on('close', () => clearInterval(timer));
}

/** Sends as fast as the receiver takes it. */
function flood(answer: ServerResponse | Socket, next: () => Buffer | string): void {
  const fill = () => {
    while (!answer.destroyed && answer.write(next())) if (answer.writableNeedDrain) break;
  };
  answer.on('drain', fill);
  fill();
}

const part = (jpeg: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`--shot\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`),
    jpeg,
    Buffer.from('\r\n'),
  ]);
const shot = (turn: number): Buffer => shots[turn % shots.length] ?? Buffer.alloc(0);
const piece = (bytes: Buffer, turn: number, size = 188 * 20): Buffer => {
  const at = (turn * size) % Math.max(1, bytes.length - size);
  return bytes.subarray(at, at + size);
};

const multipart = 'multipart/x-mixed-replace; boundary=shot';
const noise = Buffer.from(Array.from({ length: 65_536 }, () => Math.floor(random() * 256)));
const streams: Readonly<Record<string, readonly [type: string, serve: (answer: ServerResponse) => void]>> = {
  'damaged-pictures': [multipart, (answer) => repeat(answer, 80, (turn) => part(spoilt(shot(turn))))],
  'damaged-packets': [
    'video/mp2t',
    (answer) => repeat(answer, 20, (turn) => spoilt(piece(clip('clip.ts'), turn))),
  ],
  'huge-pictures': [multipart, (answer) => repeat(answer, 200, (turn) => part(hugeJpeg(shot(turn))))],
  'huge-sequence': [
    'video/h264',
    (answer) => repeat(answer, 200, () => Buffer.concat([hugeSequence, clip('clip.h264')])),
  ],
  'two-sizes': [
    multipart,
    (answer) =>
      repeat(answer, 80, (turn) =>
        part((Math.floor(turn / 12) % 2 ? large : shots)[turn % 12] ?? shot(turn)),
      ),
  ],
  bursts: [
    multipart,
    (answer) =>
      repeat(answer, 2000, () => Buffer.concat(Array.from({ length: 200 }, (_, turn) => part(shot(turn))))),
  ],
  'flood-of-pictures': [multipart, (answer) => flood(answer, () => part(shot(0)))],
  'flood-of-large-pictures': [multipart, (answer) => flood(answer, () => part(large[0] ?? shot(0)))],
  sound: ['audio/wav', (answer) => repeat(answer, 100, () => clip('sound.wav'))],
  'two-codecs': [
    'video/mp2t',
    (answer) => repeat(answer, 1000, (turn) => clip(turn % 2 ? 'other.ts' : 'clip.ts')),
  ],
  noise: ['video/mp2t', (answer) => flood(answer, () => noise)],
  'noise-as-pictures': [multipart, (answer) => flood(answer, () => part(noise))],
};

const http = createHttp((asked, answer) => {
  const [type, serve] = streams[asked.url?.slice(1) ?? ''] ?? [];
  if (type === undefined || serve === undefined) return void answer.writeHead(404).end();
  answer.on('error', () => undefined);
  answer.writeHead(200, { 'Content-Type': type });
  serve(answer);
});
const raw = (serve: (socket: Socket) => void): Server =>
  createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => serve(socket));
  });
const endlessHead = raw((socket) => {
  socket.write('HTTP/1.1 200 OK\r\n');
  flood(socket, () => 'X-Camera: the best there is\r\n'.repeat(500));
});
const slowHead = raw((socket) => repeat(socket, 300, (turn) => 'RTSP/1.0 200 OK\r\nCSeq: 1'[turn] ?? 'a'));
const endlessReply = raw((socket) => {
  socket.write('RTSP/1.0 200 OK\r\nCSeq: 1\r\n');
  flood(socket, () => 'X-Camera: the best there is\r\n'.repeat(500));
});

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

const port = await portOf(http);
const addresses: HostileAddresses = {
  ...Object.fromEntries(Object.keys(streams).map((name) => [name, `http://127.0.0.1:${port}/${name}`])),
  'endless-head': `http://127.0.0.1:${await portOf(endlessHead)}/`,
  'slow-reply': `rtsp://127.0.0.1:${await portOf(slowHead)}/stream`,
  'endless-reply': `rtsp://127.0.0.1:${await portOf(endlessReply)}/stream`,
};
process.send?.({ addresses, side: huge });
process.on('disconnect', () => process.exit());
