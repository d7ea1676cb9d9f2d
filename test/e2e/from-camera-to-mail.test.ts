import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '../fakes/mail-server.ts';
import { type RtspServer, rtspServerMissing, startRtspServer } from '../fakes/rtsp-server.ts';
import { chromiumPath, noChromium, openBrowser, openContext } from './browser.ts';
import { administrator, makePeople, operator, type Person, signIn } from './people.ts';
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
const stage = 'svg[role="application"]';
const police = 'police@town.example';
const ruleName = 'Somebody in the yard';

describe.skipIf(obstacle !== '')(`the whole path${obstacle === '' ? '' : ` (skipped: ${obstacle})`}`, () => {
  let vigie: RunningVigie;
  let browser: Browser;
  let camera: RtspServer;
  let mailServer: MailServer;
  let page: Page;
  let desk: Page;

  const open = async (person?: Person): Promise<Page> => {
    const context = await openContext(browser, vigie.url, { language: 'en', colours: 'light' });
    const opened = await context.newPage();
    opened.setDefaultTimeout(patienceMs);
    if (person !== undefined) await signIn(opened, person);
    return opened;
  };
  const mailsTo = (address: string) => mailServer.received.filter(({ to }) => to.includes(address));

  beforeAll(async () => {
    camera = await startRtspServer({ clip });
    mailServer = await startMailServer();
    process.env.VIGIE_NETWORK_CAMERAS = '127.0.0.1/32';
    process.env.VIGIE_NETWORK_OUTGOING = '127.0.0.0/8';
    vigie = await startVigie();
    delete process.env.VIGIE_NETWORK_CAMERAS;
    delete process.env.VIGIE_NETWORK_OUTGOING;
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await vigie?.stop();
    await camera?.stop();
    await mailServer?.stop();
  });

  it('the first administrator comes by the link, and says what the camera is for', async () => {
    page = await open();
    await makePeople(page, vigie.setupUrl);
    await signIn(page, administrator);
    const status = await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ name: 'Depot', code: 'site-protection' });
      return (await fetch('/api/v1/legal/purposes', { method: 'POST', headers, body })).status;
    });
    expect(status).toBe(201);
  });

  it('the mail server is set up, and who is told by whom is planned in a form', async () => {
    await page.goto('/notifications?part=channels');
    await page.click('button:has-text("Add a channel")');
    await page.fill('input[name="channel-name"]', 'Town mail');
    await page.fill('input[name="channel-host"]', '127.0.0.1');
    await page.click('[role="dialog"] input[aria-haspopup="listbox"]');
    await page.getByRole('option', { name: /^None/ }).click();
    await page.fill('input[name="channel-port"]', String(mailServer.port));
    await page.fill('input[name="channel-from"]', 'vigie@town.example');
    await page.click('[role="dialog"] button[type="submit"]');
    await page.waitForSelector('[data-channel="mail"]');
    await page.goto('/notifications?part=plans');
    await page.click('button:has-text("Add a plan")');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name of the plan').fill('Yard');
    await choose(dialog, 'People', new RegExp(operator.name));
    await dialog.getByLabel('E-mail addresses outside Vigie').fill(police);
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Yard', exact: true }).waitFor();
  });

  it('a camera is added by RTSP, with what it counts', async () => {
    await page.goto('/cameras/new');
    await page.click('label:has-text("Type the address")');
    await page.fill('input[name="camera-url"]', camera.url);
    await page.click('button:has-text("Try it")');
    await page.waitForSelector('[data-test="works"]');
    await page.click('button:has-text("Continue")');
    await page.fill('input[name="camera-name"]', 'Gate');
    await choose(page, 'Place', 'Closed site');
    await choose(page, 'Purposes', 'Depot');
    for (const [field, value] of [
      ['latitude', '49.4712'],
      ['longitude', '5.9318'],
      ['heading', '350'],
      ['range', '35'],
    ] as const)
      await page.fill(`input[name="${field}"]`, value);
    await page.click('button:has-text("Save the camera")');
    await page.click('button:has-text("Nothing to mask")');
    await page.waitForSelector('text=Count what passes here');
    await page.click('button:has-text("Create it")');
    await page.waitForSelector('[data-done]');
  });

  it('a zone is drawn with the mouse, and another one with the keys', async () => {
    await page.click('[data-done] a:has-text("Adjust the shapes")');
    await page.waitForSelector(stage);
    await page.click('label:has-text("Zone")');
    const corners = [
      [0.05, 0.3],
      [0.95, 0.3],
      [0.95, 0.95],
      [0.05, 0.95],
    ] as const;
    for (const [x, y] of [...corners, corners[0]]) {
      const box = await page.locator(stage).boundingBox();
      if (box === null) throw new Error('no picture');
      await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
    }
    await page.getByLabel('Name', { exact: true }).fill('yard');
    await page.locator(stage).focus();
    await page.keyboard.press('z');
    await page.keyboard.press('Space');
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft']) {
      for (let step = 0; step < 10; step++) await page.keyboard.press(key);
      await page.keyboard.press('Space');
    }
    await page.keyboard.press('Enter');
    await page.locator('[data-shape="new 2"][data-selected="true"]').waitFor();
    await page.click('button:has-text("Save") >> nth=0');
    await page.getByText('Everything is saved.').waitFor();
  });

  it('a rule with hours of the week is made, and its alert arrives at the desk by itself', async () => {
    desk = await open(operator);
    await desk.goto('/alerts');
    await desk.waitForSelector('text=New alerts appear here by themselves');
    await page.click('button:has-text("Add a rule")');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill(ruleName);
    await dialog.getByLabel('Zone', { exact: true }).first().click();
    await page.getByRole('option', { name: 'yard', exact: true }).click();
    await dialog.getByRole('button', { name: 'New period' }).click();
    await dialog.getByLabel('New period').getByLabel('Name').fill('Every hour');
    await dialog.locator('[data-day="0"][data-hour="6"]').hover();
    await page.mouse.down();
    await dialog.locator('[data-day="7"][data-hour="21"]').hover();
    await page.mouse.up();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByRole('button', { name: 'New period' }).waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Tell when a person is in “yard”, during “Every hour”', { exact: true }).waitFor();
    await desk.waitForSelector('button[data-alert][data-state="new"]');
  });

  it('the operator has the mail, and nobody outside before the alert is confirmed', async () => {
    await expect.poll(() => mailsTo(operator.email).length, { timeout: patienceMs }).toBeGreaterThan(0);
    const [mail] = mailsTo(operator.email);
    expect(mail?.source).toContain(ruleName);
    expect(mail?.source).not.toMatch(/image\/|multipart/);
    expect(mailsTo(police)).toEqual([]);
    await desk.click('button[data-alert][data-state="new"] >> nth=0');
    await desk.waitForSelector('article [data-action="confirm"]');
    await desk.keyboard.press('c');
    await desk.waitForSelector('button[aria-current="true"][data-state="confirmed"]');
    await expect.poll(() => mailsTo(police).length, { timeout: patienceMs }).toBe(1);
  });

  it('the count grows on the page of the camera', async () => {
    await page.goto('/cameras/1');
    const total = (): Promise<number> =>
      page.$$eval('table[data-line] td', (cells) =>
        cells.reduce((sum, { textContent }) => sum + (Number(textContent) || 0), 0),
      );
    await page.waitForSelector('table[data-line] td');
    const before = await total();
    await expect.poll(total, { timeout: patienceMs }).toBeGreaterThan(before);
  });

  it('of two who change the same rule the second is told what the first changed, and nothing is overwritten', async () => {
    const other = await open(administrator);
    const edit = `Edit: ${ruleName}`;
    for (const one of [page, other]) {
      await one.goto('/cameras/1/editor');
      await one.getByRole('button', { name: edit }).click();
    }
    const change = async (on: Page, label: string, value: string): Promise<void> => {
      const dialog = on.getByRole('dialog');
      await dialog.getByLabel(label, { exact: true }).fill(value);
      await dialog.getByRole('button', { name: 'Save' }).click();
    };
    await change(page, 'Name', 'Nobody at night');
    await page.getByText('Nobody at night').first().waitFor();
    await change(other, 'Quiet time after an alert', '77');
    const dialog = other.getByRole('dialog');
    await dialog.getByText(`Name: ${ruleName} → Nobody at night`).waitFor();
    const stored = (): Promise<unknown> =>
      other.evaluate(async () => {
        const { items } = await (await fetch('/api/v1/rules?camera=1')).json();
        const rule = items.find(({ kind }: { kind: string }) => kind === 'intrusion');
        return [rule.name, rule.cooldownSeconds === 77];
      });
    expect(await stored()).toEqual(['Nobody at night', false]);
    await dialog.getByRole('button', { name: 'Keep mine' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await stored()).toEqual(['Nobody at night', true]);
  });

  async function choose(on: Page | Locator, label: string, option: string | RegExp): Promise<void> {
    // The input of several choices lies under the pills of those that are made.
    await on.getByRole('combobox', { name: label }).click({ force: true });
    await page.getByRole('option', { name: option }).click();
    await page.keyboard.press('Tab');
  }
});
