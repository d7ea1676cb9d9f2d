import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeskWorld, openDeskWorld } from '../desk-world.ts';
import { type Desktop, desktopMissing, startDesktop } from '../fakes/desktop.ts';
import { type PushService, startPushService } from '../fakes/push-service.ts';
import { chromiumPath, noChromium, openOwnBrowser } from './browser.ts';
import { makePeople, operator, signIn } from './people.ts';

const obstacle = [chromiumPath === undefined ? noChromium : '', (await desktopMissing()) ?? '']
  .filter((reason) => reason !== '')
  .join('; ');
const patienceMs = 60_000;

describe.skipIf(obstacle !== '')(`web push${obstacle === '' ? '' : ` (skipped: ${obstacle})`}`, () => {
  const profile = mkdtempSync(join(tmpdir(), 'vigie-profile-'));
  let world: DeskWorld;
  let desktop: Desktop;
  let service: PushService;
  let context: BrowserContext;
  let page: Page;
  let tools: CDPSession;
  let registrationId: string | undefined;

  beforeAll(async () => {
    world = await openDeskWorld(1);
    service = await startPushService();
    desktop = await startDesktop();
    const { environment } = desktop;
    context = await openOwnBrowser(world.url, { profile, environment, language: 'en', colours: 'light' });
    await context.grantPermissions(['notifications'], { origin: world.url });
    await context.addInitScript(subscribeAt, { endpoint: service.endpoint, keys: service.keys });
    page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    tools = await context.newCDPSession(page);
    tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      registrationId =
        registrations.findLast(({ isDeleted }) => !isDeleted)?.registrationId ?? registrationId;
    });
    await tools.send('ServiceWorker.enable');
    await makePeople(page, world.setupUrl);
    await signIn(page, operator);
  });
  afterAll(async () => {
    await context?.close();
    await desktop?.stop();
    await service?.stop();
    await world?.stop();
    rmSync(profile, { recursive: true, force: true });
  });

  /** The browser's part of the way: its push service hands it what came. Messages between them are Google's. */
  const deliver = async (data: string): Promise<void> => {
    await expect.poll(() => registrationId, { timeout: patienceMs }).toBeDefined();
    await tools.send('ServiceWorker.deliverPushMessage', {
      origin: `${world.url}/`,
      registrationId: registrationId ?? '',
      data,
    });
  };
  const shown = (count: number) =>
    expect.poll(() => desktop.notices.length, { timeout: patienceMs }).toBe(count);

  it('a browser is allowed on the page of the account, and a test message appears on the desktop', async () => {
    await page.goto('/account');
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.getByRole('button', { name: 'Show messages in this browser' }).click();
    await page.getByRole('button', { name: 'Send a test', exact: true }).click();
    await expect.poll(() => service.messages.length, { timeout: patienceMs }).toBe(1);
    await deliver(service.messages[0] ?? '');
    await shown(1);
    expect(desktop.notices[0]?.title).toMatch(/Message d’essai|Test message/);
  });

  it('an alert that is raised appears on the desktop, without a picture; a click opens it', async () => {
    await page.evaluate(async () => {
      const own = await (await fetch('/api/v1/me/notifications')).json();
      const body = JSON.stringify({ ...own.choices, follows: 'all', language: 'en' });
      const headers = { 'content-type': 'application/json' };
      await fetch('/api/v1/me/notifications', { method: 'PUT', headers, body });
    });
    const [camera] = world.cameras;
    if (camera !== undefined) await world.raise(camera, [Date.now()]);
    await expect.poll(() => service.messages.length, { timeout: patienceMs }).toBe(2);
    await deliver(service.messages[1] ?? '');
    await shown(2);
    const notice = desktop.notices[1];
    expect(notice?.title).toBe('Alert to look at: Person in yard 1, Depot 1');
    expect(notice?.body).toContain('Depot 1, yard');
    const kept = await page.evaluate(async () => {
      const list = await (await navigator.serviceWorker.ready).getNotifications();
      return list.map(({ title }) => title);
    });
    expect(kept).toContain(notice?.title);
    if (notice !== undefined) desktop.click(notice);
    await page.waitForURL(/\/alerts\?id=\d+/);
    await page.getByRole('heading', { name: 'Person in yard 1' }).waitFor();
  });

  it('what is no message of ours, and leads elsewhere, opens nothing else', async () => {
    await deliver('<b>not JSON');
    await shown(3);
    expect(desktop.notices[2]).toMatchObject({ title: 'Vigie' });
    await deliver(
      JSON.stringify({ id: 'x', title: '<b>x</b>', body: '', path: 'https://elsewhere.example/' }),
    );
    await shown(4);
    const before = page.url();
    const [, , , notice] = desktop.notices;
    if (notice !== undefined) desktop.click(notice);
    await expect
      .poll(() =>
        page.evaluate(async () =>
          (await navigator.serviceWorker.ready).getNotifications().then((all) => all.length),
        ),
      )
      .toBe(2);
    expect(context.pages().map((one) => one.url())).not.toContain('https://elsewhere.example/');
    expect(page.url()).toBe(before);
  });
});

/** In the page: subscribes where the test listens; Chromium itself reaches only the service of its maker. */
function subscribeAt({ endpoint, keys }: { readonly endpoint: string; readonly keys: object }): void {
  let isSubscribed = false;
  const subscription = {
    endpoint,
    toJSON: () => ({ endpoint, keys }),
    unsubscribe: () => {
      isSubscribed = false;
      return Promise.resolve(true);
    },
  };
  Object.assign(PushManager.prototype, {
    subscribe: () => {
      isSubscribed = true;
      return Promise.resolve(subscription);
    },
    getSubscription: () => Promise.resolve(isSubscribed ? subscription : null),
  });
}
