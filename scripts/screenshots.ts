import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openContext, type View } from '../test/e2e/browser.ts';
import { administrator, makePeople, operator, signIn } from '../test/e2e/people.ts';
import { demoTerritory, startVigie } from '../test/e2e/vigie-server.ts';
import { withPalette } from './palette-png.ts';

/**
 * Makes the pictures of the README and the docs: npm run screenshots
 * Starts a Vigie of its own on the demo footage; or takes a running one:
 * npm run screenshots -- --url http://127.0.0.1:8484 --email … --password …
 */
const usage = 'npm run screenshots [-- --url URL --email OPERATOR --password PASSWORD] [--out docs/images]';
const patienceMs = 180_000;
/** Counters, charts and pictures fill up a little before the first picture is taken. */
const gatherMs = 30_000;
const settleMs = 2500;
/** Pictures with something to see on them are worth a short wait. */
const busyMs = 20_000;
const views: readonly View[] = [
  { language: 'en', colours: 'light' },
  { language: 'en', colours: 'dark' },
  { language: 'fr', colours: 'light' },
  { language: 'fr', colours: 'dark' },
];

interface Account {
  readonly email: string;
  readonly password: string;
}

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    email: { type: 'string' },
    password: { type: 'string' },
    out: { type: 'string', default: join(import.meta.dirname, '../docs/images') },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) tell(usage);
else await main();

async function main(): Promise<void> {
  const { url, email, password, out } = values;
  mkdirSync(out, { recursive: true });
  const browser = await openBrowser();
  try {
    if (url === undefined) await ofOwnServer(browser, out);
    else if (email === undefined || password === undefined) throw new Error(`--url wants a person: ${usage}`);
    else await ofServer(browser, url, { email, password }, out);
  } finally {
    await browser.close();
  }
}

async function ofOwnServer(browser: Browser, out: string): Promise<void> {
  tell('starting Vigie on the demo footage');
  const vigie = await startVigie();
  try {
    const context = await openContext(browser, vigie.url, { language: 'en', colours: 'light' });
    await makePeople(await context.newPage(), vigie.setupUrl);
    await context.close();
    await vigie.bringIn(demoTerritory);
    await ofServer(browser, vigie.url, operator, out);
    for (const view of views) await ofEditor(browser, vigie.url, view, out);
  } finally {
    await vigie.stop();
  }
}

async function ofServer(browser: Browser, url: string, account: Account, out: string): Promise<void> {
  let waited = false;
  for (const view of views) {
    const context = await openContext(browser, url, view);
    context.setDefaultTimeout(patienceMs);
    const page = await context.newPage();
    await signIn(page, account);
    if (!waited) {
      tell('waiting for the first alert and the first counts');
      await page.waitForSelector('a[href*="/alerts?id="]');
      await page.waitForFunction(() =>
        [...document.querySelectorAll('table[data-line] td')].some((cell) => Number(cell.textContent) > 0),
      );
      await page.waitForTimeout(gatherMs);
      waited = true;
    }
    await takeAll(page, view, out);
    await context.close();
  }
}

/** Pictures are shown once who looks has said why. */
const sayWhy = (page: Page): Promise<void> => page.click('[data-motive="camera"]');

async function takeAll(page: Page, view: View, out: string): Promise<void> {
  const take = async (name: string, objects = 0): Promise<void> => {
    await page.waitForTimeout(settleMs);
    await untilBusy(page, objects);
    const path = join(out, `${name}-${view.language}-${view.colours}.png`);
    writeFileSync(path, withPalette(await page.screenshot()));
    tell(path);
  };
  await page.goto('/');
  await sayWhy(page);
  await page.waitForSelector('canvas[data-live="drawn"]');
  await page.waitForSelector('.maplibregl-marker');
  await take('overview', 6);
  await page.goto('/cameras');
  await page.click('table a >> nth=0');
  await sayWhy(page);
  await page.waitForSelector('canvas[data-live="drawn"]');
  await take('camera', 2);
  await page.goto('/alerts');
  await page.click('button[data-alert] >> nth=0');
  await sayWhy(page);
  await page.waitForSelector('canvas[data-live="drawn"]');
  await take('alerts', 2);
  await page.goto('/statistics?by=quarter-hour');
  await page.waitForSelector('[role="img"] canvas');
  await take('statistics');
}

/** The editor is for who configures: the picture is coarse there. */
async function ofEditor(browser: Browser, url: string, view: View, out: string): Promise<void> {
  const context = await openContext(browser, url, view);
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await signIn(page, administrator);
  await page.goto('/cameras/1/editor');
  await page.waitForSelector('canvas[data-live="drawn"]');
  await page.click('[data-list] button >> nth=0');
  await page.waitForTimeout(settleMs);
  const path = join(out, `editor-${view.language}-${view.colours}.png`);
  writeFileSync(path, withPalette(await page.screenshot()));
  tell(path);
  await context.close();
}

/** Waits for so many objects on the live pictures, which say their number; goes on without them after a while. */
async function untilBusy(page: Page, objects: number): Promise<void> {
  const counted = (wanted: number): boolean => {
    const labels = [...document.querySelectorAll('canvas[data-live="drawn"]')].map(
      (canvas) => canvas.getAttribute('aria-label') ?? '',
    );
    return labels.reduce((sum, label) => sum + Number(/(\d+)\D*$/.exec(label)?.[1] ?? 0), 0) >= wanted;
  };
  await page.waitForFunction(counted, objects, { timeout: busyMs }).catch(() => undefined);
}

function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}
