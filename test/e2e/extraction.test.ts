import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, noChromium, openBrowser, openContext, type View } from './browser.ts';
import { administrator, joinAs, makePeople, officer, operator, type Person, signIn } from './people.ts';
import { footage, type RunningVigie, startVigie } from './vigie-server.ts';

const second: Person = {
  name: 'Paul Noir',
  email: 'paul.noir@example.org',
  password: 'a ferry across the slow river',
};
const depot = 'Depot gate';
/** One camera alone, so that a slow machine keeps up with it. */
const territory = `
purposes:
  - { name: Protection of the depot, code: site-protection, retentionDays: 5, recipients: [Technical services] }
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
const patienceMs = 120_000;
const french: View = { language: 'fr', colours: 'dark' };
const obstacle = [
  chromiumPath === undefined ? noChromium : '',
  existsSync(join(footage, 'depot-gate.mp4')) ? '' : 'the demo footage is not rendered: npm run footage',
]
  .filter((reason) => reason !== '')
  .join('; ');

describe.skipIf(obstacle !== '')(`recordings handed over${obstacle && ` (skipped: ${obstacle})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;
  let admin: Page;
  let dpo: Page;
  let first: Page;
  let other: Page;
  let archive: string;

  async function open(): Promise<Page> {
    const context = await openContext(browser, vigie.url, french);
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
    other = await open();
    await joinAs(admin, other, second, 'operator');
    first = await open();
    await signIn(first, operator);
  });

  afterAll(async () => {
    await browser?.close();
    await vigie?.stop();
  });

  it('the officer switches recording on, and a still is there after an alert', async () => {
    await dpo.goto('/recordings?part=cameras');
    await entry(dpo, depot).getByRole('button', { name: 'Activer' }).press('Enter');
    await dpo.getByLabel('Motif').fill('Vols répétés au dépôt');
    await dpo.getByLabel('Secondes avant l’alerte').fill('6');
    await dpo.getByLabel('Secondes après').fill('4');
    await dpo.getByRole('dialog').getByRole('button', { name: 'Activer' }).press('Enter');
    await entry(dpo, depot).getByText('Garde des images 5 jours').waitFor();
    await expect
      .poll(
        async () => {
          await first.goto('/recordings');
          await first.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
          await first
            .getByRole('button', { name: 'Regarder' })
            .or(first.getByText('Aucun enregistrement'))
            .first()
            .waitFor();
          return first.getByRole('button', { name: 'Regarder' }).count();
        },
        { timeout: patienceMs, interval: 2000 },
      )
      .toBeGreaterThan(0);
  });

  it('an operator says why, and goes from still to still with the arrow keys', async () => {
    await first.getByRole('button', { name: 'Regarder' }).last().press('Enter');
    await first.getByRole('dialog').locator('[data-motive="alert"]').press('Enter');
    await first.getByText(/^Image 1 sur \d+/).waitFor();
    const still = first.getByRole('dialog').locator('img');
    await expect
      .poll(() => still.evaluate((image) => (image as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(100);
    await first.getByRole('button', { name: 'Image suivante' }).focus();
    await first.keyboard.press('ArrowRight');
    await first.getByText(/^Image 2 sur \d+/).waitFor();
    await first.keyboard.press('Escape');
    await first.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('F26: who asks for an extraction does not decide it; who is not habilitated neither', async () => {
    await first.getByRole('checkbox').last().press('Space');
    await press(first, 'Demander une extraction');
    await first.getByLabel('Numéro de la réquisition').fill('PV 2026/118');
    await first.getByLabel('Autorité').fill('Commissariat de Val-Clair');
    await first.getByLabel('Requérant').fill('Cdt Roux, OPJ');
    await press(first, 'Demander à une seconde personne');
    await first.getByText(/Une autre personne .* doit approuver/).waitFor();
    await first.goto('/recordings?part=extractions');
    await entry(first, 'PV 2026/118')
      .getByText(/^Vous l’avez demandée/)
      .waitFor();
    expect(await first.getByRole('button', { name: 'Approuver' }).count()).toBe(0);
    await other.goto('/recordings?part=extractions');
    await entry(other, 'PV 2026/118').getByRole('button', { name: 'Approuver' }).press('Enter');
    await entry(other, 'PV 2026/118').getByRole('alert').waitFor();
    await entry(other, 'PV 2026/118').getByText('Attend une seconde personne').waitFor();
  });

  it('F26: a second person, once habilitated, approves it and takes the archive', async () => {
    await habilitate(admin, second);
    await other.reload();
    await entry(other, 'PV 2026/118').getByRole('button', { name: 'Approuver' }).press('Enter');
    await entry(other, 'PV 2026/118').getByText('Approuvée', { exact: true }).waitFor();
    const saved = other.waitForEvent('download');
    await press(other, 'Archive avec son manifeste');
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(/^extraction-\d+\.tar$/);
    archive = join(vigie.directory, download.suggestedFilename());
    await download.saveAs(archive);
    await first.reload();
    await entry(first, 'PV 2026/118')
      .getByText(/décision de Paul Noir/)
      .waitFor();
  });

  it('F26: the seal of the archive is verified by the command line, which tells when a byte was changed', async () => {
    expect(await vigie.command(['recordings', 'verify', archive])).toContain('is as it was signed');
    const bytes = readFileSync(archive);
    const at = bytes.indexOf(Buffer.from([0xff, 0xd8, 0xff])) + 400;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const altered = join(vigie.directory, 'altered.tar');
    writeFileSync(altered, bytes);
    await expect(vigie.command(['recordings', 'verify', altered])).rejects.toThrow(/was altered/);
  });

  it('the officer reads what was handed over, to whom and under which seal', async () => {
    await dpo.goto('/recordings?part=registers');
    await dpo.getByText(/à Cdt Roux, OPJ, réquisition PV 2026\/118/).waitFor();
    await dpo.getByText(/SHA-256 [0-9a-f]{64}/).waitFor();
  });
});

/** The record of a list that has this heading. */
const entry = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).press('Enter');

/** Gives a person the right to see images, as the administrator who is signed in. */
async function habilitate(page: Page, { email }: Person): Promise<void> {
  await page.goto('/people');
  const own = page.getByRole('listitem').filter({ hasText: email });
  await own.getByRole('button', { name: 'Habilitations' }).press('Enter');
  await page.getByLabel('Numéro de l’acte').fill('2026-78');
  await page.getByLabel('Formée à la protection des données le').fill('2026-01-15');
  await page.getByLabel('Valable à partir du').fill('2026-02-01');
  await page.getByLabel('Dernier jour').fill('2036-12-31');
  await page.getByRole('button', { name: 'Donner l’habilitation' }).press('Enter');
  await page
    .getByRole('dialog')
    .getByText(/2026-78/)
    .waitFor();
  await page.keyboard.press('Escape');
}
