import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, noChromium, openBrowser, openContext, type View } from './browser.ts';
import { administrator, invite, makePeople, officer, signIn } from './people.ts';
import { type RunningVigie, startVigie } from './vigie-server.ts';

const patienceMs = 30_000;
const french: View = { language: 'fr', colours: 'light' };
const hasBrowser = chromiumPath !== undefined;

describe.skipIf(!hasBrowser)(`data protection${hasBrowser ? '' : ` (skipped: ${noChromium})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const refused: string[] = [];

  beforeAll(async () => {
    vigie = await startVigie();
    browser = await openBrowser();
    context = await openContext(browser, vigie.url, french);
    page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text());
    });
    await makePeople(page, vigie.setupUrl);
  });

  afterAll(async () => {
    await browser?.close();
    await vigie?.stop();
  });

  it('anybody reads the register of cameras, in either language, without signing in', async () => {
    await page.goto('/register');
    await page.waitForSelector('main h1');
    expect(await page.textContent('main h1')).toContain('Caméras de');
    await page.click('button[lang="en"]');
    await page.getByRole('heading', { name: 'Your rights' }).waitFor();
    await page.click('button[lang="fr"]');
    expect(await context.cookies()).toEqual([]);
  });

  it('the administrator invites a data protection officer, who chooses a password', async () => {
    await signIn(page, administrator);
    const path = await invite(page, officer, 'dpo');
    await page.goto('/people');
    await page.getByText(officer.email).waitFor();
    expect(await page.locator('nav a[href="/log"]').count()).toBe(0);
    await askForSight(page);
    await context.clearCookies();
    await page.goto(path);
    await page.fill('input[name="new-password"]', officer.password);
    await page.click('button[type="submit"]');
    await page.waitForSelector('a[href="/sign-in"]');
    await signIn(page, officer);
  });

  it('the officer confirms what the administrator asked for themselves', async () => {
    await page
      .locator('nav a[href="/data-protection"]')
      .getByLabel(/^1 demande de droits/)
      .waitFor();
    await page.goto('/data-protection?part=rights');
    await page.getByText(`${administrator.name} demande une habilitation`).waitFor();
    await page.getByRole('button', { name: 'Confirmer' }).click();
    await page.getByText(/Rien n’attend/).waitFor();
    expect(await page.getByLabel(/demandes? de droits/).count()).toBe(0);
  });

  it('the officer sees how the instance stands, and is led to what is missing', async () => {
    await page.goto('/data-protection');
    await page.getByText(/points? demande(nt)? une action/).waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Preuves signées' }).click();
    expect((await saved).suggestedFilename()).toBe('evidence.json');
    await page.getByRole('main').getByRole('link', { name: 'Responsable' }).click();
    await page.waitForURL('**/data-protection?part=controller');
  });

  it('the officer says who is responsible; the register then tells it', async () => {
    await page.goto('/data-protection?part=controller');
    await page.fill('fieldset:first-of-type input >> nth=0', 'Commune de Val-Clair');
    await page.click('button[type="submit"]');
    await page.getByText('Enregistré', { exact: true }).waitFor();
    await page.goto('/register');
    await page.getByText('Commune de Val-Clair').waitFor();
  });

  it('a request gets its clock', async () => {
    await page.goto('/data-protection?part=requests');
    await page.getByRole('button', { name: 'Saisir une demande' }).click();
    await page.getByLabel('Qui demande').fill('Jeanne Petit');
    await page.getByLabel('Où répondre').fill('jeanne.petit@example.org');
    await page.getByLabel('Ce qui est demandé, dans ses mots').fill('Que gardez-vous de moi ?');
    await page.getByRole('button', { name: 'Saisir', exact: true }).click();
    await page.getByText(/^reste \d+ jours/).waitFor();
  });

  it('a purpose is chosen from the closed list of the law', async () => {
    await page.goto('/law');
    await page.getByRole('button', { name: 'Ajouter une finalité' }).click();
    await page.getByRole('combobox', { name: 'Finalité de la liste fermée' }).click();
    await page.getByRole('option', { name: 'Statistiques de circulation' }).click();
    await page.getByLabel('Nom, dans vos mots').fill('Compter le trafic');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await page.getByRole('heading', { name: 'Compter le trafic' }).waitFor();
  });

  it('the log holds what the officer did, and is found intact', async () => {
    await page.goto('/log');
    await page.getByText(officer.name).first().waitFor();
    await page.getByRole('button', { name: 'Vérifier maintenant' }).click();
    await page.getByText('Intact', { exact: true }).waitFor();
  });

  it('nothing asked for what the content security policy refuses', () => {
    expect(refused).toEqual([]);
  });
});

/** Asks, as the administrator, for a habilitation of one's own. */
async function askForSight(page: Page): Promise<void> {
  const own = page.getByRole('listitem').filter({ hasText: administrator.email });
  await own.getByRole('button', { name: 'Habilitations' }).click();
  await page.getByLabel('Numéro de l’acte').fill('2026-77');
  await page.getByLabel('Formée à la protection des données le').fill('2026-01-15');
  await page.getByLabel('Valable à partir du').fill('2026-02-01');
  await page.getByLabel('Dernier jour').fill('2036-12-31');
  await page.getByRole('button', { name: 'Donner l’habilitation' }).click();
  await page.getByText(/une autre personne confirme/).waitFor();
  await page.keyboard.press('Escape');
  await page.getByText(/Vous l’avez demandé vous-même/).waitFor();
  expect(await page.getByRole('button', { name: 'Confirmer' }).count()).toBe(0);
}
