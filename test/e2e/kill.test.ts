import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, noChromium, openBrowser, openContext, type View } from './browser.ts';
import { makePeople, operator, signIn } from './people.ts';
import { footage, type RunningVigie, startVigie } from './vigie-server.ts';

const territory = `
purposes:
  - { name: Protection of the depot, code: site-protection }
cameras:
  - name: Depot gate
    source: { url: "file:depot-gate.mp4", loop: true }
    place: closed-site
    purposes: [Protection of the depot]
    framesPerSecond: 3
    zones:
      - { name: yard, polygon: [[0, 0.54], [1, 0.54], [1, 1], [0, 1]] }
    rules:
      - { name: Somebody in the yard, kind: intrusion, zone: yard, classes: [person, car, truck], cooldownSeconds: 20 }
`;
const patienceMs = 60_000;
const english: View = { language: 'en', colours: 'dark' };
const obstacle = [
  chromiumPath === undefined ? noChromium : '',
  existsSync(join(footage, 'depot-gate.mp4')) ? '' : 'the demo footage is not rendered: npm run footage',
]
  .filter((reason) => reason !== '')
  .join('; ');

describe.skipIf(obstacle !== '')(`a server that is killed${obstacle && ` (skipped: ${obstacle})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    vigie = await startVigie();
    browser = await openBrowser();
    const context = await openContext(browser, vigie.url, english);
    page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    await makePeople(page, vigie.setupUrl);
    const file = join(vigie.directory, 'territory.yml');
    writeFileSync(file, territory);
    await vigie.bringIn(file);
    await signIn(page, operator);
  });

  afterAll(async () => {
    await browser?.close();
    await vigie?.stop();
  });

  /** Ids of the alerts in the list of the page, as they are shown. */
  const listed = (): Promise<string[]> =>
    page.$$eval('button[data-alert]', (all) => all.map((button) => button.getAttribute('data-alert') ?? ''));

  /** Ids of all the alerts that are stored. */
  const stored = (): Promise<string[]> =>
    page.evaluate(async () => {
      const answer = await fetch('/api/v1/alerts?limit=500');
      return ((await answer.json()) as { items: { id: number }[] }).items.map(({ id }) => String(id));
    });

  it('shows alerts as they come', async () => {
    await page.goto('/alerts');
    await page.waitForSelector('button[data-alert]');
  });

  it('says that it is gone, comes back by itself, and has each alert once: none missed, none twice', async () => {
    const before = await listed();
    await vigie.kill();
    await page.waitForSelector('text=No longer live.');
    expect(await listed()).toEqual(expect.arrayContaining(before));
    await vigie.startAgain();
    await page.waitForSelector('text=No longer live.', { state: 'detached' });
    // Whatever was raised before the kill, during the start and after it.
    await page.waitForFunction(
      (known) =>
        [...document.querySelectorAll('button[data-alert]')].some(
          (button) => !known.includes(button.getAttribute('data-alert') ?? ''),
        ),
      before,
    );
    await expect
      .poll(
        async () => {
          const there = await stored();
          const shown = await listed();
          return {
            missed: there.filter((id) => !shown.includes(id)),
            twice: shown.length - new Set(shown).size,
          };
        },
        { timeout: patienceMs, interval: 500 },
      )
      .toEqual({ missed: [], twice: 0 });
    expect(await page.locator('button[data-alert]').count()).toBeGreaterThan(before.length);
  });

  it('still decides on an alert from before, with the session it had', async () => {
    await page.locator('button[data-alert][data-state="new"]').last().click();
    await page.waitForSelector('article [data-action="confirm"]');
    await page.keyboard.press('c');
    await page.waitForSelector('button[aria-current="true"][data-state="confirmed"]');
  });
});
