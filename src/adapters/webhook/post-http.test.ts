import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createPostHttp } from './post-http.ts';

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  for (const socket of sockets) socket.destroy();
  sockets.clear();
});

const post = createPostHttp((host) => Promise.resolve({ address: host, isOwnNetwork: true }), 1000);

/** A server that does this once it was asked. */
async function serverThat(does: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => does(socket));
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const call = (url: string) => post({ url, headers: {}, body: Buffer.from('{}') });
const head = 'HTTP/1.1 200 OK\r\ncontent-length: 2000000\r\n\r\n';

/** One byte at a time, for ever. */
function trickle(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => socket.write(text[at++ % text.length] ?? ''), 100);
  socket.once('close', () => clearInterval(timer));
}

test('of an answer of 2 MB, or one that never ends, only the status is read', async () => {
  const large = await serverThat((socket) => socket.write(head + 'x'.repeat(2_000_000)));
  expect(await call(large)).toMatchObject({ status: 200 });
  const slow = await serverThat((socket) => {
    socket.write(head);
    trickle(socket, 'x');
  });
  expect(await call(slow)).toMatchObject({ status: 200 });
});

test.each<[string, (socket: Socket) => void, string]>([
  ['says nothing', () => undefined, 'timeout'],
  ['answers a letter at a time', (socket) => trickle(socket, head), 'timeout'],
  ['closes at once', (socket) => void socket.end(), 'other'],
  ['breaks the connection', (socket) => void socket.resetAndDestroy(), 'other'],
  ['answers what is no HTTP', (socket) => void socket.end('220 mail ESMTP\r\n'), 'other'],
  [
    'has a head without end',
    (socket) => void socket.write(`HTTP/1.1 200 OK\r\n${'x'.repeat(200_000)}`),
    'other',
  ],
  [
    'goes over to another protocol',
    (socket) =>
      void socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n'),
    'other',
  ],
])('a server that %s is given up', async (_, does, code) => {
  expect(await call(await serverThat(does))).toMatchObject({ fault: { code } });
});
