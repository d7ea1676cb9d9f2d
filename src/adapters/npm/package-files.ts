import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pacote from 'pacote';
import { Parser, type ReadEntry } from 'tar';
import type { PackageFiles } from '#features/models/ports.ts';
import { VigieError } from '#foundation/errors.ts';
import { fetchFault } from './fetch-faults.ts';
import { type Environment, readNpmSettings } from './npm-settings.ts';

/**
 * Takes single files out of packages of the npm registry, by npm's own machinery and the user's npm settings.
 * The archive is read as it streams in: nothing of it is installed, run, or kept.
 */
export function createPackageFiles(environment: Environment, directory: string): PackageFiles {
  return async ({ name, version, integrity, files, onProgress }) => {
    try {
      const settings = await readNpmSettings(environment, directory);
      return await pacote.tarball.stream(
        `${name}@${version}`,
        (archive) => collect(archive, files, onProgress),
        { ...settings, integrity },
      );
    } catch (fault) {
      throw fetchFault(fault, `${name}@${version}`);
    }
  };
}

async function collect(
  archive: Readable,
  files: readonly string[],
  onProgress: ((receivedBytes: number) => void) | undefined,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const parser = new Parser({ onReadEntry: (entry) => keep(entry, files, found), strict: true });
  let received = 0;
  archive.on('data', (chunk: Uint8Array) => {
    received += chunk.byteLength;
    onProgress?.(received);
  });
  await pipeline(archive, parser as unknown as NodeJS.WritableStream);
  const missing = files.find((file) => !found.has(file));
  if (missing !== undefined) throw new VigieError('unavailable', `The package holds no file ${missing}.`);
  return found;
}

/** npm puts every file of a package under `package/`. */
function keep(entry: ReadEntry, files: readonly string[], found: Map<string, Uint8Array>): void {
  const file = entry.path.replace(/^[^/]+\//, '');
  if (!files.includes(file)) {
    entry.resume();
    return;
  }
  const chunks: Uint8Array[] = [];
  entry.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  entry.on('end', () => found.set(file, Buffer.concat(chunks)));
}
