import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, noChromium, openBrowser, openContext, type View } from './browser.ts';
import { administrator, invite, makePeople, officer, operator, type Person, signIn } from './people.ts';
import { demoTerritory, footage, type RunningVigie, startVigie } from './vigie-server.ts';

const hasBrowser = chromiumPath !== undefined;
const hasFootage = existsSync(join(footage, 'depot-gate.mp4'));
const patienceMs = 120_000;
/** Until what a click brings is there. */
const settleMs = 250;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A phone, and an ordinary window at 200 %. */
const narrowWidths = [390, 720];
/** Between them each language and each theme; a page has the same words in both themes. */
const views: readonly View[] = [
  { language: 'en', colours: 'light' },
  { language: 'fr', colours: 'dark' },
];
const open = ['/sign-in', '/register'];
/** What they show hangs on the role: they are looked at as each person. */
const differing: ReadonlySet<string> = new Set(['/', '/live', '/alerts', '/recordings', '/data-protection']);
/** Each page that the navigation leads to, of whatever role; a person sees those of their own. */
const everyPage = [
  ...['/', '/live', '/alerts', '/cameras', '/recordings', '/statistics', '/notifications', '/law'],
  ...['/data-protection', '/log', '/people', '/places', '/account'],
];

declare const window: { readonly axe: { run(context: unknown, options: object): Promise<AxeResults> } };

describe.skipIf(!hasBrowser)(`accessibility${hasBrowser ? '' : ` (skipped: ${noChromium})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;

  beforeAll(async () => {
    vigie = await startVigie();
    browser = await openBrowser();
    const { context, page } = await enter({ language: 'en', colours: 'light' });
    await makePeople(page, vigie.setupUrl);
    if (hasFootage) await vigie.bringIn(demoTerritory);
    await signIn(page, administrator);
    const path = await invite(page, officer, 'dpo');
    await context.clearCookies();
    await page.goto(path);
    await page.fill('input[name="new-password"]', officer.password);
    await page.click('button[type="submit"]');
    await page.waitForSelector('a[href="/sign-in"]');
    await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await vigie?.stop();
  });

  async function enter(view: View): Promise<{ context: BrowserContext; page: Page }> {
    const context = await openContext(browser, vigie.url, view);
    await context.addInitScript({ content: axe });
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    return { context, page };
  }

  for (const view of views) {
    it(`F34: no page has a serious fault, nor runs over a narrow window, ${view.language}, ${view.colours}`, async () => {
      const faults: string[] = [];
      const seen = new Set<string>();
      for (const person of [undefined, administrator, officer, operator]) {
        const { context, page } = await enter(view);
        const paths = person === undefined ? open : await pathsOf(page, person);
        for (const path of paths.filter((one) => !seen.has(one) || differing.has(one))) {
          seen.add(path);
          await page.goto(path);
          await page.waitForSelector('h1');
          faults.push(...(await faultsOf(page, path)));
        }
        await context.close();
      }
      expect([...seen]).toEqual(expect.arrayContaining([...everyPage]));
      expect(faults).toEqual([]);
    });
  }
});

/** All pages that the navigation offers this person, their own account, and a camera. */
async function pathsOf(page: Page, person: Person): Promise<readonly string[]> {
  await signIn(page, person);
  const links = await page.$$eval('nav a[href]', (all) => all.map((link) => link.getAttribute('href') ?? ''));
  const camera = await page.evaluate(async () => {
    const answer = await fetch('/api/v1/cameras');
    const { items = [] } = (await answer.json()) as { items?: { id: number }[] };
    return items[0]?.id;
  });
  return [...new Set([...links, '/account', ...(camera === undefined ? [] : [`/cameras/${camera}`])])];
}

/** What is wrong with what is shown now. */
async function faultsHere(page: Page, place: string): Promise<string[]> {
  return [...(await violations(page, place)), ...(await overruns(page, place))];
}

/** What is wrong on a page and behind each of its tabs. */
async function faultsOf(page: Page, path: string): Promise<string[]> {
  const faults = await faultsHere(page, path);
  const tabs = page.getByRole('main').getByRole('tab');
  for (let index = 1; index < (await tabs.count()); index += 1) {
    const name = await tabs.nth(index).textContent();
    await tabs.nth(index).click();
    faults.push(...(await faultsHere(page, `${path} › ${name}`)));
  }
  return faults;
}

async function violations(page: Page, place: string): Promise<string[]> {
  await page.waitForTimeout(settleMs);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      resultTypes: ['violations'],
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 140)).join(' | ')}`);
  });
  return found.map((fault) => `${place} ${fault}`);
}

async function overruns(page: Page, place: string): Promise<string[]> {
  const wide = page.viewportSize() ?? { width: 1440, height: 900 };
  const faults: string[] = [];
  for (const width of narrowWidths) {
    await page.setViewportSize({ width, height: wide.height });
    await page.waitForTimeout(settleMs / 5);
    const over = await page.evaluate(() => {
      const frames = [document.documentElement, ...document.querySelectorAll('main')];
      return Math.max(...frames.map((frame) => frame.scrollWidth - frame.clientWidth));
    });
    if (over > 0) faults.push(`${place} is ${over} pixels wider than ${width}`);
  }
  await page.setViewportSize(wide);
  return faults;
}
