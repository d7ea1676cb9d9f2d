import { randomBytes } from 'node:crypto';
import { access, chmod, constants, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { claim, release } from '#database/embedded/owner.ts';
import { VigieError } from '#foundation/errors.ts';

/** The folder of one instance, held by this process. */
export interface DataDirectory {
  /** with which sessions are signed; made once, readable by this user only */
  readonly secret: string;
  release(): Promise<void>;
}

/** Folders that the kernel shows and that hold no files of anyone: a database started there would never answer. */
const kernelFolders = /^\/(?:proc|sys|dev)(?:\/(?!shm\/)|$)/;

/** Makes the folder where it is missing and holds it: a second instance on it is refused. */
export async function holdDataDirectory(path: string): Promise<DataDirectory> {
  if (kernelFolders.test(`${resolve(path)}/`)) {
    throw new VigieError('invalid', `data.directory: ${path} lies in a folder of the kernel`, {
      fix: 'choose a folder on a disk: data.directory, VIGIE_DATA_DIRECTORY',
    });
  }
  await makeWritable(path);
  const owner = await claim(path);
  if (owner !== undefined) {
    throw new VigieError(
      'conflict',
      `data.directory: ${path} is used by another instance (process ${owner.pid})`,
      {
        fix: 'stop that instance, or choose another folder: data.directory, VIGIE_DATA_DIRECTORY',
      },
    );
  }
  return { secret: await readSecret(path), release: () => release(path) };
}

async function makeWritable(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new VigieError('unavailable', `data.directory: ${path} cannot be written`, {
      fix: 'give this user the right to write there, or choose another folder: data.directory, VIGIE_DATA_DIRECTORY',
      cause,
    });
  }
}

/** The secret that signs sessions: who holds it could forge any. */
async function readSecret(path: string): Promise<string> {
  const file = join(path, 'session-secret');
  // `wx` never writes over a secret that another process has just made.
  await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EEXIST') throw cause;
    },
  );
  await chmod(file, 0o600);
  const secret = (await readFile(file, 'utf8')).trim();
  refuseWeakSecret(secret, file);
  return secret;
}

/** Long enough, and of many different signs: what a person types, or copies from a page, is neither. */
function refuseWeakSecret(secret: string, file: string): void {
  if (secret.length >= 43 && new Set(secret).size >= 16 && !/secret|change-?me|default|example/i.test(secret))
    return;
  throw new VigieError('invalid', `${file}: the secret is too short, too plain or a known one`, {
    fix: 'remove the file: the next start makes a new one; everybody signs in again, and sets up authenticators anew',
  });
}
