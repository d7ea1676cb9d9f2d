import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt, fromBase32 } from '#features/accounts/second-factor-service.ts';
import { chromiumPath, noChromium, openBrowser, openContext } from './browser.ts';
import { administrator, makePeople, operator, type Person } from './people.ts';
import { type RunningVigie, startVigie } from './vigie-server.ts';

const patienceMs = 120_000;
const hasBrowser = chromiumPath !== undefined;

describe.skipIf(!hasBrowser)(`the second factor${hasBrowser ? '' : ` (skipped: ${noChromium})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    vigie = await startVigie(['accounts: { secondFactorGraceDays: 0 }']);
    browser = await openBrowser();
    // Passkeys are bound to the name of a host: an address in numbers has none.
    const url = vigie.url.replace('127.0.0.1', 'localhost');
    context = await openContext(browser, url, { language: 'en', colours: 'light' });
    page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    await makePeople(page, vigie.setupUrl.replace('127.0.0.1', 'localhost'));
  });
  afterAll(async () => {
    await browser?.close();
    await vigie?.stop();
  });

  async function givePassword({ email, password }: Person): Promise<void> {
    await context.clearCookies();
    await page.goto('/sign-in');
    await page.fill('input[name="email"]', email);
    await page.fill('input[name="password"]', password);
    await page.click('button[type="submit"]');
  }
  const giveCode = async (code: string): Promise<void> => {
    await page.fill('input[name="code"]', code);
    await page.click('button[type="submit"]');
  };

  it('is set up with an authenticator before anything else opens, and asked for at the next sign-in', async () => {
    await givePassword(operator);
    await page.getByRole('button', { name: 'authenticator app' }).click();
    const secret = (await page.textContent('pre'))?.replaceAll(' ', '') ?? '';
    await giveCode(codeAt(fromBase32(secret), Math.floor(Date.now() / 30_000)));
    await page.getByRole('button', { name: 'I have kept them' }).waitFor();
    const [recovery = ''] = (await page.textContent('pre'))?.split('\n') ?? [];
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.waitForSelector('main#content h1');

    await givePassword(operator);
    await giveCode('000000');
    await page.getByRole('alert').waitFor();
    expect(await page.locator('main#content').count()).toBe(0);
    await giveCode(recovery);
    await page.waitForSelector('main#content h1');
  });

  it('is a passkey for who likes it better, which then signs in alone', async () => {
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    });
    await givePassword(administrator);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForSelector('main#content h1');
    await context.clearCookies();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForSelector('main#content h1');
  });
});
