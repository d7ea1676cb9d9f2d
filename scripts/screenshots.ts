import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openContext, type View } from '../test/e2e/browser.ts';
import { administrator, makePeople, operator, type Person, signIn } from '../test/e2e/people.ts';
import { footage } from '../test/e2e/vigie-server.ts';
import { withPalette } from './palette-png.ts';
import { openScreenshotWorld } from './screenshot-world.ts';

/** Makes the pictures of the README and the docs, on a Vigie of its own with the demo footage. */
const usage = 'npm run screenshots [-- --only NAME… --out DIRECTORY]';
const patienceMs = 180_000;
/** Alerts, counters and pictures fill up a little before the first picture is taken. */
const gatherMs = 90_000;
const settleMs = 2500;
/** Pictures with something to see on them are worth a short wait. */
const busyMs = 20_000;
const english: View = { language: 'en', colours: 'light' };
const dark: View = { language: 'en', colours: 'dark' };
const french: View = { language: 'fr', colours: 'dark' };

interface Picture {
  readonly name: string;
  readonly person: Person;
  readonly view: View;
  readonly height?: number;
  /** brings the page to what is shown */
  readonly show: (page: Page) => Promise<void>;
}

const pictures: readonly Picture[] = [
  { name: 'overview', person: operator, view: english, show: showOverview },
  { name: 'overview-fr', person: operator, view: french, show: showOverview },
  { name: 'live', person: operator, view: dark, show: showLive },
  { name: 'alerts', person: operator, view: dark, height: 1080, show: showAlerts },
  { name: 'editor', person: administrator, view: english, show: showEditor },
  { name: 'try-it', person: administrator, view: english, show: showTrial },
  { name: 'statistics', person: operator, view: english, show: showStatistics },
  { name: 'law', person: administrator, view: english, show: showLaw },
];

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    out: { type: 'string', default: join(import.meta.dirname, '../docs/images') },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) tell(usage);
else await main(values.out, values.only);

async function main(out: string, only: readonly string[] | undefined): Promise<void> {
  mkdirSync(out, { recursive: true });
  tell('starting Vigie on the demo footage');
  const world = await openScreenshotWorld(tell);
  const browser = await openBrowser();
  try {
    const context = await openContext(browser, world.url, english);
    const page = await context.newPage();
    await makePeople(page, world.setupUrl);
    await world.bringIn();
    await gather(page);
    await context.close();
    for (const picture of pictures)
      if (only === undefined || only.includes(picture.name)) await take(browser, world.url, picture, out);
  } finally {
    await browser.close();
    await world.stop();
  }
}

async function gather(page: Page): Promise<void> {
  tell('waiting for the first alerts and counts');
  page.setDefaultTimeout(patienceMs);
  await signIn(page, operator);
  await page.goto('/alerts');
  await page.waitForSelector('button[data-alert]');
  await page.waitForTimeout(gatherMs);
}

async function take(browser: Browser, url: string, picture: Picture, out: string): Promise<void> {
  const { name, person, view, height, show } = picture;
  const context = await openContext(browser, url, view);
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  if (height !== undefined) await page.setViewportSize({ width: 1440, height });
  await signIn(page, person);
  await show(page);
  const path = join(out, `${name}.png`);
  writeFileSync(path, withPalette(await page.screenshot()));
  tell(path);
  await context.close();
}

/** Pictures are sharp once who looks has said why. */
async function sayWhy(page: Page): Promise<void> {
  await page.click('[data-motive="camera"]');
  await page.waitForSelector('canvas[data-live="drawn"][data-form="full"]');
}

async function showOverview(page: Page): Promise<void> {
  await page.goto('/');
  await sayWhy(page);
  await page.waitForSelector('.maplibregl-marker');
  await untilBusy(page, 6);
}

async function showLive(page: Page): Promise<void> {
  await page.goto('/live');
  await sayWhy(page);
  await untilBusy(page, 6);
}

/** One alert is decided on, and the next is open. */
async function showAlerts(page: Page): Promise<void> {
  await page.goto('/alerts');
  await page.click('button[data-alert] >> nth=1');
  await page.click('[data-action="confirm"]');
  await page.waitForSelector('button[data-alert][data-state="confirmed"]');
  await page.click('button[data-alert] >> nth=0');
  await sayWhy(page);
  await page.locator('article h2').scrollIntoViewIfNeeded();
  await untilBusy(page, 2);
}

async function showEditor(page: Page): Promise<void> {
  await page.goto('/cameras/1/editor');
  await page.waitForSelector('canvas[data-live="drawn"]');
  await page.click('[data-list="zone"] button >> nth=0');
  await untilBusy(page, 2);
}

/** A rule tried on a film, and the first of what it would have raised. */
async function showTrial(page: Page): Promise<void> {
  await page.goto('/cameras/1/editor?rule=1');
  const dialog = page.getByRole('dialog');
  const trial = dialog.locator('fieldset', { has: page.locator('legend', { hasText: 'Try it' }) });
  await trial.getByText('A film', { exact: true }).click();
  await trial.locator('input[type="file"]').setInputFiles(join(footage, 'depot-gate.mp4'));
  await trial.getByRole('button', { name: 'Try it' }).click();
  await trial.getByText('Done.').waitFor();
  await trial.getByRole('region', { name: 'Time line' }).getByRole('button').first().click();
  await trial.scrollIntoViewIfNeeded();
  await page.waitForTimeout(settleMs);
}

async function showStatistics(page: Page): Promise<void> {
  await page.goto('/statistics?camera=3&period=week&by=hour');
  await page.waitForSelector('[role="img"] canvas');
  await page.waitForTimeout(settleMs);
}

async function showLaw(page: Page): Promise<void> {
  await page.goto('/law');
  await page.waitForSelector('main#content h1');
  await page.waitForTimeout(settleMs);
}

/** Waits for so many objects on the live pictures, which say their number; goes on without them after a while. */
async function untilBusy(page: Page, objects: number): Promise<void> {
  await page.waitForTimeout(settleMs);
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
