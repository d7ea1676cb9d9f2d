import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import {
  chmod,
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { Vault } from '#features/recording/ports.ts';
import { VigieError } from '#foundation/errors.ts';

const cipherName = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const suffix = '.vigie';
const halfWritten = '.part';

/** SHA-256 of bytes, or of a text in UTF-8, in hexadecimal. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Opens the recordings of a territory: a folder of encrypted files, and the key that wraps theirs; both this user's only. */
export async function openRecordingVault(directory: string, territoryId: number): Promise<Vault> {
  const folder = join(directory, 'recordings');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const master = await openKey(join(directory, `recording-key-${territoryId}`));
  const pathOf = (file: string) => join(folder, file + suffix);
  return {
    async write(file, content) {
      const key = randomBytes(32);
      const sealed = seal(key, content, file);
      await writeWhole(folder, pathOf(file), sealed);
      const wrappedKey = seal(master, key, file).toString('base64url');
      return { wrappedKey, bytes: sealed.length, sha256: sha256(sealed) };
    },
    async read(file, wrappedKey) {
      try {
        const key = unseal(master, Buffer.from(wrappedKey, 'base64url'), file);
        return unseal(key, await readFile(pathOf(file)), file);
      } catch (cause) {
        throw new VigieError('unavailable', 'The pictures of this recording cannot be read', {
          fix: 'its file is missing or was changed, or the key of another instance encrypted it: nothing can bring it back',
          cause,
        });
      }
    },
    async erase(file) {
      for (const path of [pathOf(file), pathOf(file) + halfWritten]) await eraseFile(path);
    },
    async files() {
      const names = await readdir(folder);
      return [...new Set(names.map((name) => name.replace(halfWritten, '').replace(suffix, '')))];
    },
  };
}

/** Made once; who holds it and a data key of the database can read a recording. */
async function openKey(path: string): Promise<Buffer> {
  // `wx` never writes over a key that another process has just made.
  await writeFile(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EEXIST') throw cause;
    },
  );
  await chmod(path, 0o600);
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64url');
  if (key.length === 32) return key;
  throw new VigieError('invalid', `${path} holds no key`, {
    fix: 'put the file of the last backup back: without it no recording can be read',
  });
}

/** Nonce, tag, cipher text; bound to the name of the file. */
function seal(key: Buffer, content: Uint8Array, name: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(cipherName, key, nonce).setAAD(Buffer.from(name, 'utf8'));
  const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

function unseal(key: Buffer, sealed: Buffer, name: string): Buffer {
  const end = nonceBytes + tagBytes;
  const decipher = createDecipheriv(cipherName, key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(name, 'utf8')).setAuthTag(sealed.subarray(nonceBytes, end));
  return Buffer.concat([decipher.update(sealed.subarray(end)), decipher.final()]);
}

/** A file is there under its name only once all of it is on the disk. */
async function writeWhole(folder: string, path: string, content: Uint8Array): Promise<void> {
  const part = path + halfWritten;
  try {
    await withFile(part, 'wx', async (handle) => {
      await handle.writeFile(content);
      await handle.sync();
    });
    await rename(part, path);
    await withFile(folder, 'r', (handle) => handle.sync());
  } catch (cause) {
    await unlink(part).catch(() => undefined);
    throw new VigieError('unavailable', 'The recording could not be written: nothing of it was kept', {
      fix: 'make room on the disk of data.directory, and give this user the right to write there',
      cause,
    });
  }
}

async function eraseFile(path: string): Promise<void> {
  try {
    await withFile(path, 'r+', async (handle) => {
      const { size } = await handle.stat();
      await handle.write(randomBytes(size), 0, size, 0);
      await handle.sync();
    });
    await unlink(path);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault;
  }
}

async function withFile(
  path: string,
  flag: string,
  work: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  const handle = await open(path, flag, 0o600);
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}
