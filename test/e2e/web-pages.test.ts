import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openContext, type View } from './browser.ts';
import { demoObstacle } from './demo-footage.ts';
import { administrator, makePeople, operator, signIn } from './people.ts';
import { demoTerritory, type RunningVigie, startVigie } from './vigie-server.ts';

const patienceMs = 120_000;
const english: View = { language: 'en', colours: 'light' };

describe.skipIf(demoObstacle !== '')(`the web pages${demoObstacle && ` (skipped: ${demoObstacle})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;
  let watching: BrowserContext;
  let page: Page;
  const refused: string[] = [];

  beforeAll(async () => {
    vigie = await startVigie();
    browser = await openBrowser();
    watching = await openContext(browser, vigie.url, english);
    page = await watching.newPage();
    page.setDefaultTimeout(patienceMs);
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text());
    });
  });

  afterAll(async () => {
    await browser?.close();
    await vigie?.stop();
  });

  it('the one-time link makes an administrator and an operator', async () => {
    await makePeople(page, vigie.setupUrl);
    await vigie.bringIn(demoTerritory);
  });

  it('a wrong password is told plainly, and nobody is let in', async () => {
    await page.goto('/sign-in');
    await page.fill('input[name="email"]', operator.email);
    await page.fill('input[name="password"]', 'not the password');
    await page.click('button[type="submit"]');
    expect(await page.textContent('[role="alert"]')).toContain('Email or password is wrong');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });

  it('the operator sees three live pictures', async () => {
    await signIn(page, operator);
    await page.click('[data-motive="camera"]');
    await page.waitForFunction(
      () => document.querySelectorAll('canvas[data-live="drawn"][data-form="full"]').length === 3,
    );
    const shades = await page.$$eval('canvas[data-live="drawn"]', (canvases) =>
      canvases.map((canvas) => {
        const picture = canvas as HTMLCanvasElement;
        const context = picture.getContext('2d');
        const pixels = context?.getImageData(0, 0, picture.width, picture.height).data ?? [];
        return new Set(pixels).size;
      }),
    );
    for (const count of shades) expect(count).toBeGreaterThan(50);
  });

  it('the counters of a closed site grow by themselves', async () => {
    await page.goto('/cameras');
    await page.click('table a >> nth=0');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('table[data-line] td')].some((cell) => Number(cell.textContent) > 0),
    );
  });

  it('a street gives no live counts, and the page says why', async () => {
    await page.goto('/cameras');
    await page.click('table a >> nth=2');
    await page.waitForSelector('text=counts are statistics there, shown from the next day');
  });

  it('an alert arrives by itself and is confirmed with one key', async () => {
    await page.goto('/alerts');
    await page.click('button[data-alert][data-state="new"]');
    await page.waitForSelector('article h2');
    await page.keyboard.press('c');
    await page.waitForSelector('article >> text=Confirmed');
  });

  it('the statistics show what was counted, as a chart and as a table', async () => {
    await page.goto('/statistics?by=quarter-hour');
    await page.waitForSelector('[role="img"] canvas');
    await page.click('label:has-text("Table") >> nth=0');
    await page.waitForSelector('th:has-text("Coverage")');
  });

  it('the language changes at once and is remembered', async () => {
    await page.goto('/');
    await page.click('button:has-text("Français")');
    await page.waitForSelector('h1:has-text("Vue d’ensemble")');
    expect(await page.getAttribute('html', 'lang')).toBe('fr');
    await page.reload();
    await page.waitForSelector('h1:has-text("Vue d’ensemble")');
  });

  it('the administrator sees blurred pictures only, and is told why', async () => {
    const context = await openContext(browser, vigie.url, english);
    const other = await context.newPage();
    other.setDefaultTimeout(patienceMs);
    await signIn(other, administrator);
    await other.waitForSelector('text=You see blurred pictures');
    await other.waitForSelector('canvas[data-live="drawn"][data-form="coarse"]');
    expect(await other.locator('canvas[data-form="full"]').count()).toBe(0);
    const answer = await other.evaluate(async () => (await fetch('/api/v1/live?cameras=1')).status);
    expect(answer).toBe(403);
    await context.close();
  });

  it('nothing on these pages offends the content security policy', () => expect(refused).toEqual([]));
});
