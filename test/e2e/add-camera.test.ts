import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OnvifDevice, startOnvifDevice } from '../fakes/onvif-device.ts';
import { type RtspServer, rtspServerMissing, startRtspServer } from '../fakes/rtsp-server.ts';
import { chromiumPath, noChromium, openBrowser, openContext } from './browser.ts';
import { administrator, makePeople, signIn } from './people.ts';
import { footage, type RunningVigie, startVigie } from './vigie-server.ts';

const clip = join(footage, 'depot-gate.mp4');
const obstacle = [
  chromiumPath === undefined ? noChromium : '',
  existsSync(clip) ? '' : 'the demo footage is not rendered: npm run footage',
  (await rtspServerMissing()) ?? '',
]
  .filter((reason) => reason !== '')
  .join('; ');
const patienceMs = 60_000;
/** where ONVIF devices hear probes */
const discoveryPort = 3702;
const user = { username: 'vigie', password: 'p@ss:w/rd' };
const stage = 'svg[role="application"]';
const name = '<b>Porte</b> 🚧 بوابة';

describe.skipIf(obstacle !== '')(`adding a camera${obstacle === '' ? '' : ` (skipped: ${obstacle})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;
  let camera: RtspServer;
  let device: OnvifDevice;
  let page: Page;
  const refused: string[] = [];

  beforeAll(async () => {
    camera = await startRtspServer({ clip, ...user });
    const streams = [`rtsp://127.0.0.1:${camera.port}/stream`, 'rtsp://10.9.9.9/elsewhere'];
    device = await startOnvifDevice({ ...user, streams, discoveryPort });
    process.env['VIGIE_NETWORK_CAMERAS'] = '127.0.0.1/32';
    vigie = await startVigie();
    browser = await openBrowser();
    page = await (await openContext(browser, vigie.url, { language: 'en', colours: 'light' })).newPage();
    page.setDefaultTimeout(patienceMs);
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text());
    });
    await makePeople(page, vigie.setupUrl);
    await signIn(page, administrator);
    await post('/api/v1/legal/purposes', { name: 'Depot', code: 'site-protection' });
  });

  afterAll(async () => {
    delete process.env['VIGIE_NETWORK_CAMERAS'];
    await browser?.close();
    await vigie?.stop();
    await device?.stop();
    await camera?.stop();
  });

  const isDone = async (step: string) => page.getAttribute(`[data-step="${step}"]`, 'data-done');

  it('the guide of first steps leads to it', async () => {
    await page.goto('/');
    await page.waitForSelector('[data-step="camera"]');
    expect(await isDone('camera')).toBe('no');
    await page.click('[data-step="camera"] a');
    await page.waitForSelector('text=How do you find it?');
  });

  it('a device of the network is found, asked for its streams, and one of them works', async () => {
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByText('1 device answered').first().waitFor();
    await page.getByRole('button', { name: /Depot gate/ }).click();
    await page.fill('input[name="camera-user"]', user.username);
    await page.fill('input[name="camera-password"]', user.password);
    await page.getByRole('button', { name: 'Ask for its streams' }).click();
    await page.getByText('1 stream leads outside the networks of cameras').waitFor();
    await page.getByRole('button', { name: /stream 1/ }).click();
    await page.click('button:has-text("Try it")');
    await page.waitForSelector('[data-test="works"]');
  });

  it('a wrong password is told plainly; the right one gives a coarse picture', async () => {
    await page.click('label:has-text("Type the address")');
    await page.fill('input[name="camera-url"]', `rtsp://127.0.0.1:${camera.port}/stream`);
    await page.fill('input[name="camera-user"]', user.username);
    await page.fill('input[name="camera-password"]', 'wrong');
    await page.click('button:has-text("Try it")');
    expect(await page.textContent('[data-reason="password"]')).toContain('refuses the name or the password');
    await page.fill('input[name="camera-password"]', user.password);
    await page.click('button:has-text("Try it")');
    await page.waitForSelector('[data-test="works"]');
    expect(await page.textContent('[data-test="works"]')).toContain('768 × 432, H264');
    const height = await page.$eval(
      '[data-test="works"] img',
      (image) => (image as HTMLImageElement).naturalHeight,
    );
    expect(height).toBeGreaterThan(60);
    expect(height).toBeLessThanOrEqual(96);
    await page.click('button:has-text("Continue")');
  });

  it('a name too long is told with the limit; markup, emoji and Arabic are a name like any other', async () => {
    await page.fill('input[name="camera-name"]', 'x'.repeat(300));
    await page.click('button:has-text("Save the camera")');
    await page.waitForSelector('text=At most 120 characters; this one has 300.');
    await page.fill('input[name="camera-name"]', name);
    await choose('Place', 'Closed site');
    await choose('Purposes', 'Depot');
    for (const [field, value] of [
      ['latitude', '49.4712'],
      ['longitude', '5.9318'],
      ['heading', '350'],
      ['range', '35'],
    ] as const)
      await page.fill(`input[name="${field}"]`, value);
    await page.click('button:has-text("Save the camera")');
    await page.waitForSelector(stage);
  });

  it('a mask of five corners is drawn with the mouse, another with the keys, and the camera starts', async () => {
    const box = await page.locator(stage).boundingBox();
    if (box === null) throw new Error('no stage');
    const corners = [
      [0.02, 0.02],
      [0.5, 0.02],
      [0.52, 0.08],
      [0.3, 0.2],
      [0.02, 0.1],
    ] as const;
    for (const [x, y] of [...corners, corners[0]])
      await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
    await page.waitForSelector('[data-shape="new 1"][data-selected="true"]');
    await page.locator(stage).press('m');
    await page.keyboard.press('Space');
    for (const key of ['ArrowRight', 'ArrowDown']) {
      for (let step = 0; step < 5; step++) await page.keyboard.press(key);
      await page.keyboard.press('Space');
    }
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-shape="new 2"][data-selected="true"]');
    await page.click('button:has-text("Save and start the camera")');
    await page.waitForSelector('text=Count what passes here');
    const stored = await page.evaluate(async () => {
      const answer = await fetch('/api/v1/cameras/1/masks');
      return ((await answer.json()) as { items: { name: string; polygon: unknown[] }[] }).items;
    });
    expect(stored.map(({ name, polygon }) => [name, polygon.length])).toEqual([
      ['Mask 1', 5],
      ['Mask 2', 3],
    ]);
  });

  it('its first rule comes from a template, and its first counts from the street', async () => {
    await page.click('button:has-text("Create it")');
    await page.waitForSelector('[data-done]');
    expect(await page.textContent('[data-done] h3')).toContain(name);
    await page.click('a:has-text("Open the camera")');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('table[data-line] td')].some((cell) => Number(cell.textContent) > 0),
    );
  });

  it('what was done is done in the guide', async () => {
    await page.goto('/');
    await page.waitForSelector('[data-step="camera"][data-done="yes"]');
    expect(await isDone('law')).toBe('yes');
    expect(await isDone('rule')).toBe('yes');
    expect(await isDone('told')).toBe('no');
  });

  it('a list tells each fault by line and column, and adds the good ones by choice', async () => {
    await page.goto('/cameras/import');
    const csv = [
      'Nom;Adresse;Lieu',
      'Entrée;rtsp://u:geheim@127.0.0.1:9/1;Site fermé',
      'Ailleurs;rtsp://10.0.0.1/1;Site fermé',
      `${name};rtsp://127.0.0.1:9/2;lune`,
    ].join('\r\n');
    await page.setInputFiles('input[type="file"]', {
      name: 'cameras.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv, 'latin1'),
    });
    await page.waitForSelector('tr[data-state="faulty"] >> nth=1');
    const rows = (await page.locator('tbody tr').allTextContents()).join('\n');
    expect(rows).toContain('Entrée');
    expect(rows).toContain('not in the networks of cameras');
    expect(rows).toContain('column “place”');
    expect(rows).not.toContain('geheim');
    await page.click('button:has-text("1 good one")');
    await page.waitForSelector('text=1 camera added');
  });

  it('nothing on these pages offends the content security policy', () => expect(refused).toEqual([]));

  async function choose(label: string, option: string): Promise<void> {
    // The input of several choices lies under the pills of those that are made.
    await page.getByRole('combobox', { name: label }).click({ force: true });
    await page.getByRole('option', { name: option }).click();
    await page.keyboard.press('Escape');
  }

  async function post(path: string, body: object): Promise<void> {
    const status = await page.evaluate(
      async ([to, content]) => {
        const headers = { 'content-type': 'application/json' };
        return (await fetch(to ?? '', { method: 'POST', headers, body: content ?? '' })).status;
      },
      [path, JSON.stringify(body)],
    );
    if (status >= 300) throw new Error(`${path} answered ${status}`);
  }
});
