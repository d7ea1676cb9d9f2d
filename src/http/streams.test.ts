import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endStreams, type StreamSink, sendStream, streamCheckMs } from './streams.ts';

let app: FastifyInstance;
let sink: StreamSink | undefined;
let allowed: boolean;
let stopped: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  allowed = true;
  stopped = 0;
  app = fastify();
  endStreams(app);
  app.post('/api/auth/sign-out', () => ({}));
  app.get('/stream', (request, reply) => {
    sendStream(request, reply, {
      contentType: 'text/plain',
      stillAllowed: () => Promise.resolve(allowed),
      start(given) {
        sink = given;
        return {
          stop: () => {
            stopped += 1;
          },
        };
      },
    });
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await app.close();
});

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: string[] = [];
  for await (const part of stream) parts.push(part.toString());
  return parts.join('');
}

test('a stream ends within five seconds once its receiver may see it no longer', async () => {
  const answer = await app.inject({ url: '/stream', payloadAsStream: true });
  sink?.write('one ');
  await vi.advanceTimersByTimeAsync(streamCheckMs);
  sink?.write('two');
  allowed = false;
  await vi.advanceTimersByTimeAsync(streamCheckMs);
  sink?.write('three');
  expect(await textOf(answer.stream())).toBe('one two');
  expect(streamCheckMs).toBeLessThan(5_000);
  await vi.waitFor(() => expect(stopped).toBe(1));
});

test('a stream ends at once when a sign-out ends what its receiver may see, without its turn to ask', async () => {
  const answer = await app.inject({ url: '/stream', payloadAsStream: true });
  sink?.write('one');
  allowed = false;
  await app.inject({ method: 'POST', url: '/api/auth/sign-out' });
  await vi.waitFor(() => expect(stopped).toBe(1));
  expect(sink?.write('two')).toBe(false);
  expect(await textOf(answer.stream())).toBe('one');
});

test('a stream ends with the server, and what feeds it is told once', async () => {
  const answer = await app.inject({ url: '/stream', payloadAsStream: true });
  sink?.write('one');
  await app.close();
  expect(sink?.write('two')).toBe(false);
  expect(await textOf(answer.stream())).toBe('one');
  await vi.waitFor(() => expect(stopped).toBe(1));
});
