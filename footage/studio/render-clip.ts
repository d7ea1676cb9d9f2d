import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Plan } from '../plan/scene.ts';
import { type Truth, truthOf, truthText } from '../plan/truth.ts';
import { createCameraLook } from './camera-look.ts';
import { createClipEncoder } from './clip-encoder.ts';
import { type DrawOptions, drawPlan } from './draw.ts';
import type { Drawing } from './drawing.ts';

/** Where a clip goes and how it is made. */
export interface RenderOptions extends DrawOptions {
  /** path without ending: `.mp4` and `.truth.json` are added */
  readonly target: string;
}

/** Gives the pictures of a drawing the look of a camera and encodes them. */
async function develop(plan: Plan, drawing: Drawing, { target, every }: RenderOptions): Promise<void> {
  const look = createCameraLook(plan);
  const partial = `${target}.part.mp4`;
  const encoder = await createClipEncoder(partial, plan);
  try {
    for (const index of drawing.seen.keys())
      await encoder.write(look(await drawing.picture(index), index * every), index);
    await encoder.finish();
    await rename(partial, `${target}.mp4`);
  } finally {
    await rm(partial, { force: true });
  }
}

/** Renders a plan to an MP4 file and writes its truth beside it. */
export async function renderClip(plan: Plan, options: RenderOptions): Promise<Truth> {
  await mkdir(dirname(options.target), { recursive: true });
  const drawing = await drawPlan(plan, options);
  try {
    await develop(plan, drawing, options);
    const truth = truthOf(plan, drawing.seen);
    await writeFile(`${options.target}.truth.json`, truthText(truth));
    return truth;
  } finally {
    await drawing.close();
  }
}
