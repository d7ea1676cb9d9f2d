import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createWebFile } from './web-file.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/model.onnx`;
}

/** No retries: npm waits ten seconds before the first. */
const environment = { PATH: process.env.PATH, HOME: '/nonexistent', npm_config_fetch_retries: '0' };
const webFile = createWebFile(environment, '/');

test('a file arrives whole, with its progress', async () => {
  const url = await serve((_, reply) => reply.end(Buffer.alloc(100_000, 7)));
  let last = 0;
  const bytes = await webFile({
    url,
    mostBytes: 100_000,
    onProgress: (received) => {
      last = received;
    },
  });
  expect([bytes.length, bytes[99_999], last]).toEqual([100_000, 7, 100_000]);
});

test('a redirect is followed', async () => {
  const url = await serve((request, reply) => {
    if (request.url === '/model.onnx') reply.writeHead(302, { location: '/elsewhere' }).end();
    else reply.end('here');
  });
  expect(Buffer.from(await webFile({ url, mostBytes: 100 })).toString()).toBe('here');
});

test('a file larger than it should be is cut off', async () => {
  const url = await serve((_, reply) => reply.end(Buffer.alloc(5000)));
  await expect(webFile({ url, mostBytes: 1000 })).rejects.toThrow(
    /larger than the 1000 bytes it should have/,
  );
});

test('a file that is not there is said so', async () => {
  const url = await serve((_, reply) => reply.writeHead(404).end());
  await expect(webFile({ url, mostBytes: 100 })).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('does not know it'),
  });
});

test('a host that does not answer is said so, with what to do', async () => {
  const url = await serve((_, reply) => reply.end());
  server?.close();
  await expect(webFile({ url, mostBytes: 100 })).rejects.toMatchObject({
    message: expect.stringContaining('no way to its host (ECONNREFUSED)'),
    fix: expect.stringContaining('vigie models add FILE'),
  });
});
