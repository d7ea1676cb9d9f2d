import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterWithAxe, faultsHere, makeEveryRole, type Part, views } from './axe.ts';
import { chromiumPath, noChromium, openBrowser, type View } from './browser.ts';
import { administrator, officer, operator, type Person, signIn } from './people.ts';
import { demoTerritory, footage, type RunningVigie, startVigie } from './vigie-server.ts';

const hasBrowser = chromiumPath !== undefined;
const hasFootage = existsSync(join(footage, 'depot-gate.mp4'));
const open = ['/sign-in', '/register'];
const whole: ReadonlySet<string> = new Set(['/', ...open]);
/** What they show hangs on the role: they are looked at as each person. */
const differing: ReadonlySet<string> = new Set(['/', '/live', '/alerts', '/recordings', '/data-protection']);
/** Each page that the navigation leads to, of whatever role; a person sees those of their own. */
const everyPage = [
  ...['/', '/live', '/alerts', '/cameras', '/recordings', '/statistics', '/notifications', '/law'],
  ...['/data-protection', '/log', '/people', '/places', '/account'],
];

describe.skipIf(!hasBrowser)(`accessibility${hasBrowser ? '' : ` (skipped: ${noChromium})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;

  beforeAll(async () => {
    vigie = await startVigie();
    browser = await openBrowser();
    await makeEveryRole(browser, vigie);
    if (hasFootage) await vigie.bringIn(demoTerritory);
  });
  afterAll(async () => {
    await browser?.close();
    await vigie?.stop();
  });

  /** What is wrong on the pages of one person that nobody before saw the same way. */
  async function faultsOfPages(person: Person | undefined, view: View, seen: Set<string>): Promise<string[]> {
    const faults: string[] = [];
    const { context, page } = await enterWithAxe(browser, vigie.url, view);
    const paths = person === undefined ? open : await pathsOf(page, person);
    for (const path of paths.filter((one) => !seen.has(one) || differing.has(one))) {
      seen.add(path);
      await page.goto(path);
      await page.waitForSelector('h1');
      faults.push(...(await faultsOf(page, path, whole.has(path) ? 'html' : 'main')));
    }
    await context.close();
    return faults;
  }

  for (const view of views) {
    it(`F34: no page has a serious fault, nor runs over a narrow window, ${view.language}, ${view.colours}`, async () => {
      const faults: string[] = [];
      const seen = new Set<string>();
      for (const person of [undefined, administrator, officer, operator])
        faults.push(...(await faultsOfPages(person, view, seen)));
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
  const ofCamera = camera === undefined ? [] : [`/cameras/${camera}`];
  const ofAdministrator = ['/cameras/new', '/cameras/import', ...ofCamera.map((path) => `${path}/editor`)];
  return [...links, '/account', ...ofCamera, ...(person === administrator ? ofAdministrator : [])];
}

/** What is wrong on a page and behind each of its tabs. */
async function faultsOf(page: Page, path: string, part: Part): Promise<string[]> {
  const faults = await faultsHere(page, path, part);
  const tabs = page.getByRole('main').getByRole('tab');
  for (let index = 1; index < (await tabs.count()); index += 1) {
    const name = await tabs.nth(index).textContent();
    await tabs.nth(index).click();
    faults.push(...(await faultsHere(page, `${path} › ${name}`, 'main')));
  }
  return faults;
}
