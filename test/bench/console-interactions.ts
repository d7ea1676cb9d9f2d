import type { Page } from 'playwright-core';
import type { Interaction, InteractionKind } from './console.ts';

/** The browser reports no interaction that was answered sooner. */
const leastMs = 16;
/** Until the browser has handed over what it measured, and the page is at rest. */
const restMs = 200;

/** What the page gathers of the browser's own measures: Event Timing and Long Tasks. */
interface Gathered {
  readonly events: { readonly startMs: number; readonly ms: number }[];
  readonly tasks: { readonly startMs: number; readonly ms: number }[];
}

/** What is on the page once something is done. */
interface Shown {
  /** all of them match something */
  readonly selectors: readonly string[];
  /** part of the address; with a `!` before it, no part */
  readonly address?: string;
  /** what the field of the first selector holds */
  readonly value?: string;
}

interface Step {
  readonly kind: InteractionKind;
  act(): Promise<void>;
  readonly shown: Shown;
}

/** Has every document of a page gather what the browser measures. */
export const gatherTimings = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const gathered: Gathered = { events: [], tasks: [] };
    Object.assign(window, { gathered });
    const watch = (type: string, into: Gathered['events'], more: object): void =>
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          if (!('interactionId' in entry) || entry.interactionId !== 0)
            into.push({ startMs: entry.startTime, ms: entry.duration });
      }).observe({ type, buffered: true, ...more });
    watch('event', gathered.events, { durationThreshold: 16 });
    watch('longtask', gathered.tasks, {});
  });

/** The longest task since the page began to load, milliseconds; 0 where none took 50. */
export const longestTask = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Math.max(0, ...(window as unknown as { gathered: Gathered }).gathered.tasks.map(({ ms }) => ms)),
  );

/** Milliseconds from a key or click to the picture that shows what it did: counted on the page itself. */
export async function timeShown(page: Page, shown: Shown, act: () => Promise<void>): Promise<number> {
  await page.evaluate(({ selectors, address, value }) => {
    const isAddress = (): boolean =>
      address === undefined ||
      (address.startsWith('!') ? !location.href.includes(address.slice(1)) : location.href.includes(address));
    const isShown = (): boolean =>
      isAddress() &&
      selectors.every((selector) => document.querySelector(selector) !== null) &&
      (value === undefined ||
        document.querySelector<HTMLInputElement>(selectors[0] ?? 'input')?.value === value);
    const waiting = new Promise<number>((resolve, reject) => {
      const begin = ({ timeStamp }: Event): void => {
        removeEventListener('keydown', begin, true);
        removeEventListener('pointerdown', begin, true);
        const look = (): void => {
          if (!isShown()) requestAnimationFrame(look);
          // The picture after the one that changed it: by then it is on the screen.
          else requestAnimationFrame(() => resolve(performance.now() - timeStamp));
        };
        requestAnimationFrame(look);
        setTimeout(() => reject(new Error('not within 20 s')), 20_000);
      };
      addEventListener('keydown', begin, true);
      addEventListener('pointerdown', begin, true);
    });
    Object.assign(window, { waiting });
  }, shown);
  await act();
  return await page.evaluate(() => (window as unknown as { waiting: Promise<number> }).waiting);
}

/** Does one thing as a person would: how long until the browser painted its first answer, and until all of it was there. */
async function time(page: Page, { kind, act, shown }: Step): Promise<Interaction> {
  const startMs = await page.evaluate(() => performance.now());
  const shownMs = await timeShown(page, shown, act).catch((cause: unknown) => {
    throw new Error(`${kind}: never shown: ${JSON.stringify(shown)}`, { cause });
  });
  await page.waitForTimeout(restMs);
  const paintedMs = await page.evaluate(
    ([from, least]) =>
      Math.max(
        least,
        ...(window as unknown as { gathered: Gathered }).gathered.events
          .filter((event) => event.startMs >= from)
          .map(({ ms }) => ms),
      ),
    [startMs, leastMs] as const,
  );
  return { kind, paintedMs, shownMs };
}

