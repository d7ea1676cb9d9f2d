import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import script from '../../public/first-paint.js?raw';
import { meQuery } from './accounts.ts';
import { alertPagesQuery, latestAlertsQuery } from './alerts.ts';
import { camerasQuery } from './cameras.ts';
import { request } from './client.ts';
import { takeEarlyAnswer } from './early-answers.ts';

const answer = (content: unknown): Promise<Response> => Promise.resolve(Response.json(content));

afterEach(() => vi.unstubAllGlobals());

function openPage(asked: Readonly<Record<string, unknown>>, atMs = performance.now()): string[] {
  const fetched: string[] = [];
  const early = Object.entries(asked).map(([path, content]) => [path, { answer: answer(content), atMs }]);
  vi.stubGlobal('window', { vigieEarly: new Map(early as never) });
  vi.stubGlobal('document', { documentElement: { lang: 'en' } });
  vi.stubGlobal('fetch', (path: string) => {
    fetched.push(path);
    return answer({ items: [] });
  });
  return fetched;
}

it('what was asked before the code was there is taken once', async () => {
  const fetched = openPage({ '/api/v1/me': { name: 'Anna' } });
  expect(await request('/api/v1/me')).toEqual({ name: 'Anna' });
  expect(fetched).toEqual([]);
  await request('/api/v1/me');
  expect(fetched).toEqual(['/api/v1/me']);
});

it('an answer that waited long is asked for anew, and so is a change', async () => {
  openPage({ '/api/v1/me': {} }, performance.now() - 60_000);
  expect(await takeEarlyAnswer('/api/v1/me')).toBeUndefined();
  const fetched = openPage({ '/api/v1/cameras': {} });
  await request('/api/v1/cameras', { method: 'POST', body: {} });
  expect(fetched).toEqual(['/api/v1/cameras']);
});

it('first-paint.js asks for what the first pages ask for', async () => {
  const fetched = openPage({});
  const client = new QueryClient();
  await client.fetchQuery(meQuery);
  await client.fetchQuery(latestAlertsQuery({}, 20));
  await client.fetchQuery(camerasQuery);
  await client.fetchInfiniteQuery(alertPagesQuery({}));
  const asked = [...script.matchAll(/'(\/api\/[^']+)'/g)].map((match) => match[1] ?? '');
  expect(asked.toSorted()).toEqual(fetched.toSorted());
});
