import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { type DeskWorld, openDeskWorld } from '../desk-world.ts';
import { openBrowser, openContext, type View } from '../e2e/browser.ts';
import { makePeople, operator, signIn } from '../e2e/people.ts';
import type { ConsoleFigures, ConsoleRequest, OpenedPage } from './console.ts';
import { gatherTimings, longestTask, timeInteractions, timeShown } from './console-interactions.ts';
import { timeScrolling } from './console-page.ts';

const view: View = { language: 'en', colours: 'light' };
const patienceMs = 120_000;
const apartMs = 120_000;
/** After a page is usable its heavy parts follow. */
const aftermathMs = 3000;
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

interface Opening {
  readonly path: string;
  /** what is looked for: with it, what the page is for is drawn */
  readonly drawn: string;
  /** pressed then; the page is usable once it has answered on the screen */
  readonly key?: { readonly name: string; readonly answer: string };
}

const empty: Opening = { path: '/favicon.svg', drawn: 'svg' };
const overview: Opening = {
  path: '/',
  drawn: 'main a[href*="/alerts?id="]',
  key: { name: 'Tab', answer: 'a[href="#content"]:focus' },
};
const desk: Opening = {
  path: '/alerts',
  drawn: 'button[data-alert]',
  key: { name: 'j', answer: 'button[data-alert][aria-current="true"]' },
};

/** A page in a browser that was not there before, with an empty cache. */
async function openCold<Result>(
  world: DeskWorld,
  session: Session,
  { path, drawn, key }: Opening,
  use: (page: Page) => Promise<Result>,
): Promise<OpenedPage & { readonly result: Result }> {
  const startMs = performance.now();
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({
      baseURL: world.url,
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      storageState: session,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    await gatherTimings(page);
    const openMs = performance.now();
    await page.goto(path, { waitUntil: 'commit' });
    await page.waitForSelector(drawn);
    const drawnMs = performance.now() - openMs;
    if (key !== undefined)
      await timeShown(page, { selectors: [key.answer] }, () => page.keyboard.press(key.name));
    const usableMs = performance.now() - openMs;
    const loaded = await page.evaluate(() => {
      const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      return { requests: entries.length, bytes: entries.reduce((sum, entry) => sum + entry.transferSize, 0) };
    });
    await page.waitForTimeout(key === undefined ? 0 : aftermathMs);
    const longestTaskMs = await longestTask(page);
    const launchMs = openMs - startMs;
    return { launchMs, drawnMs, usableMs, longestTaskMs, ...loaded, result: await use(page) };
  } finally {
    await browser.close();
  }
}

async function measure({ cameras, alerts, rounds }: ConsoleRequest): Promise<ConsoleFigures> {
  const world = await openDeskWorld(cameras);
  try {
    await fill(world, alerts);
    const session = await sessionOf(world);
    const pages = { empty, overview, desk };
    const opened: Record<keyof typeof pages, OpenedPage[]> = { empty: [], overview: [], desk: [] };
    for (let round = 0; round < rounds; round += 1)
      for (const name of ['empty', 'overview', 'desk'] as const)
        opened[name].push(await openCold(world, session, pages[name], () => Promise.resolve()));
    const { result } = await openCold(world, session, desk, async (page) => ({
      interactions: await timeInteractions(page),
      scrolling: await timeScrolling(page, alerts),
    }));
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
