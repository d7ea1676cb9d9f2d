import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openContext, type View } from './browser.ts';
import { administrator, invite, makePeople, officer, signIn } from './people.ts';
import type { RunningVigie } from './vigie-server.ts';

const patienceMs = 120_000;
/** Until what a click brings is there. */
const settleMs = 250;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A phone, and an ordinary window at 200 %. */
const narrowWidths = [390, 720];

declare const window: { readonly axe: { run(context: unknown, options: object): Promise<AxeResults> } };

/** Between them each language and each theme; a page has the same words in both themes. */
export const views: readonly View[] = [
  { language: 'en', colours: 'light' },
  { language: 'fr', colours: 'dark' },
];

/** A page with axe in it. */
export async function enterWithAxe(
  browser: Browser,
  url: string,
  view: View,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await openContext(browser, url, view);
  await context.addInitScript({ content: axe });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return { context, page };
}

/** Makes an administrator, an operator and a data protection officer. */
export async function makeEveryRole(browser: Browser, { url, setupUrl }: RunningVigie): Promise<void> {
  const { context, page } = await enterWithAxe(browser, url, { language: 'en', colours: 'light' });
  await makePeople(page, setupUrl);
  await signIn(page, administrator);
  const path = await invite(page, officer, 'dpo');
  await context.clearCookies();
  await page.goto(path);
  await page.fill('input[name="new-password"]', officer.password);
  await page.click('button[type="submit"]');
  await page.waitForSelector('a[href="/sign-in"]');
  await context.close();
}

/** A part of a page; the head and the navigation are the same on every one. */
export type Part = 'html' | 'main' | '[role="dialog"]';

/** What is wrong with what is shown now: serious faults in a part of it, and what runs over a narrow window. */
export async function faultsHere(page: Page, place: string, part: Part): Promise<string[]> {
  return [...(await violations(page, place, part)), ...(await overruns(page, place))];
}

async function violations(page: Page, place: string, part: Part): Promise<string[]> {
  await page.waitForTimeout(settleMs);
  const found = await page.evaluate(async (within) => {
    const { violations } = await window.axe.run(within, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      resultTypes: ['violations'],
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 140)).join(' | ')}`);
  }, part);
  return found.map((fault) => `${place} ${fault}`);
}

async function overruns(page: Page, place: string): Promise<string[]> {
  const wide = page.viewportSize() ?? { width: 1440, height: 900 };
  const faults: string[] = [];
  for (const width of narrowWidths) {
    await page.setViewportSize({ width, height: wide.height });
    await page.waitForTimeout(settleMs / 5);
    const over = await page.evaluate(() => {
      const frames = [document.documentElement, ...document.querySelectorAll('main, [role="dialog"]')];
      return Math.max(...frames.map((frame) => frame.scrollWidth - frame.clientWidth));
    });
    if (over > 0) faults.push(`${place} is ${over} pixels wider than ${width}`);
  }
  await page.setViewportSize(wide);
  return faults;
}
