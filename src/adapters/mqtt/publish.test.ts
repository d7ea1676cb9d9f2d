import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createPublish } from './publish.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const publish = createPublish((host) => Promise.resolve({ address: host, isOwnNetwork: true }));
/** CONNACK of MQTT 5: welcome, without properties. */
const welcome = Buffer.from([0x20, 0x03, 0x00, 0x00, 0x00]);

/** A broker that does this with the first bytes of a client, and this with the next. */
async function brokerThat(...does: readonly ((socket: Socket) => void)[]): Promise<number> {
  const server = createServer((socket) => {
    const left = [...does];
    socket.on('error', () => undefined);
    socket.on('data', () => left.shift()?.(socket));
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

const welcomes = (socket: Socket): void => void socket.write(welcome);
const closes = (socket: Socket): void => void socket.end();
const resets = (socket: Socket): void => void socket.resetAndDestroy();
const babbles = (socket: Socket): void => void socket.write(Buffer.alloc(8, 0xff));

test.each([
  ['closes before it welcomes', [closes]],
  ['resets before it welcomes', [resets]],
  ['closes when it has the message', [welcomes, closes]],
  ['resets when it has the message', [welcomes, resets]],
  ['babbles when it has the message', [welcomes, babbles]],
] as const)('a broker that %s holds up its channel and nothing else', async (_, does) => {
  const port = await brokerThat(...does);
  const broker = { host: '127.0.0.1', port, security: 'none', topic: 'town' } as const;
  expect(await publish(broker, undefined, { topic: 'town/x', payload: '{}' })).toMatchObject({
    scope: 'channel',
  });
});
