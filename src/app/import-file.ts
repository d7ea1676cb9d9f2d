import { readFile, stat } from 'node:fs/promises';
import { readTerritoryFile } from '#features/zones/territory-file-ingest.ts';
import { VigieError } from '#foundation/errors.ts';
import type { ImportChange } from './import-changes.ts';
import type { Services } from './services.ts';

const largestFile = 8_000_000;

/** Brings the territory file at a path in, all of it or nothing; answers what it added, changed and left. */
export async function importFile(
  { importTerritory, logRefusedImport }: Pick<Services, 'importTerritory' | 'logRefusedImport'>,
  path: string,
): Promise<readonly ImportChange[]> {
  const text = await readText(path);
  try {
    return await importTerritory(readTerritoryFile(text, { name: path }));
  } catch (fault) {
    if (fault instanceof VigieError) await logRefusedImport(path, fault);
    throw fault;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'cannot be read by this user',
  EISDIR: 'is a folder',
};

async function readText(path: string): Promise<string> {
  try {
    if ((await stat(path)).size > largestFile)
      throw new VigieError('invalid', `${path} is too large to be a territory file`);
    return await readFile(path, 'utf8');
  } catch (cause) {
    const reason = reasons[(cause as NodeJS.ErrnoException).code ?? ''];
    if (reason === undefined) throw cause;
    throw new VigieError('invalid', `${path} ${reason}`, {
      fix: 'give the path of a territory file (YAML)',
      cause,
    });
  }
}
