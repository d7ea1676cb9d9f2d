import pacote from 'pacote';
import type { WebFile } from '#features/models/ports.ts';
import { VigieError } from '#foundation/errors.ts';
import { fetchFault } from './fetch-faults.ts';
import { type Environment, readNpmSettings } from './npm-settings.ts';

/** Fetches one file through the proxy and certificates of the user's npm settings; nothing is kept on disk. */
export function createWebFile(environment: Environment, directory: string): WebFile {
  return async ({ url, mostBytes, onProgress }) => {
    try {
      // npm 11 refuses packages from plain addresses: what is fetched here is no package, and is never run.
      const settings = { ...(await readNpmSettings(environment, directory)), allowRemote: 'all' };
      return await pacote.tarball.stream(url, (body) => collect(body, url, mostBytes, onProgress), settings);
    } catch (fault) {
      throw fetchFault(fault, url);
    }
  };
}

async function collect(
  body: AsyncIterable<Uint8Array>,
  url: string,
  mostBytes: number,
  onProgress: ((receivedBytes: number) => void) | undefined,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of body) {
    received += chunk.byteLength;
    if (received > mostBytes) {
      throw new VigieError('invalid', `${url} is larger than the ${mostBytes} bytes it should have.`, {
        fix: 'Do not use it: the file was replaced at its source',
      });
    }
    chunks.push(chunk);
    onProgress?.(received);
  }
  return Buffer.concat(chunks);
}
