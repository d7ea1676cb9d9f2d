import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type MailServerWishes, startMailServer } from '../../../test/fakes/mail-server.ts';
import { createSendMail } from './send-mail.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const sendMail = createSendMail((host) => Promise.resolve({ address: host, isOwnNetwork: true }), 1500);
const mail = {
  key: 'raised-1',
  fromName: 'Vigie',
  to: 'anna@town.example',
  subject: 'Alert',
  text: 'Yard',
  isUrgent: false,
};
const sendTo = (port: number) =>
  sendMail({ host: '127.0.0.1', port, security: 'none', from: 'vigie@town.example' }, undefined, mail);

test.each<[string, MailServerWishes, object]>([
  ['the sender', { refuses: { sender: 550 } }, { code: 'answer', scope: 'channel' }],
  ['the recipient for good', { recipient: () => 550 }, { code: 'receiver', scope: 'message', isFinal: true }],
  ['the recipient for now', { recipient: () => 452 }, { code: 'receiver', scope: 'message', isFinal: false }],
  ['all, as it closes', { recipient: () => 421 }, { code: 'answer', scope: 'channel' }],
  ['what is in the mail', { refuses: { content: 554 } }, { code: 'answer', scope: 'message' }],
])('a server that refuses %s holds up what it must and nothing else', async (_, wishes, fault) => {
  const server = await startMailServer(wishes);
  ends.push(server.stop);
  expect(await sendTo(server.port)).toMatchObject(fault);
  expect(server.received).toEqual([]);
});

/** Greets line after line, always another one to come. */
function greetForEver(socket: Socket): void {
  const timer = setInterval(() => socket.write('220-welcome\r\n'), 100);
  socket.once('close', () => clearInterval(timer));
}

test.each<[string, (socket: Socket) => void, object]>([
  ['never ends its greeting', greetForEver, { code: 'timeout' }],
  ['closes without a word', (socket) => void socket.end(), {}],
  ['breaks the connection', (socket) => void socket.resetAndDestroy(), {}],
  ['speaks another language', (socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), {}],
])('a server that %s is given up, and its channel waits', async (_, does, fault) => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    does(socket);
  });
  ends.push(
    () => server.close(),
    () => sockets.map((socket) => socket.destroy()),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  expect(await sendTo((server.address() as AddressInfo).port)).toMatchObject({ scope: 'channel', ...fault });
});
