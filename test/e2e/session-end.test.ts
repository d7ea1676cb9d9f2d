import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, noChromium, openBrowser, openContext, type View } from './browser.ts';
import { administrator, joinAs, makePeople, officer, type Person } from './people.ts';
import { type RunningVigie, startVigie } from './vigie-server.ts';

const patienceMs = 60_000;
const french: View = { language: 'fr', colours: 'dark' };
const hasBrowser = chromiumPath !== undefined;
const words = 'Que gardez-vous de moi, place du marché, le 3 novembre ?';

describe.skipIf(!hasBrowser)(`a session that ends${hasBrowser ? '' : ` (skipped: ${noChromium})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    vigie = await startVigie();
    browser = await openBrowser();
    const admin = await (await openContext(browser, vigie.url, french)).newPage();
    admin.setDefaultTimeout(patienceMs);
    await makePeople(admin, vigie.setupUrl);
    await admin.goto('/sign-in');
    await enter(admin, administrator);
    await admin.waitForSelector('main#content h1');
    context = await openContext(browser, vigie.url, french);
    page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    await joinAs(admin, page, officer, 'dpo');
  });

  afterAll(async () => {
    await browser?.close();
    await vigie?.stop();
  });

  /** Types who one is into the form of the sign-in that is open, wherever it is. */
  async function enter(where: Page, { email, password }: Person): Promise<void> {
    const form = where.locator('form:has(input[name="password"])');
    await form.locator('input[name="email"]').fill(email);
    await form.locator('input[name="password"]').fill(password);
    await form.locator('button[type="submit"]').press('Enter');
  }

  const cover = () => page.getByRole('dialog', { name: 'Reconnectez-vous' });

  async function typeRequest(): Promise<void> {
    await page.goto('/data-protection?part=requests');
    await page.getByRole('button', { name: 'Saisir une demande' }).press('Enter');
    await page.getByLabel('Qui demande').fill('Jeanne Petit');
    await page.getByLabel('Où répondre').fill('jeanne.petit@example.org');
    await page.getByLabel('Ce qui est demandé, dans ses mots').fill(words);
  }

  it('asks for the password over the form, and keeps what was typed through Escape and a wrong password', async () => {
    await typeRequest();
    await context.clearCookies();
    await page.getByRole('button', { name: 'Saisir', exact: true }).press('Enter');
    await cover().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await cover().waitFor();
    await enter(page, { ...officer, password: 'not the password' });
    await cover().getByRole('alert').waitFor();
  });

  it('gives the form back as it was, and stores it once', async () => {
    await enter(page, officer);
    await cover().waitFor({ state: 'detached' });
    expect(await page.getByLabel('Ce qui est demandé, dans ses mots').inputValue()).toBe(words);
    await page.getByRole('button', { name: 'Saisir', exact: true }).press('Enter');
    await page.getByText(/^reste \d+ jours/).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.getByText(words).count()).toBe(1);
  });

  it('keeps a form that is part of a page, too', async () => {
    await page.goto('/data-protection?part=controller');
    await page.fill('fieldset:first-of-type input >> nth=0', 'Commune de Val-Clair');
    await context.clearCookies();
    await page.click('main button[type="submit"]');
    await cover().waitFor();
    await enter(page, officer);
    await cover().waitFor({ state: 'detached' });
    await page.click('main button[type="submit"]');
    await page.getByText('Enregistré', { exact: true }).waitFor();
    await page.goto('/register');
    await page.getByText('Commune de Val-Clair').waitFor();
  });

  it('shows nothing of it to somebody else who signs in there', async () => {
    await typeRequest();
    await context.clearCookies();
    await page.getByRole('button', { name: 'Saisir', exact: true }).press('Enter');
    await cover().waitFor();
    await enter(page, administrator);
    await cover().waitFor({ state: 'detached' });
    await page.waitForSelector('main#content h1');
    expect(await page.getByLabel('Ce qui est demandé, dans ses mots').count()).toBe(0);
    await page.getByRole('button', { name: `Compte de ${administrator.name}` }).waitFor();
  });
});
