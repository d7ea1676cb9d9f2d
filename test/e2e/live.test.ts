import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openContext, type View } from './browser.ts';
import { demoClips, demoObstacle } from './demo-footage.ts';
import { administrator, makePeople, operator, signIn } from './people.ts';
import { demoTerritory, type RunningVigie, startVigie } from './vigie-server.ts';

const patienceMs = 120_000;
const french: View = { language: 'fr', colours: 'dark' };
const cameras = demoClips.length;

describe.skipIf(demoObstacle !== '')(`live${demoObstacle && ` (skipped: ${demoObstacle})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;
  let watching: BrowserContext;
  let page: Page;
  const refused: string[] = [];

  beforeAll(async () => {
    vigie = await startVigie();
    browser = await openBrowser();
    watching = await openContext(browser, vigie.url, french);
    page = await open(watching);
    await makePeople(page, vigie.setupUrl);
    await vigie.bringIn(demoTerritory);
    await signIn(page, operator);
  });
  afterAll(async () => {
    await browser?.close();
    await vigie?.stop();
  });

  async function open(context: BrowserContext): Promise<Page> {
    const opened = await context.newPage();
    opened.setDefaultTimeout(patienceMs);
    opened.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text());
    });
    return opened;
  }

  it('before a reason is given the wall is blurred, then its pictures are sharp, and they move', async () => {
    await page.goto('/live');
    await untilDrawn(page, 'coarse');
    expect(Math.max(...(await heightsOf(page)))).toBeLessThanOrEqual(96);
    await page.click('[data-motive="camera"]');
    await untilDrawn(page, 'full');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('canvas[data-form]')].every(
        (canvas) => (canvas as HTMLCanvasElement).height > 96,
      ),
    );
    const before = await digestsOf(page);
    expect(before).toHaveLength(cameras);
    for (const index of before.keys())
      await expect
        .poll(async () => (await digestsOf(page))[index], { timeout: patienceMs })
        .not.toBe(before[index]);
  });

  it('arrows, Enter and numbers are enough', async () => {
    await page.locator('main ul a').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(/one=\d+/);
    await page.locator('section h2').first().waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes('one='));
    await page.keyboard.press('3');
    await page.waitForURL(/one=\d+/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await page.getByRole('radiogroup').getByText('1', { exact: true }).click();
    await page.waitForURL(/size=1/);
    expect(await page.locator('main ul[data-columns] a').count()).toBe(1);
    await page.locator('main ul[data-columns] a').first().focus();
    await page.keyboard.press('PageDown');
    await page.getByText(`2–2 sur ${cameras}`).waitFor();
    await page.goto('/live');
    await page.waitForFunction(() => document.querySelectorAll('main ul[data-columns] a').length === 1);
    await page.getByRole('radiogroup').getByText('4', { exact: true }).click();
  });

  it('video plays, with the boxes over it', async ({ annotate }) => {
    await page.click('[data-motive="camera"]');
    await page.getByRole('switch', { name: 'Vidéo' }).check();
    await page.waitForFunction(
      (count) => document.querySelectorAll('video[data-live-video="playing"]').length === count,
      cameras,
    );
    const times = () =>
      page.$$eval('video', (videos) => videos.map((video) => (video as HTMLVideoElement).currentTime));
    const before = await times();
    for (const index of before.keys())
      await expect
        .poll(async () => (await times())[index], { timeout: patienceMs })
        .toBeGreaterThan((before[index] ?? 0) + 1);
    expect(Math.min(...(await videoHeightsOf(page)))).toBeGreaterThan(96);
    const delays = await page.$$eval('video', (videos) =>
      videos.map((video) => Number((video as HTMLVideoElement).dataset.delay)),
    );
    await annotate(`from the picture's time to the screen: ${delays.join(', ')} ms`);
    expect(delays.every(Number.isFinite)).toBe(true);
  });

  it('a page in the background asks for nothing, and goes on when it is looked at', async () => {
    const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('/api/v1/live?'));
    await showPage(page, false);
    await ended;
    const asked = page.waitForRequest((request) => request.url().includes('/api/v1/live?'));
    await showPage(page, true);
    await asked;
    await page.waitForSelector('video[data-live-video="playing"]');
  });

  it('what is lost comes back by itself', async () => {
    await page.getByRole('switch', { name: 'Vidéo' }).uncheck();
    await untilDrawn(page, 'full');
    const live = '**/api/v1/live?*';
    await page.route(live, (route) => route.abort());
    await showPage(page, false);
    await page.waitForEvent('requestfailed', (request) => request.url().includes('/api/v1/live?'));
    await showPage(page, true);
    const lost = page.getByText('L’image en direct est interrompue').first();
    await lost.waitFor();
    await page.unroute(live);
    await lost.waitFor({ state: 'detached' });
    const [before = ''] = await digestsOf(page);
    await expect.poll(async () => (await digestsOf(page))[0], { timeout: patienceMs }).not.toBe(before);
  });

  it('a person without the right to see gets blurred pictures and blurred video, and is told why', async () => {
    const context = await openContext(browser, vigie.url, { language: 'en', colours: 'light' });
    const other = await open(context);
    await signIn(other, administrator);
    await other.goto('/live');
    await other.getByText('You see blurred pictures').waitFor();
    await untilDrawn(other, 'coarse');
    expect(Math.max(...(await heightsOf(other)))).toBeLessThanOrEqual(96);
    await other.getByRole('switch', { name: 'Video' }).check();
    await other.waitForSelector('video[data-live-video="playing"]');
    const heights = await videoHeightsOf(other);
    expect(Math.max(...heights)).toBeLessThanOrEqual(96);
    expect(await other.locator('[data-motive]').count()).toBe(0);
    const status = (path: string) => other.evaluate(async (at) => (await fetch(at)).status, path);
    expect(await status('/api/v1/live?cameras=1&motive=camera')).toBe(403);
    expect(await status('/api/v1/live?cameras=1&video=1&motive=camera')).toBe(403);
    await context.close();
  });

  it('the overview says how all cameras fare', async () => {
    await page.getByText(`Les ${cameras} caméras sont en marche.`).waitFor();
  });

  it('nothing on these pages offends the content security policy', () => expect(refused).toEqual([]));
});

const untilDrawn = (page: Page, form: string) =>
  page.waitForFunction(
    ([wanted, count]) =>
      document.querySelectorAll(`canvas[data-live="drawn"][data-form="${wanted}"]`).length === count,
    [form, cameras] as const,
  );

const heightsOf = (page: Page): Promise<number[]> =>
  page.$$eval('canvas[data-form]', (canvases) =>
    canvases.map((canvas) => (canvas as HTMLCanvasElement).height),
  );

const videoHeightsOf = (page: Page): Promise<number[]> =>
  page.$$eval('video', (videos) => videos.map((video) => (video as HTMLVideoElement).videoHeight));

/** A number for what stands on each canvas. */
const digestsOf = (page: Page): Promise<string[]> =>
  page.$$eval('canvas[data-form]', (canvases) =>
    canvases.map((one) => {
      const { width, height } = one as HTMLCanvasElement;
      const context = (one as HTMLCanvasElement).getContext('2d');
      const pixels = [...(context?.getImageData(0, 0, width, height).data ?? [])];
      return String(pixels.reduce((sum, value, index) => (sum + value * (index % 8191)) % 1_000_000_007, 0));
    }),
  );

/** What a browser tells a page whose tab is left, or looked at again. */
const showPage = (page: Page, isShown: boolean) =>
  page.evaluate((shown) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => !shown });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isShown);
