import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ClipFiles } from '#features/replay/ports.ts';
import { tooLarge } from '#features/replay/replay-routes.ts';
import { invalid, VigieError } from '#foundation/errors.ts';

/** Folder of the clips that wait to be analysed, in the data directory. */
export function clipDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'replays');
}

/** Opens the folder of clips, and removes what a crash left there. */
export async function openClipFiles(dataDirectory: string, mostBytes: number): Promise<ClipFiles> {
  const directory = clipDirectory(dataDirectory);
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return {
    async receive(content) {
      const file = join(directory, `${randomUUID()}.clip`);
      try {
        const written = createWriteStream(file, { flags: 'wx', mode: 0o600 });
        await pipeline(content, (pieces) => limited(pieces, mostBytes), written);
        if (written.bytesWritten === 0) throw invalid('the clip is empty: send the film as the body');
        return file;
      } catch (cause) {
        await rm(file, { force: true });
        throw cause instanceof VigieError ? cause : brokenOff(cause);
      }
    },
    remove: (file) => rm(file, { force: true }),
  };
}

async function* limited(
  pieces: AsyncIterable<Uint8Array>,
  mostBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.byteLength;
    if (bytes > mostBytes) throw tooLarge(mostBytes);
    yield piece;
  }
}

function brokenOff(cause: unknown): VigieError {
  const isFull = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';
  return isFull
    ? new VigieError('unavailable', 'there is no room left on the disk for the clip', { cause })
    : new VigieError('invalid', 'the clip did not come whole', { fix: 'send it again', cause });
}
