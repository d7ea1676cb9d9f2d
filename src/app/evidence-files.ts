import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreBundle } from '#features/compliance/ports.ts';

/** Keeps one bundle a day in a folder of the data directory; what is there is never written over. */
export function openEvidenceFiles(directory: string): StoreBundle {
  const folder = join(directory, 'evidence');
  return async (day, text) => {
    const file = join(folder, `${day}.json`);
    if (existsSync(file)) return false;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(`${file}.new`, text, { mode: 0o600 });
    await rename(`${file}.new`, file);
    return true;
  };
}
