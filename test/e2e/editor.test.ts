import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openContext, type View } from './browser.ts';
import { demoObstacle } from './demo-footage.ts';
import { administrator, makePeople, signIn } from './people.ts';
import { demoTerritory, footage, type RunningVigie, startVigie } from './vigie-server.ts';

const patienceMs = 60_000;
/** a film on trial waits behind all cameras */
const trialMs = 300_000;
const english: View = { language: 'en', colours: 'light' };
const stage = 'svg[role="application"]';
const editor = '/cameras/1/editor';

interface StoredZone {
  readonly name: string;
  readonly colour: string | null;
  readonly polygon: readonly (readonly [number, number])[];
}

describe.skipIf(demoObstacle !== '')(`the editor${demoObstacle && ` (skipped: ${demoObstacle})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const refused: string[] = [];

  const storedZones = (): Promise<StoredZone[]> =>
    page.evaluate(async () => {
      const answer = await fetch('/api/v1/cameras/1/zones');
      return ((await answer.json()) as { items: StoredZone[] }).items;
    });
  /** Clicks a place of the picture, 0…1. */
  const click = async (x: number, y: number): Promise<void> => {
    const box = await page.locator(stage).boundingBox();
    if (box === null) throw new Error('no picture');
    await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
  };
  const save = async (on: Page): Promise<void> => {
    await on.click('button:has-text("Save") >> nth=0');
  };
  const openEditor = async (on: Page): Promise<void> => {
    await on.goto(editor);
    await on.waitForSelector(stage);
  };

  beforeAll(async () => {
    vigie = await startVigie();
    browser = await openBrowser();
    context = await openContext(browser, vigie.url, english);
    page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text());
    });
    await makePeople(page, vigie.setupUrl);
    await vigie.bringIn(demoTerritory);
    await signIn(page, administrator);
  });

  afterAll(async () => {
    await browser?.close();
    await vigie?.stop();
  });

  it('a zone is drawn with the mouse', async () => {
    await openEditor(page);
    await page.click('label:has-text("Zone")');
    for (const [x, y] of [
      [0.05, 0.3],
      [0.95, 0.3],
      [0.95, 0.95],
      [0.05, 0.95],
    ] as const)
      await click(x, y);
    await click(0.05, 0.3);
    await page.getByLabel('Name', { exact: true }).fill('drawn by hand');
    await save(page);
    await page.getByText('Everything is saved.').waitFor();
    const zone = (await storedZones()).find(({ name }) => name === 'drawn by hand');
    expect(zone?.polygon).toHaveLength(4);
    expect(zone?.polygon[0]?.[0]).toBeCloseTo(0.05, 2);
  });

  it('another one is drawn, changed and undone with the keys alone', async () => {
    await page.locator(stage).focus();
    await page.keyboard.press('z');
    await page.keyboard.press('Space');
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft']) {
      for (let step = 0; step < 10; step++) await page.keyboard.press(key);
      await page.keyboard.press('Space');
    }
    await page.keyboard.press('Enter');
    await page.locator('[data-shape="new 2"][data-selected="true"]').waitFor();
    await page.keyboard.press('Insert');
    await page.keyboard.press('ArrowUp');
    await page.locator('[data-shape="new 2"] [data-point="4"]').waitFor();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+z');
    await page.locator('[data-shape="new 2"] [data-point="4"]').waitFor();
    await save(page);
    await page.getByText('Everything is saved.').waitFor();
    const zone = (await storedZones()).find(({ name }) => name === 'Zone 1');
    const [first = [0, 0], second = [0, 0], third = [0, 0]] = zone?.polygon ?? [];
    expect([second[0] - first[0], second[1] - first[1]]).toEqual([expect.closeTo(0.1), expect.closeTo(0)]);
    expect([third[0] - second[0], third[1] - second[1]]).toEqual([expect.closeTo(0), expect.closeTo(0.1)]);
  });

  it('a polygon that crosses itself is told at once, in the words of the server', async () => {
    await page.click('label:has-text("Zone")');
    for (const [x, y] of [
      [0.2, 0.4],
      [0.4, 0.6],
      [0.4, 0.4],
      [0.2, 0.6],
    ] as const)
      await click(x, y);
    await page.keyboard.press('Enter');
    await page
      .locator('[data-fault]')
      .getByText(/crosses itself/i)
      .waitFor();
    await page.click('button:has-text("Discard")');
    await page.getByText('Everything is saved.').waitFor();
  });

  it(
    'a rule is tried on a film before it goes live: what it would have raised stands on the time line',
    async () => {
      await page.click('button:has-text("Add a rule")');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name', { exact: true }).fill('On trial only');
      await dialog.getByLabel('Zone', { exact: true }).first().click();
      await page.getByRole('option', { name: 'drawn by hand' }).click();
      await dialog.getByText('A film', { exact: true }).click();
      await dialog.locator('input[type="file"]').setInputFiles(join(footage, 'depot-gate.mp4'));
      await dialog.getByRole('button', { name: 'Try it' }).click();
      await dialog.getByText('Done.').waitFor({ timeout: trialMs });
      const marks = dialog.getByRole('region', { name: 'Time line' }).getByRole('button');
      await marks.first().click();
      await dialog.getByRole('listitem').getByText('is in “drawn by hand”').first().waitFor();
      await dialog.getByText(/[1-9]\d* alerts? would have been raised/).waitFor();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'hidden' });
      const stored = await page.evaluate(async () => {
        const paths = ['/api/v1/rules?camera=1', '/api/v1/alerts'];
        const answers = await Promise.all(paths.map(async (path) => (await fetch(path)).text()));
        return answers.join();
      });
      expect(stored).toContain('Person in the depot yard');
      expect(stored).not.toContain('On trial only');
    },
    2 * trialMs,
  );

  it('a rule is made, its hours painted on the week, and its alert arrives', async () => {
    await page.click('button:has-text("Add a rule")');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Somebody in the drawn zone');
    await dialog.getByLabel('Zone', { exact: true }).first().click();
    await page.getByRole('option', { name: 'drawn by hand' }).click();
    await dialog.locator('[data-parameter="zoneId"]').getByText('drawn by hand').waitFor();
    await dialog.getByRole('button', { name: 'New period' }).click();
    await dialog.getByLabel('New period').getByLabel('Name').fill('Every hour');
    await dialog.locator('[data-day="0"][data-hour="6"]').hover();
    await page.mouse.down();
    await dialog.locator('[data-day="7"][data-hour="21"]').hover();
    await page.mouse.up();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByRole('button', { name: 'New period' }).waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page
      .getByText('Tell when a person is in “drawn by hand”, during “Every hour”', { exact: true })
      .waitFor();
    await page.goto('/alerts');
    await page.getByText('Somebody in the drawn zone').first().waitFor();
  });

  it('of two who draw the same zone the second is told, and nothing is overwritten', async () => {
    await openEditor(page);
    const second = await context.newPage();
    second.setDefaultTimeout(patienceMs);
    await openEditor(second);
    for (const one of [page, second]) await one.click('button:has-text("drawn by hand")');
    await page.getByLabel('Name', { exact: true }).fill('the court');
    await save(page);
    await page.getByText('Everything is saved.').waitFor();
    await second.getByRole('button', { name: 'Green' }).click();
    await save(second);
    const dialog = second.getByRole('dialog');
    await dialog.getByText('“drawn by hand” → “the court”').waitFor();
    expect((await storedZones()).find(({ name }) => name === 'the court')?.colour).toBeNull();
    await dialog.getByRole('button', { name: 'Keep mine' }).click();
    await second.getByText('Everything is saved.').waitFor();
    expect((await storedZones()).find(({ name }) => name === 'the court')?.colour).toBe('green');
    await second.close();
  });

  it('what was not saved when the session ended is there after signing in again', async () => {
    await openEditor(page);
    await page.click('button:has-text("the court")');
    await page.getByLabel('Name', { exact: true }).fill('not saved yet');
    await page.getByText('1 change is not saved.').waitFor();
    await context.clearCookies();
    // The page may find out by itself, before the button is pressed.
    await Promise.any([save(page), page.waitForSelector('input[name="password"]')]);
    await page.waitForSelector('input[name="password"]');
    await page.fill('input[name="email"]', administrator.email);
    await page.fill('input[name="password"]', administrator.password);
    await page.click('button[type="submit"]');
    await page.waitForSelector(stage);
    await page.getByText('What you had not saved was brought back.').waitFor();
    await page.getByText('not saved yet').first().waitFor();
  });

  it('nothing on these pages offends the content security policy', () => expect(refused).toEqual([]));
});
