import { createHash } from 'node:crypto';
import { open, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeenObject } from '../plan/facts.ts';
import type { Plan } from '../plan/scene.ts';

const STAGE = join(import.meta.dirname, '..', 'stage');
const BYTES_PER_PIXEL = 4;

/** The clean pictures of a plan, as the stage drew them, and who is seen in each. */
export interface Drawing {
  readonly seen: readonly (readonly SeenObject[])[];
  /** RGBA, top row first */
  picture(index: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** The name of a drawing: the same plan drawn by the same code has the same, whatever its zones and rules. */
export async function drawingName(plan: Plan, every: number): Promise<string> {
  const { scene, actors, frames, width, height, framesPerSecond, seed } = plan;
  const { world, light, camera } = scene;
  const hash = createHash('sha256');
  hash.update(
    JSON.stringify({ world, light, camera, actors, frames, width, height, framesPerSecond, every }),
  );
  for (const file of (await readdir(STAGE)).sort()) hash.update(await readFile(join(STAGE, file)));
  return `${scene.name}-${seed}-${hash.digest('hex').slice(0, 12)}`;
}

/** Opens a drawing that was finished earlier; undefined when there is none. */
export async function openDrawing(path: string, { width, height }: Plan): Promise<Drawing | undefined> {
  const text = await readFile(`${path}.json`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const file = await open(`${path}.rgba`);
  const size = width * height * BYTES_PER_PIXEL;
  return {
    seen: JSON.parse(text) as SeenObject[][],
    async picture(index) {
      const pixels = Buffer.alloc(size);
      await file.read(pixels, 0, size, index * size);
      return pixels;
    },
    close: () => file.close(),
  };
}

/** Writes a drawing picture by picture; it exists once it is finished. */
export async function createDrawing(path: string) {
  const file = await open(`${path}.part`, 'w');
  return {
    add: async (rgba: Buffer): Promise<void> => void (await file.write(rgba)),
    drop: () => file.close(),
    async finish(seen: readonly (readonly SeenObject[])[]): Promise<void> {
      await file.close();
      await rename(`${path}.part`, `${path}.rgba`);
      await writeFile(`${path}.json`, JSON.stringify(seen));
    },
  };
}
