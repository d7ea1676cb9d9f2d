import { env } from 'node:process';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '../fakes/mail-server.ts';
import { chromiumPath, noChromium, openBrowser, openContext } from './browser.ts';
import { administrator, makePeople, operator, signIn } from './people.ts';
import { type RunningVigie, startVigie } from './vigie-server.ts';

const obstacle = chromiumPath === undefined ? noChromium : '';
const patienceMs = 120_000;

describe.skipIf(obstacle !== '')(`telling people${obstacle === '' ? '' : ` (skipped: ${obstacle})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;
  let office: Page;
  let desk: Page;
  let deskContext: BrowserContext;
  let mailServer: MailServer;

  const open = async (person: typeof operator, language: 'en' | 'fr'): Promise<Page> => {
    const context = await openContext(browser, vigie.url, { language, colours: 'light' });
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    await signIn(page, person);
    return page;
  };

  beforeAll(async () => {
    mailServer = await startMailServer();
    env.VIGIE_NETWORK_OUTGOING = '127.0.0.0/8';
    vigie = await startVigie();
    delete env.VIGIE_NETWORK_OUTGOING;
    browser = await openBrowser();
    const first = await (
      await openContext(browser, vigie.url, { language: 'en', colours: 'light' })
    ).newPage();
    first.setDefaultTimeout(patienceMs);
    await makePeople(first, vigie.setupUrl);
    office = await open(administrator, 'en');
    desk = await open(operator, 'fr');
    deskContext = desk.context();
  });

  afterAll(async () => {
    await browser?.close();
    await vigie?.stop();
    await mailServer?.stop();
  });

  it('the mail server is set up in a form, and a test arrives', async () => {
    await office.goto('/notifications?part=channels');
    await office.click('button:has-text("Add a channel")');
    await office.fill('input[name="channel-name"]', 'Town mail');
    await office.fill('input[name="channel-host"]', '127.0.0.1');
    await office.click('[role="dialog"] input[aria-haspopup="listbox"]');
    await office.getByRole('option', { name: /^None/ }).click();
    await office.fill('input[name="channel-port"]', String(mailServer.port));
    await office.fill('input[name="channel-from"]', 'vigie@town.example');
    await office.click('[role="dialog"] button[type="submit"]');
    await office.click('[data-channel="mail"] button:has-text("Send a test")');
    await office.waitForSelector('[data-channel="mail"] >> text=look into your mailbox');
    expect(mailServer.received.map(({ to }) => to)).toEqual([[administrator.email]]);
  });

  it('the pages can be installed, and without a server they say so and hold nothing of anybody', async () => {
    const manifest = await desk.evaluate(async () => (await fetch('/manifest.webmanifest')).json());
    expect(manifest).toMatchObject({ name: 'Vigie', display: 'standalone' });
    await desk.goto('/');
    await desk.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await desk.reload();
    await desk.waitForSelector('main#content h1');
    const kept = await desk.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(kept).toContain('/');
    expect(kept.filter((path) => !/^\/($|assets\/|icons\/|favicon|first-paint|manifest)/.test(path))).toEqual(
      [],
    );
    await deskContext.setOffline(true);
    await desk.goto('/');
    await desk.waitForSelector('text=Hors ligne');
    await deskContext.setOffline(false);
    await desk.waitForSelector('main#content h1');
  });
});
