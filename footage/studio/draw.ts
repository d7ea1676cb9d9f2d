import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { SeenObject } from '../plan/facts.ts';
import type { Plan } from '../plan/scene.ts';
import { createDrawing, type Drawing, drawingName, openDrawing } from './drawing.ts';
import { servePage } from './page-server.ts';

const BROWSER_FLAGS = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** How a plan is drawn. */
export interface DrawOptions {
  /** folder where drawings are kept, to be developed again without drawing */
  readonly drawings: string;
  readonly chromium: string;
  /** draw one frame in so many, to look at a scene quickly */
  readonly every: number;
  progress(done: number, all: number): void;
}

async function shootAll(
  address: string,
  frames: readonly number[],
  options: DrawOptions,
): Promise<SeenObject[][]> {
  const browser = await chromium.launch({ executablePath: options.chromium, args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(address);
    await page
      .waitForFunction(() => globalThis.stage !== undefined, undefined, { timeout: 300_000 })
      .catch(() => {
        throw new Error(`the stage could not be built: ${faults.join('; ') || 'no answer from the page'}`);
      });
    const seen: SeenObject[][] = [];
    for (const frame of frames) {
      seen.push(await page.evaluate(async (number) => (await globalThis.stage?.shoot(number)) ?? [], frame));
      options.progress(seen.length, frames.length);
    }
    return seen;
  } finally {
    await browser.close();
  }
}

/** The drawing of a plan: the one that is kept, or a new one. */
export async function drawPlan(plan: Plan, options: DrawOptions): Promise<Drawing> {
  await mkdir(options.drawings, { recursive: true });
  const path = join(options.drawings, await drawingName(plan, options.every));
  const kept = await openDrawing(path, plan);
  if (kept) return kept;
  const frames = Array.from({ length: plan.frames }, (_, index) => index);
  const wanted = frames.filter((frame) => frame % options.every === 0);
  const drawing = await createDrawing(path);
  let writing = Promise.resolve();
  const server = await servePage(plan, (_, rgba) => {
    writing = writing.then(() => drawing.add(rgba));
    return writing;
  });
  try {
    const seen = await shootAll(server.address, wanted, options);
    await writing;
    await drawing.finish(seen);
  } finally {
    server.close();
  }
  const drawn = await openDrawing(path, plan);
  if (!drawn) throw new Error(`the drawing ${path} cannot be read again`);
  return drawn;
}
