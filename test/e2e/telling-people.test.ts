import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { env } from 'node:process';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, noChromium, openBrowser, openContext } from './browser.ts';
import { administrator, makePeople, operator, signIn } from './people.ts';
import { demoTerritory, footage, type RunningVigie, startVigie } from './vigie-server.ts';

const clips = [...readFileSync(demoTerritory, 'utf8').matchAll(/file:([\w-]+\.mp4)/g)].map(
  (match) => match[1] ?? '',
);
const obstacle = [
  chromiumPath === undefined ? noChromium : '',
  clips.every((clip) => existsSync(join(footage, clip)))
    ? ''
    : 'the demo footage is not rendered: npm run footage',
]
  .filter((reason) => reason !== '')
  .join('; ');
const patienceMs = 120_000;

describe.skipIf(obstacle !== '')(`telling people${obstacle === '' ? '' : ` (skipped: ${obstacle})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;
  let office: Page;
  let desk: Page;
  let deskContext: BrowserContext;
  const mails: { readonly to: string; readonly source: string }[] = [];
  const mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString('utf8');
        for (const { address } of envelope.rcptTo) mails.push({ to: address, source });
        done();
      });
    },
  });

  const open = async (person: typeof operator, language: 'en' | 'fr'): Promise<Page> => {
    const context = await openContext(browser, vigie.url, { language, colours: 'light' });
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    await signIn(page, person);
    return page;
  };

  beforeAll(async () => {
    await new Promise<void>((resolve) => mailServer.listen(0, '127.0.0.1', resolve));
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
    await new Promise<void>((resolve) => mailServer.close(() => resolve()));
  });

  it('the mail server is set up in a form, and a test arrives', async () => {
    await office.goto('/notifications?part=channels');
    await office.click('button:has-text("Add a channel")');
    await office.fill('input[name="channel-name"]', 'Town mail');
    await office.fill('input[name="channel-host"]', '127.0.0.1');
    await office.click('[role="dialog"] input[aria-haspopup="listbox"]');
    await office.getByRole('option', { name: /^None/ }).click();
    await office.fill(
      'input[name="channel-port"]',
      String((mailServer.server.address() as AddressInfo).port),
    );
    await office.fill('input[name="channel-from"]', 'vigie@town.example');
    await office.click('[role="dialog"] button[type="submit"]');
    await office.click('[data-channel="mail"] button:has-text("Send a test")');
    await office.waitForSelector('[data-channel="mail"] >> text=look into your mailbox');
    expect(mails.map(({ to }) => to)).toEqual([administrator.email]);
  });

  it('a plan tells every operator, and the mail of an alert arrives: place, time and link, no picture', async () => {
    await office.goto('/notifications');
    await office.click('button:has-text("Add a plan") >> nth=0');
    await office.fill('input[name="plan-name"]', 'Duty');
    await office.getByLabel('Everybody with the role').first().click();
    await office.getByRole('option', { name: 'Operator', exact: true }).click();
    await office.keyboard.press('Tab');
    await office.click('[role="dialog"] button[type="submit"]');
    await office.waitForSelector('h3:has-text("Duty")');
    await vigie.bringIn(demoTerritory);
    await expect
      .poll(() => mails.some(({ to }) => to === operator.email), { timeout: patienceMs })
      .toBe(true);
    const { source = '' } = mails.find(({ to }) => to === operator.email) ?? {};
    expect(source).toContain('/alerts?id=3D');
    expect(source).not.toMatch(/Content-Type: (image|multipart)/i);
    await office.goto('/notifications?part=messages');
    await office.waitForSelector('td:has-text("Town mail")');
  });

  it('a message that is pushed shows, without a page being looked at', async () => {
    await deskContext.grantPermissions(['notifications'], { origin: vigie.url });
    await desk.goto('/account');
    await desk.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    const debug = await deskContext.newCDPSession(desk);
    const registered = new Promise<string>((resolve) => {
      debug.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [first] = registrations;
        if (first !== undefined) resolve(first.registrationId);
      });
    });
    await debug.send('ServiceWorker.enable');
    const message = {
      id: 'raised-1',
      title: 'Alerte à vérifier : Intrusion',
      body: 'Dépôt',
      path: '/alerts?id=1',
    };
    await debug.send('ServiceWorker.deliverPushMessage', {
      origin: vigie.url,
      registrationId: await registered,
      data: JSON.stringify({ ...message, isUrgent: true }),
    });
    const shown = (): Promise<unknown> =>
      desk.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        const notices = await registration.getNotifications();
        return notices.map(({ title, body, tag, data }) => ({ title, body, tag, data }));
      });
    await expect
      .poll(shown, { timeout: 20_000 })
      .toEqual([{ title: message.title, body: 'Dépôt', tag: 'raised-1', data: { path: '/alerts?id=1' } }]);
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
