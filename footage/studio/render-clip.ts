import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chromium } from 'playwright-core';
import type { Plan } from '../plan/scene.ts';
import { type SeenObject, type Truth, truthOf, truthText } from '../plan/truth.ts';
import { createCameraLook } from './camera-look.ts';
import { createClipEncoder } from './clip-encoder.ts';
import { servePage } from './page-server.ts';

const BROWSER_FLAGS = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** Where a clip goes and how it is made. */
export interface RenderOptions {
  /** path without ending: `.mp4` and `.truth.json` are added */
  readonly target: string;
  readonly chromium: string;
  /** render one frame in so many, to look at a scene quickly */
  readonly every: number;
  progress(done: number, all: number): void;
}

async function shootAll(
  address: string,
  frames: readonly number[],
  options: RenderOptions,
): Promise<SeenObject[][]> {
  const browser = await chromium.launch({ executablePath: options.chromium, args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(address);
    await page
      .waitForFunction(() => globalThis.stage !== undefined, undefined, { timeout: 120_000 })
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

/** Renders a plan to an MP4 file and writes its truth beside it. */
export async function renderClip(plan: Plan, options: RenderOptions): Promise<Truth> {
  await mkdir(dirname(options.target), { recursive: true });
  const numbers = Array.from({ length: plan.frames }, (_, index) => index);
  const frames = numbers.filter((frame) => frame % options.every === 0);
  const look = createCameraLook(plan.width, plan.height, plan.seed);
  const partial = `${options.target}.part.mp4`;
  const encoder = await createClipEncoder(partial, plan);
  let writing = Promise.resolve();
  const server = await servePage(plan, (frame, rgba) => {
    writing = writing.then(() => encoder.write(look(rgba, frame), frame / options.every));
    return writing;
  });
  try {
    const seen = await shootAll(server.address, frames, options);
    await writing;
    await encoder.finish();
    const truth = truthOf(plan, seen);
    await rename(partial, `${options.target}.mp4`);
    await writeFile(`${options.target}.truth.json`, truthText(truth));
    return truth;
  } finally {
    server.close();
    await rm(partial, { force: true });
  }
}
