import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterWithAxe, faultsHere, makeEveryRole, views } from './axe.ts';
import { chromiumPath, noChromium, openBrowser } from './browser.ts';
import { administratorForms, officerForms, openForm, openHelp } from './opened-forms.ts';
import { administrator, officer, signIn } from './people.ts';
import { type RunningVigie, startVigie } from './vigie-server.ts';

const hasBrowser = chromiumPath !== undefined;
/** A camera that does not play: forms are looked at, not pictures. */
const territory = {
  territory: { name: 'Val-de-Brume', timeZone: 'Europe/Paris' },
  cameras: [
    {
      name: 'Gate',
      enabled: false,
      source: { url: 'file:depot-gate.mp4' },
      place: 'closed-site',
      purposes: ['site-protection'],
      lines: [{ name: 'across', from: [0.5, 0.2], to: [0.5, 1], forward: 'in', backward: 'out' }],
    },
  ],
};

describe.skipIf(!hasBrowser)(`accessible forms${hasBrowser ? '' : ` (skipped: ${noChromium})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;

  beforeAll(async () => {
    vigie = await startVigie();
    browser = await openBrowser();
    await makeEveryRole(browser, vigie);
    const file = join(vigie.directory, 'territory.json');
    writeFileSync(file, JSON.stringify(territory));
    await vigie.bringIn(file);
  });
  afterAll(async () => {
    await browser?.close();
    await vigie?.stop();
  });

  for (const view of views) {
    it(`F34: no form that a page opens has a serious fault, nor runs over a narrow window, ${view.language}, ${view.colours}`, async () => {
      const faults: string[] = [];
      for (const [person, forms] of [
        [administrator, administratorForms],
        [officer, officerForms],
      ] as const) {
        const { context, page } = await enterWithAxe(browser, vigie.url, view);
        await signIn(page, person);
        for (const form of forms) {
          await openForm(page, form, view);
          faults.push(
            ...(await faultsHere(page, `${form.path} › ${form.button[view.language]}`, '[role="dialog"]')),
          );
        }
        await page.goto('/statistics');
        await openHelp(page);
        faults.push(...(await faultsHere(page, 'the help', '[role="dialog"]')));
        await context.close();
      }
      expect(faults).toEqual([]);
    });
  }
});
