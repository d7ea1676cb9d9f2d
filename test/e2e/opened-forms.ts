import type { Page } from 'playwright-core';
import type { View } from './browser.ts';

/** A form or a list that a button opens, and the button's name in each language. */
export interface OpenedForm {
  readonly path: string;
  readonly button: Readonly<Record<View['language'], string>>;
}

const form = (path: string, en: string, fr: string): OpenedForm => ({ path, button: { en, fr } });

/** What an administrator may open. */
export const administratorForms: readonly OpenedForm[] = [
  form('/people', 'Invite a person', 'Inviter une personne'),
  form('/people', 'Rights', 'Droits'),
  form('/people', 'Habilitations', 'Habilitations'),
  form('/people', 'Sessions', 'Sessions'),
  form('/places', 'Add a commune', 'Ajouter une commune'),
  form('/places', 'Add a group', 'Ajouter un groupe'),
  form('/law', 'Add a purpose', 'Ajouter une finalité'),
  form('/law?part=bases', 'Record a legal basis', 'Saisir une base légale'),
  form('/law?part=authorisations', 'Record an authorisation', 'Saisir une autorisation'),
  form('/law?part=decisions', 'Show counts at once', 'Montrer les comptages aussitôt'),
  form('/cameras/1', 'Camera settings', 'Réglages de la caméra'),
  form('/cameras/1/editor', 'Add a rule', 'Ajouter une règle'),
  form('/notifications?part=plans', 'Add a plan', 'Ajouter un plan'),
  form('/notifications?part=channels', 'Add a channel', 'Ajouter un canal'),
];

/** What a data protection officer may open. */
export const officerForms: readonly OpenedForm[] = [
  form('/data-protection?part=requests', 'Enter a request', 'Saisir une demande'),
  form('/data-protection?part=breaches', 'Enter a breach', 'Saisir une violation'),
  form('/recordings?part=holds', 'Hold recordings back', 'Suspendre la destruction'),
  form('/log', 'Export', 'Exporter'),
];

/** Presses the button and waits for what it opens. */
export async function openForm(page: Page, { path, button }: OpenedForm, view: View): Promise<void> {
  await page.goto(path);
  await page
    .getByRole('main')
    .getByRole('button', { name: button[view.language], exact: true })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
}

/** Opens the help of the page that is shown, by its key. */
export async function openHelp(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
}
