import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, noChromium, openBrowser, openContext, type View } from './browser.ts';
import { administrator, joinAs, makePeople, officer, operator, signIn } from './people.ts';
import { type RunningVigie, startVigie } from './vigie-server.ts';

const patienceMs = 60_000;
const english: View = { language: 'en', colours: 'dark' };
const hasBrowser = chromiumPath !== undefined;
/** Until what a page asks for is there. */
const settleMs = 600;
/** A phone, a window at 200 %, an ordinary window. */
const widths = [390, 720, 1440];
const longest = 120;
/** Of the greatest length, without a place to break; from right to left with figures; signs that are several letters. */
const names = [
  'Kameraüberwachungsanlagenbetriebsgenehmigungsverfahren'.repeat(3).slice(0, longest),
  'كاميرا البوابة 12 الشمالية (3)',
  '🚸👩‍👩‍👧‍👦🏳️‍🌈 École n° 4',
  '<img src=x onerror="window.hit=1">',
];
const square = [
  [0, 0],
  [1, 0],
  [1, 1],
];
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

describe.skipIf(!hasBrowser)(`strange names${hasBrowser ? '' : ` (skipped: ${noChromium})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;
  let admin: Page;
  let dpo: Page;
  let watcher: Page;
  const complaints: string[] = [];

  async function open(): Promise<Page> {
    const page = await (await openContext(browser, vigie.url, english)).newPage();
    page.setDefaultTimeout(patienceMs);
    page.on('dialog', (dialog) => {
      complaints.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    return page;
  }

  beforeAll(async () => {
    vigie = await startVigie();
    browser = await openBrowser();
    admin = await open();
    await makePeople(admin, vigie.setupUrl);
    await signIn(admin, administrator);
    dpo = await open();
    await joinAs(admin, dpo, officer, 'dpo');
    watcher = await open();
    await signIn(watcher, operator);
    for (const [index, name] of names.entries()) await nameAll(name, index);
  });

  afterAll(async () => {
    await browser?.close();
    await vigie?.stop();
  });

  /** Gives this name to one thing of each kind. */
  async function nameAll(name: string, index: number): Promise<void> {
    const purposeId = await send(dpo, '/legal/purposes', { name, code: 'site-protection', retentionDays: 3 });
    const cameraId = await send(admin, '/cameras', {
      ...{ name, source: { url: 'file:none.mp4' }, place: 'closed-site', purposeIds: [purposeId] },
      ...{ enabled: false, position: { latitude: 49.4 + index / 100, longitude: 6.1 } },
    });
    const zoneId = await send(admin, `/cameras/${cameraId}/zones`, { name, polygon: square });
    const points = { from: [0, 0], to: [1, 1] };
    const ways = { forward: name, backward: name, classes: ['car'] };
    await send(admin, `/cameras/${cameraId}/lines`, { name, ...points, ...ways });
    await send(admin, '/rules', { name, cameraId, kind: 'intrusion', parameters: { zoneId } });
    await send(admin, '/people', { name, email: `person${index}@example.org`, role: 'technical' });
    await send(admin, '/communes', { name, cameraIds: [cameraId] });
    await send(admin, '/camera-groups', { name, cameraIds: [cameraId] });
    await send(admin, '/keys', { name, scopes: ['statistics:read'] });
    const times = { from: day(-1), until: day(20) };
    await send(dpo, '/legal/authorisations', {
      number: name,
      cameraIds: [cameraId],
      retentionDays: 3,
      ...times,
    });
    await send(dpo, '/compliance/requests', {
      ...{ kind: 'access', person: name, contact: name, words: name, cameraIds: [cameraId] },
      ...{ span: null, receivedAt: day(-1) },
    });
    await send(dpo, '/compliance/breaches', {
      ...{ title: name, words: name, cameraIds: [cameraId] },
      ...{ span: { from: day(-2), to: day(-1) }, knownAt: day(-1) },
    });
  }

  it.each<['administrator' | 'officer' | 'operator', readonly string[]]>([
    ['administrator', ['/', '/cameras', '/cameras/1', '/cameras/2', '/cameras/1/editor', '/statistics']],
    [
      'administrator',
      ['/people', '/places', '/notifications', '/law', '/law?part=authorisations', '/account'],
    ],
    ['officer', ['/data-protection?part=requests', '/data-protection?part=breaches', '/log', '/register']],
    [
      'officer',
      ['/data-protection?part=assessment', '/recordings?part=cameras', '/recordings?part=registers'],
    ],
    ['operator', ['/', '/live', '/alerts', '/cameras/4', '/recordings', '/statistics']],
  ])('N24: on the pages of the %s, %j, names stay texts and run over no window', async (role, paths) => {
    const page = { administrator: admin, officer: dpo, operator: watcher }[role];
    const faults: string[] = [];
    for (const path of paths) {
      await page.goto(path);
      await page.waitForSelector('main h1');
      await page.waitForTimeout(settleMs);
      faults.push(...(await faultsOf(page)).map((fault) => `${path} ${fault}`));
    }
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('a name of 300 characters is refused in words, and nothing is stored', async () => {
    await admin.goto('/places');
    await admin.getByRole('button', { name: 'Add a commune' }).click();
    const field = admin.getByRole('dialog').getByRole('textbox').first();
    await field.fill('x'.repeat(300));
    expect((await field.inputValue()).length).toBe(longest);
    const answer = await post(admin, '/communes', { name: 'x'.repeat(300), cameraIds: [] });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('name')]);
    expect(await admin.getByText('x'.repeat(longest)).count()).toBe(0);
  });
});

/** What names did to the page that is shown. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(settleMs / 5);
    const over = await page.evaluate(() => {
      const frames = [document.documentElement, ...document.querySelectorAll('main')];
      return Math.max(...frames.map((frame) => frame.scrollWidth - frame.clientWidth));
    });
    if (over > 0) faults.push(`is ${over} pixels wider than ${width}`);
  }
  if ((await page.locator('img[src="x"]').count()) > 0) faults.push('made an element of a name');
  if (await page.evaluate(() => 'hit' in globalThis)) faults.push('ran a name');
  return faults;
}

async function send(page: Page, path: string, body: object): Promise<number> {
  const { status, text } = await post(page, path, body);
  if (status >= 300) throw new Error(`POST ${path}: ${status} ${text}`);
  return (JSON.parse(text) as { id: number }).id;
}

const post = (page: Page, path: string, body: object): Promise<{ status: number; text: string }> =>
  page.evaluate(
    async (request) => {
      const response = await fetch(`/api/v1${request.path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request.body),
      });
      return { status: response.status, text: await response.text() };
    },
    { path, body },
  );
