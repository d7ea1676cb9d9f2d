import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeskWorld, openDeskWorld } from '../desk-world.ts';
import { chromiumPath, noChromium, openBrowser, openContext, type View } from './browser.ts';
import { administrator, makePeople, operator, signIn } from './people.ts';

const obstacle = chromiumPath === undefined ? noChromium : '';
const patienceMs = 60_000;
const english: View = { language: 'en', colours: 'light' };
const minuteMs = 60_000;

describe.skipIf(obstacle !== '')(`the alert desk${obstacle === '' ? '' : ` (skipped: ${obstacle})`}`, () => {
  let world: DeskWorld;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    world = await openDeskWorld(2);
    browser = await openBrowser();
    context = await openContext(browser, world.url, english);
    page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    await makePeople(page, world.setupUrl);
    await signIn(page, operator);
    await page.goto('/alerts');
    await page.waitForSelector('text=New alerts appear here by themselves');
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  const camera = (index: number) => world.cameras[index] ?? { id: 0, ruleId: 0, zoneId: 0 };
  const listed = (on: Page = page): Promise<(string | null)[]> =>
    on.$$eval('button[data-alert]', (rows) => rows.map((row) => row.getAttribute('data-alert')));
  const state = (on: Page = page): Promise<string | null> =>
    on.locator('button[data-alert][aria-current="true"]').getAttribute('data-state');

  /** Waits until the number keys choose a reason: the dialog comes in by degrees. */
  const untilReasons = () =>
    page.waitForFunction(
      () => document.activeElement?.matches('[role="dialog"] input[type="radio"]') === true,
    );

  it('an alert arrives by itself, and keys alone acknowledge, comment, confirm and take back', async () => {
    await world.raise(camera(0), [Date.now()]);
    await page.waitForSelector('button[data-alert][data-state="new"]');
    await page.keyboard.press('j');
    await page.waitForSelector('article h2');
    await page.keyboard.press('a');
    await page.waitForSelector('button[aria-current="true"][data-state="acknowledged"]');
    await page.keyboard.press('m');
    await page.keyboard.type('a car stands at the gate');
    await page.keyboard.press('Enter');
    await page.waitForSelector('li[data-kind="comment"] >> text=a car stands at the gate');
    await page.keyboard.press('c');
    await page.waitForSelector('button[aria-current="true"][data-state="confirmed"]');
    await page.waitForSelector('[data-action="undo"]');
    await page.keyboard.press('u');
    await page.waitForSelector('button[aria-current="true"][data-state="acknowledged"]');
    await page.waitForSelector('li[data-kind="undo"]');
    await page.keyboard.press('c');
    await page.waitForSelector('button[aria-current="true"][data-state="confirmed"]');
  });

  it('three rejections for the same reason suggest what to tune', async () => {
    const nowMs = Date.now();
    await world.raise(camera(1), [nowMs - 60 * minuteMs, nowMs - 40 * minuteMs, nowMs - 20 * minuteMs]);
    await page.waitForFunction(() => document.querySelectorAll('button[data-alert]').length === 4);
    for (let round = 0; round < 3; round += 1) {
      await page.keyboard.press('j');
      await page.waitForSelector('button[aria-current="true"][data-state="new"]');
      await page.waitForSelector('[data-action="reject"]');
      await page.keyboard.press('r');
      await page.waitForSelector('[role="dialog"] [role="radiogroup"]');
      await untilReasons();
      await page.keyboard.press('2');
      await page.waitForSelector('[role="dialog"] input[type="radio"]:checked', { state: 'attached' });
      await page.keyboard.press('Enter');
      await page.waitForSelector('button[aria-current="true"][data-state="rejected"]');
      await page.waitForSelector('[role="dialog"]', { state: 'detached' });
    }
    await page.waitForSelector('[data-tune="threshold"] >> text=3 rejected alerts would not have come');
  });

  it('who configures gets from the suggestion to that rule in the editor', async () => {
    const office = await (await openContext(browser, world.url, english)).newPage();
    office.setDefaultTimeout(patienceMs);
    await signIn(office, administrator);
    await office.goto(new URL(page.url()).pathname + new URL(page.url()).search);
    await office.getByRole('link', { name: 'Go to the rule' }).click();
    const dialog = office.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Person in yard 2');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await office.waitForURL(/\/cameras\/\d+\/editor$/);
    await office.context().close();
  });

  it('repeats become one with one key, and a sleeping rule says so', async () => {
    const nowMs = Date.now();
    await world.raise(camera(1), [nowMs - 4 * minuteMs, nowMs - 2 * minuteMs]);
    await page.waitForFunction(
      () => document.querySelectorAll('[data-alert][data-state="new"]').length === 2,
    );
    await page.click('button[data-alert][data-state="new"] >> nth=0');
    await page.waitForSelector('text=1 more open alert of this rule');
    await page.keyboard.press('e');
    await page.waitForSelector('button[aria-current="true"] >> text=×2');
    expect((await listed()).length).toBe(5);
    await page.keyboard.press('s');
    await page.fill('[role="dialog"] input[maxlength="500"]', 'works in the yard');
    await page.keyboard.press('Enter');
    await page.waitForSelector('article >> text=Asleep until');
    await world.raise(camera(1), [Date.now()]);
    await page.click('article >> text=Wake it now');
    await page.waitForSelector('article >> text=1 alert held back');
  });

  it('who decides on what somebody else decided meanwhile is told, and overwrites nothing', async () => {
    await world.raise(camera(0), [Date.now()]);
    const other = await openContext(browser, world.url, english);
    const late = await other.newPage();
    late.setDefaultTimeout(patienceMs);
    // This window hears no news: it shows what was.
    await late.route('**/api/v1/events*', (route) => route.abort());
    await signIn(late, operator);
    await late.goto('/alerts?state=new');
    await late.click('button[data-alert][data-state="new"] >> nth=0');
    await late.waitForSelector('article [data-action="reject"]');
    await page.click('button[data-alert][data-state="new"] >> nth=0');
    await page.waitForSelector('article [data-action="confirm"]');
    await page.keyboard.press('c');
    await page.waitForSelector('button[aria-current="true"][data-state="confirmed"]');
    await late.keyboard.press('a');
    await late.waitForSelector(`text=${operator.name} confirmed this alert`);
    await late.waitForSelector('article >> text=Confirmed');
    expect(await state()).toBe('confirmed');
    await other.close();
  });

  it('a server that restarts is caught up with: no alert missed, none twice', async () => {
    const before = await listed();
    await world.halt();
    await page.waitForSelector('text=No longer live.');
    await world.start();
    await world.raise(camera(0), [Date.now(), Date.now() + 1000]);
    await page.waitForFunction(
      (count) => document.querySelectorAll('button[data-alert]').length === count,
      before.length + 2,
    );
    await page.waitForSelector('text=No longer live.', { state: 'detached' });
    await world.raise(camera(0), [Date.now() + 2000]);
    await page.waitForFunction(
      (count) => document.querySelectorAll('button[data-alert]').length === count,
      before.length + 3,
    );
    const after = await listed();
    expect(new Set(after).size).toBe(after.length);
  });

  it('a filter is kept with the person, and is on when the page is opened elsewhere', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('yard 2');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelectorAll('button[data-alert]').length === 4);
    await page.click('text=My filters');
    await page.click('text=Keep what is filtered now');
    await page.fill('[role="dialog"] input[maxlength="120"]', 'second yard');
    await page.click('[role="dialog"] >> text=On whenever I open the alerts');
    await page.click('[role="dialog"] button[type="submit"]');
    await page.waitForSelector('[role="dialog"]', { state: 'detached' });
    const elsewhere = await openContext(browser, world.url, english);
    const fresh = await elsewhere.newPage();
    fresh.setDefaultTimeout(patienceMs);
    await signIn(fresh, operator);
    await fresh.goto('/alerts');
    await fresh.waitForURL(/words=/);
    await fresh.waitForFunction(() => document.querySelectorAll('button[data-alert]').length === 4);
    await elsewhere.close();
  });

  it('the keys are told in a help, and rest while it is open', async () => {
    await page.keyboard.press('h');
    await page.waitForSelector('[role="dialog"] >> text=take my decision back');
    await page.keyboard.press('Escape');
    await page.waitForSelector('[role="dialog"]', { state: 'detached' });
  });
});
