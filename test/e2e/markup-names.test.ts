import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, noChromium, openBrowser, openContext, type View } from './browser.ts';
import { administrator, invite, makePeople, signIn } from './people.ts';
import { type RunningVigie, startVigie } from './vigie-server.ts';

const patienceMs = 60_000;
const english: View = { language: 'en', colours: 'light' };
const hasBrowser = chromiumPath !== undefined;
/** Each would run, were it ever taken for markup or for code. */
const names = {
  camera: '<img src=x onerror="window.hit=1">',
  zone: '<script>window.hit=1</script>',
  line: '"><svg/onload=window.hit=1>',
  rule: '</title><script>window.hit=1</script>',
  person: '<iframe srcdoc="<script>parent.hit=1</script>">',
  purpose: '<a href="javascript:window.hit=1">x</a>',
  territory: '<details open ontoggle=window.hit=1>',
};
const square = [
  [0, 0],
  [1, 0],
  [1, 1],
];

describe.skipIf(!hasBrowser)(`names that are markup${hasBrowser ? '' : ` (skipped: ${noChromium})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let cameraId: number;
  const complaints: string[] = [];

  beforeAll(async () => {
    vigie = await startVigie();
    browser = await openBrowser();
    context = await openContext(browser, vigie.url, english);
    page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    page.on('dialog', (dialog) => {
      complaints.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    await makePeople(page, vigie.setupUrl);
    await signIn(page, administrator);
    cameraId = await configure();
    await invite(page, { name: names.person, email: 'eve@example.org' }, 'technical');
  });

  afterAll(async () => {
    await browser?.close();
    await vigie?.stop();
  });

  async function send(method: 'POST' | 'PATCH', path: string, body: object): Promise<number> {
    const { status, text } = await page.evaluate(
      async (request) => {
        const response = await fetch(`/api/v1${request.path}`, {
          method: request.method,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(request.body),
        });
        return { status: response.status, text: await response.text() };
      },
      { method, path, body },
    );
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return (JSON.parse(text) as { id: number }).id;
  }

  async function configure(): Promise<number> {
    await send('PATCH', '/territory', { name: names.territory });
    const purpose = await send('POST', '/legal/purposes', { name: names.purpose, code: 'site-protection' });
    const camera = await send('POST', '/cameras', {
      name: names.camera,
      source: { url: 'file:none.mp4' },
      place: 'closed-site',
      purposeIds: [purpose],
      position: { latitude: 49.4, longitude: 6.1 },
    });
    const zone = await send('POST', `/cameras/${camera}/zones`, { name: names.zone, polygon: square });
    await send('POST', `/cameras/${camera}/lines`, {
      name: names.line,
      from: [0, 0],
      to: [1, 1],
      forward: names.line,
      backward: names.rule,
      classes: ['car'],
    });
    await send('POST', '/rules', {
      name: names.rule,
      cameraId: camera,
      kind: 'intrusion',
      parameters: { zoneId: zone },
    });
    return camera;
  }

  /** Nothing of a name became an element, nothing ran, and the browser had nothing to refuse. */
  async function isInert(): Promise<void> {
    const made = 'img[src="x"], iframe[srcdoc], details[ontoggle], svg[onload], a[href^="javascript:"]';
    expect(await page.locator(made).count()).toBe(0);
    expect(await page.evaluate(() => (globalThis as { hit?: number }).hit)).toBeUndefined();
    expect(complaints).toEqual([]);
  }

  it.each<[string, () => string, readonly (keyof typeof names)[]]>([
    ['the list of cameras', () => '/cameras', ['camera']],
    ['one camera', () => `/cameras/${cameraId}`, ['camera', 'rule']],
    ['the editor of a camera', () => `/cameras/${cameraId}/editor`, ['zone', 'line']],
    ['people', () => '/people', ['person']],
    ['the law', () => '/law', []],
    ['data protection', () => '/data-protection', []],
    ['statistics', () => '/statistics', []],
    ['the overview', () => '/', []],
    ['the public register', () => '/register', ['camera']],
  ])('N24: on the page of %s names are shown as the texts they are', async (_, path, shown) => {
    await page.goto(path());
    await page.waitForSelector('main h1');
    for (const name of shown)
      await page.getByText(names[name], { exact: false }).first().waitFor({ state: 'attached' });
    await isInert();
  });
});
