import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { type DeskWorld, openDeskWorld } from '../desk-world.ts';
import { openBrowser, openContext, type View } from '../e2e/browser.ts';
import { makePeople, operator, signIn } from '../e2e/people.ts';
import type { ConsoleFigures, ConsoleRequest, OpenedPage } from './console.ts';
import { timeKeys, timeScrolling } from './console-page.ts';

const view: View = { language: 'en', colours: 'light' };
const patienceMs = 120_000;
const apartMs = 120_000;
const assets = fileURLToPath(new URL('../../dist/web/assets', import.meta.url));

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Alerts of the last days, the same number on each camera, some of them decided on. */
async function fill(world: DeskWorld, alerts: number): Promise<void> {
  const each = alerts / world.cameras.length;
  const nowMs = Date.now();
  for (const [index, camera] of world.cameras.entries()) {
    const moments = Array.from({ length: each }, (_, at) => nowMs - at * apartMs - index * 1000);
    await world.raise(camera, moments);
  }
  const { items } = await world.services().alerts.list({ limit: 200 });
  const by = { id: null, name: 'bench' };
  for (const { id } of items.filter((_, at) => at % 2 === 0))
    await world.services().alerts.transition(id, { to: 'confirmed' }, by);
}

async function sessionOf(world: DeskWorld): Promise<Session> {
  const browser = await openBrowser();
  const context = await openContext(browser, world.url, view);
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  await makePeople(page, world.setupUrl);
  await signIn(page, operator);
  const session = await context.storageState();
  await browser.close();
  return session;
}

/** A page in a browser that was not there before: milliseconds to its start, and from there until `usable` is drawn. */
async function openCold<Result>(
  world: DeskWorld,
  session: Session,
  { path, usable }: { readonly path: string; readonly usable: string },
  use: (page: Page) => Promise<Result>,
): Promise<OpenedPage & { readonly result: Result }> {
  const startMs = performance.now();
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({
      baseURL: world.url,
      viewport: { width: 1440, height: 900 },
      storageState: session,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    const openMs = performance.now();
    await page.goto(path, { waitUntil: 'commit' });
    await page.waitForSelector(usable);
    const usableMs = performance.now() - openMs;
    const bytes = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).transferSize, 0),
    );
    return { launchMs: openMs - startMs, usableMs, bytes, result: await use(page) };
  } finally {
    await browser.close();
  }
}

async function measure({ cameras, alerts, rounds }: ConsoleRequest): Promise<ConsoleFigures> {
  const world = await openDeskWorld(cameras);
  try {
    await fill(world, alerts);
    const session = await sessionOf(world);
    const nothing = async (): Promise<void> => {};
    const opened = { empty: [], overview: [], desk: [] } as Record<
      'empty' | 'overview' | 'desk',
      OpenedPage[]
    >;
    for (let round = 0; round < rounds; round += 1) {
      opened.empty.push(await openCold(world, session, { path: '/favicon.svg', usable: 'svg' }, nothing));
      opened.overview.push(
        await openCold(world, session, { path: '/', usable: 'a[href*="/alerts?id="]' }, nothing),
      );
      opened.desk.push(
        await openCold(world, session, { path: '/alerts', usable: 'button[data-alert]' }, nothing),
      );
    }
    const { result } = await openCold(
      world,
      session,
      { path: '/alerts', usable: 'button[data-alert]' },
      async (page) => ({ keys: await timeKeys(page), scrolling: await timeScrolling(page, alerts) }),
    );
    return { ...opened, ...result, files: largestFiles() };
  } finally {
    await world.stop();
  }
}

function largestFiles(): ConsoleFigures['files'] {
  return readdirSync(assets)
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name: name.replace(/-[\w-]{8}\.js$/, ''), bytes: statSync(join(assets, name)).size }))
    .sort((a, b) => b.bytes - a.bytes);
}

const request = JSON.parse(process.argv[2] ?? '{}') as ConsoleRequest;
process.stdout.write(JSON.stringify(await measure(request)));
