import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createHttpServer } from '#http/http-server.ts';

test('N08: behind a proxy only the named proxies say who came', async () => {
  const answer = async (remoteAddress: string, forwarded: string): Promise<string> => {
    const app = await createHttpServer({
      logger: pino({ level: 'silent' }),
      identify: () => Promise.resolve(undefined),
      publicUrl: undefined,
      trustProxy: ['10.0.0.5/32'],
      secure: false,
      mapOrigins: () => [],
      version: '0',
    });
    app.get('/address', { config: { public: true } }, (request) => request.ip);
    const headers = { 'x-forwarded-for': forwarded };
    const { body } = await app.inject({ url: '/address', remoteAddress, headers });
    await app.close();
    return body;
  };
  expect(await answer('10.0.0.5', '198.51.100.7')).toBe('198.51.100.7');
  expect(await answer('10.0.0.6', '198.51.100.7')).toBe('10.0.0.6');
});