const listed = 'button[data-alert]';
const current = `${listed}[aria-current="true"]`;
const file = 'article [data-action="link"]';
const words = 'input[type="search"]';
const severity = 'input[aria-label="Severity"]';

/** What an operator does at the desk and between pages, one thing after another. */
export async function timeInteractions(page: Page): Promise<readonly Interaction[]> {
  const done: Interaction[] = [];
  const take = async (step: Step): Promise<void> => {
    done.push(await time(page, step));
  };
  for (let press = 0; press < 20; press += 1) await take(await moving(page));
  for (let click = 0; click < 12; click += 1) await take(await opening(page, click % 6));
  for (let press = 0; press < 10; press += 1) {
    const step = await deciding(page);
    if (step !== undefined) await take(step);
  }
  for (let round = 0; round < 4; round += 1) for (const step of filtering(page)) await take(step);
  await page.focus(words);
  const typed = 'depot 12';
  for (const [at, letter] of [...typed].entries())
    await take({
      kind: 'type',
      act: () => page.keyboard.press(letter === ' ' ? 'Space' : letter),
      shown: { selectors: [words], value: typed.slice(0, at + 1) },
    });
  for (let round = 0; round < 4; round += 1) for (const step of turning(page)) await take(step);
  return done;
}

const idOf = (page: Page, selector: string): Promise<string> =>
  page.evaluate((one) => document.querySelector(one)?.getAttribute('data-alert') ?? '', selector);

/** The next alert by its key: marked in the list, its details beside it. */
async function moving(page: Page): Promise<Step> {
  const before = await idOf(page, current);
  return {
    kind: 'move',
    act: () => page.keyboard.press('j'),
    shown: { selectors: [`${current}:not([data-alert="${before}"])`, 'article h2'] },
  };
}

/** An alert by a click: all that is known of it, its history too. */
async function opening(page: Page, place: number): Promise<Step> {
  const rows = await page.$$eval(listed, (found) => found.map((row) => row.getAttribute('data-alert') ?? ''));
  const chosen = await idOf(page, current);
  const id = rows.filter((row) => row !== chosen)[place] ?? '';
  return {
    kind: 'open',
    act: () => page.click(`button[data-alert="${id}"]`),
    shown: { selectors: [`${current}[data-alert="${id}"]`, file] },
  };
}

/** The next alert that is new is confirmed by its key: stored, and told by the server. */
async function deciding(page: Page): Promise<Step | undefined> {
  await time(page, await moving(page));
  await page.waitForSelector(file);
  if ((await page.getAttribute(current, 'data-state')) !== 'new') return undefined;
  return {
    kind: 'decide',
    act: () => page.keyboard.press('c'),
    shown: { selectors: [`${current}[data-state="confirmed"]`] },
  };
}

/** One severity, then all of them again. */
function filtering(page: Page): Step[] {
  const choose = (option: string, address: string): Step[] => [
    {
      kind: 'filter',
      act: () => page.click(severity),
      shown: { selectors: ['[role="option"]'] },
    },
    {
      kind: 'filter',
      act: () => page.getByRole('option', { name: option, exact: true }).click(),
      shown: { selectors: [listed], address },
    },
  ];
  return [...choose('Critical', 'severity=critical'), ...choose('All severities', '!severity')];
}

/** From page to page by the navigation: until what the page is for is drawn. */
function turning(page: Page): Step[] {
  const to = (path: string, sign: string): Step => ({
    kind: 'page',
    act: () => page.click(`nav a[href="${path}"]`),
    shown: { selectors: [sign] },
  });
  return [
    to('/cameras', 'main table tbody tr'),
    to('/statistics', 'main input[aria-haspopup]'),
    to('/', 'main a[href*="/alerts?id="]'),
    to('/alerts', listed),
  ];
}
