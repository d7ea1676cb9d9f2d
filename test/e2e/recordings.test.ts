import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, noChromium, openBrowser, openContext, type View } from './browser.ts';
import { administrator, joinAs, makePeople, officer, signIn } from './people.ts';
import { footage, type RunningVigie, startVigie } from './vigie-server.ts';

const depot = 'Depot gate';
/** One camera alone, so that a slow machine keeps up with it. */
const territory = `
purposes:
  - { name: Protection of the depot, code: site-protection, recipients: [Technical services] }
cameras:
  - name: ${depot}
    source: { url: "file:depot-gate.mp4", loop: true }
    place: closed-site
    purposes: [Protection of the depot]
    framesPerSecond: 3
    zones:
      - { name: yard, polygon: [[0, 0.54], [1, 0.54], [1, 1], [0, 1]] }
    rules:
      - { name: Somebody in the yard, kind: intrusion, zone: yard, classes: [person, car, truck], cooldownSeconds: 0 }
`;
const patienceMs = 60_000;
const french: View = { language: 'fr', colours: 'light' };
const obstacle = [
  chromiumPath === undefined ? noChromium : '',
  existsSync(join(footage, 'depot-gate.mp4')) ? '' : 'the demo footage is not rendered: npm run footage',
]
  .filter((reason) => reason !== '')
  .join('; ');

describe.skipIf(obstacle !== '')(`recordings and communes${obstacle && ` (skipped: ${obstacle})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  let admin: Page;
  let dpo: Page;

  async function open(): Promise<Page> {
    const context = await openContext(browser, vigie.url, french);
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    return page;
  }

  beforeAll(async () => {
    vigie = await startVigie();
    browser = await openBrowser();
    admin = await open();
    await makePeople(admin, vigie.setupUrl);
    const file = join(vigie.directory, 'territory.yml');
    writeFileSync(file, territory);
    await vigie.bringIn(file);
    await signIn(admin, administrator);
    dpo = await open();
    await joinAs(admin, dpo, officer, 'dpo');
  });

  afterAll(async () => {
    await browser?.close();
    await vigie?.stop();
  });

  it('an administrator makes a commune with the keyboard alone, and gives it a camera', async () => {
    await admin.goto('/places');
    await press(admin, 'Ajouter une commune');
    await intoDialog(admin);
    await admin.keyboard.type('Val-Clair');
    await admin.keyboard.press('Tab');
    await admin.keyboard.type('57463');
    await admin.keyboard.press('Tab');
    await admin.keyboard.type(depot);
    await admin.keyboard.press('ArrowDown');
    await admin.keyboard.press('Enter');
    await admin.keyboard.press('Escape');
    await admin.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).press('Enter');
    await admin.getByRole('heading', { name: 'Val-Clair' }).waitFor();
    await admin.getByText('1 caméra', { exact: true }).waitFor();
    await admin.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('a name that is taken is told in French, beside the field', async () => {
    await press(admin, 'Ajouter une commune');
    await intoDialog(admin);
    await admin.keyboard.type('Val-Clair');
    await admin.keyboard.press('Enter');
    await admin.getByText('Ce nom est déjà pris – choisissez un autre nom').waitFor();
    await admin.keyboard.press('Escape');
  });

  it('the officer sees what the law allows, and switches recording on with a motive', async () => {
    await dpo.goto('/recordings?part=cameras');
    await entry(dpo, depot)
      .getByText(/ne gardent aucune image|indiquez-y d’abord une durée/)
      .waitFor();
    await dpo.goto('/law');
    await entry(dpo, 'Protection of the depot').getByRole('button', { name: 'Modifier' }).press('Enter');
    await dpo.getByLabel(/^Jours de conservation/).fill('5');
    await dpo.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).press('Enter');
    await dpo.getByRole('dialog').waitFor({ state: 'hidden' });
    await dpo.goto('/recordings?part=cameras');
    await entry(dpo, depot).getByRole('button', { name: 'Activer' }).press('Enter');
    await dpo.getByLabel('Motif').fill('Vols répétés au dépôt');
    await dpo.getByLabel('Secondes avant l’alerte').fill('2');
    await dpo.getByLabel('Secondes après').fill('1');
    await dpo.getByRole('dialog').getByRole('button', { name: 'Activer' }).press('Enter');
    await entry(dpo, depot).getByText('Garde des images 5 jours').waitFor();
  });

  it('the officer holds recordings back; a time that ends before it begins is told beside its field', async () => {
    await dpo.goto('/recordings?part=holds');
    await press(dpo, 'Suspendre la destruction');
    await dpo.getByLabel('Numéro de la réquisition').fill('PV 2026/119');
    await dpo.getByLabel('Autorité').fill('Tribunal de Val-Clair');
    await dpo.getByRole('combobox', { name: 'Caméras' }).fill(depot);
    await dpo.getByRole('option', { name: depot }).click();
    await dpo.keyboard.press('Escape');
    await dpo.getByLabel('À partir de').fill('2026-01-02T08:00');
    await dpo.getByLabel('Jusqu’à').fill('2026-01-01T08:00');
    await press(dpo, 'Conserver');
    await dpo.getByText(/^Précède le début – donnez une période qui finit après/).waitFor();
    await dpo.getByLabel('Jusqu’à').fill('2036-01-01T08:00');
    await press(dpo, 'Conserver');
    await entry(dpo, 'PV 2026/119').getByText('En cours').waitFor();
  });

  it('a dated record is changed, and dates that run backwards are told beside them', async () => {
    await dpo.goto('/law?part=authorisations');
    await press(dpo, 'Saisir une autorisation');
    await dpo.getByLabel('Numéro et date de l’arrêté').fill('2026-DCL-12');
    await dpo.getByLabel('À partir de').fill('2026-01-01T08:00');
    await dpo.getByLabel('Jusqu’à').fill('2027-01-01T08:00');
    await press(dpo, 'Enregistrer');
    await dpo.getByRole('dialog').waitFor({ state: 'hidden' });
    await entry(dpo, '2026-DCL-12').getByRole('button', { name: 'Modifier' }).press('Enter');
    await dpo.getByLabel('Jusqu’à').fill('2025-01-01T08:00');
    await dpo.getByText('Doit venir après le début.').waitFor();
    await dpo.getByLabel('Jusqu’à').fill('2029-01-01T08:00');
    await press(dpo, 'Enregistrer');
    await dpo.getByRole('dialog').waitFor({ state: 'hidden' });
    await entry(dpo, '2026-DCL-12').getByText(/2029/).waitFor();
    await entry(dpo, '2026-DCL-12').getByRole('button', { name: 'Renouveler' }).press('Enter');
    expect(await dpo.getByLabel('À partir de').inputValue()).toBe('2029-01-01T08:00');
    await dpo.keyboard.press('Escape');
  });

  it('the question mark opens the help of the page, in the language of the reader', async () => {
    await dpo.goto('/recordings');
    await dpo.getByRole('heading', { level: 1 }).waitFor();
    await dpo.keyboard.press('?');
    await dpo.getByRole('dialog').getByText('À quoi sert cette page').waitFor();
    await dpo.keyboard.press('Escape');
    await dpo.getByRole('dialog').waitFor({ state: 'hidden' });
    await dpo.click('button[lang="en"]');
    await dpo.keyboard.press('?');
    await dpo.getByRole('dialog').getByText('What this page is for').waitFor();
  });
});

/** The record of a list that has this heading. */
const entry = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).press('Enter');

/** Waits until what is typed goes into the dialog. */
const intoDialog = (page: Page) =>
  page.waitForFunction(() => document.activeElement?.matches('[role="dialog"] input') === true);
