import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterWithAxe, faultsHere, makeEveryRole, views } from './axe.ts';
import { chromiumPath, noChromium, openBrowser } from './browser.ts';
import { administratorForms, officerForms, openForm, openHelp } from './opened-forms.ts';
import { administrator, officer, signIn } from './people.ts';
import { demoTerritory, footage, type RunningVigie, startVigie } from './vigie-server.ts';

const hasBrowser = chromiumPath !== undefined;
const hasFootage = existsSync(join(footage, 'depot-gate.mp4'));

describe.skipIf(!hasBrowser)(`accessible forms${hasBrowser ? '' : ` (skipped: ${noChromium})`}`, () => {
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
          faults.push(...(await faultsHere(page, `${form.path} › ${form.button[view.language]}`)));
        }
        await page.goto('/statistics');
        await openHelp(page);
        faults.push(...(await faultsHere(page, 'the help')));
        await context.close();
      }
      expect(faults).toEqual([]);
    });
  }
});
