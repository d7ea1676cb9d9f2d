import type { Page } from 'playwright-core';

const presses = 30;
const steps = 120;

/** Milliseconds from a key to the picture that shows what it did, each press: moving, and deciding with the server. */
export async function timeKeys(page: Page): Promise<{
  readonly move: readonly number[];
  readonly decide: readonly number[];
}> {
  const press = (key: string, kind: 'move' | 'state'): Promise<number> =>
    page.evaluate(
      ([pressed, wanted]) =>
        new Promise<number>((resolve) => {
          const current = () => document.querySelector('button[data-alert][aria-current="true"]');
          const seen = () =>
            wanted === 'move' ? current()?.getAttribute('data-alert') : current()?.getAttribute('data-state');
          const before = seen();
          const startMs = performance.now();
          const look = (): void => {
            if (seen() === before) requestAnimationFrame(look);
            // The frame after the one that changed it: by then it is on the screen.
            else requestAnimationFrame(() => resolve(performance.now() - startMs));
          };
          document.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }));
          look();
        }),
      [key, kind] as const,
    );
  const move: number[] = [];
  for (let index = 0; index < presses; index += 1) move.push(await press('j', 'move'));
  const decide: number[] = [];
  for (let index = 0; index < presses; index += 1) {
    await press('j', 'move');
    const state = await page.getAttribute('button[data-alert][aria-current="true"]', 'data-state');
    if (state !== 'new') continue;
    await page.waitForSelector('article [data-action="confirm"]:not([disabled])');
    decide.push(await press('c', 'state'));
  }
  return { move, decide };
}

/** Goes through the whole list: milliseconds until all of it is loaded, then between pictures while it is scrolled. */
export async function timeScrolling(
  page: Page,
  alerts: number,
): Promise<{ readonly loadMs: number; readonly frames: readonly number[] }> {
  const startMs = performance.now();
  await page.waitForFunction((count) => {
    const scroller = document.querySelector('[data-alerts]');
    if (scroller === null) return false;
    scroller.scrollTop = scroller.scrollHeight;
    return Number(scroller.getAttribute('data-alerts')) >= count;
  }, alerts);
  const loadMs = performance.now() - startMs;
  const frames = await page.evaluate(
    (count) =>
      new Promise<number[]>((resolve) => {
        const scroller = document.querySelector('[data-alerts]');
        const between: number[] = [];
        let lastMs = performance.now();
        const next = (): void => {
          const nowMs = performance.now();
          between.push(nowMs - lastMs);
          lastMs = nowMs;
          if (scroller === null || between.length >= count) resolve(between);
          else {
            scroller.scrollTop = (scroller.scrollHeight * between.length) / count;
            requestAnimationFrame(next);
          }
        };
        requestAnimationFrame(next);
      }),
    steps,
  );
  return { loadMs, frames };
}
