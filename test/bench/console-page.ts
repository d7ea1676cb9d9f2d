import type { Page } from 'playwright-core';

const steps = 120;

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
