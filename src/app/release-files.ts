import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { VigieError } from '#foundation/errors.ts';

const sumsName = 'SHA256SUMS';
const signatureName = 'SHA256SUMS.sig';
const keyName = 'release.pub';
const beside: readonly string[] = [sumsName, signatureName, keyName];

/** A release whose signature and files were checked. */
export interface CheckedRelease {
  readonly files: readonly string[];
  /** SHA-256 of the public key, to be compared with the one that was announced */
  readonly fingerprint: string;
  /** true: the key came by another way than with the files */
  readonly isKeyKnown: boolean;
}

/** Writes the sums of all files of a folder, their signature, and the public half of the key beside them. */
export function signRelease(directory: string, privateKey: KeyObject): CheckedRelease {
  const files = filesIn(directory);
  const sums = Buffer.from(files.map((file) => `${sha256(readIn(directory, file))}  ${file}\n`).join(''));
  writeFileSync(join(directory, sumsName), sums);
  writeFileSync(join(directory, signatureName), `${sign(null, sums, privateKey).toString('base64')}\n`);
  const publicKey = createPublicKey(privateKey);
  writeFileSync(join(directory, keyName), publicKey.export({ type: 'spki', format: 'pem' }));
  return { files, fingerprint: fingerprintOf(publicKey), isKeyKnown: true };
}

/**
 * Checks the files of a release in a folder; throws `invalid` at the first that is missing, altered or not in the
 * signed sums. Without a key that came by another way, the one beside the files is used: it proves that they belong
 * together, and its fingerprint must be compared with the announced one.
 */
export function checkRelease(directory: string, ownKey?: string): CheckedRelease {
  const sums = readIn(directory, sumsName);
  const key = publicKeyOf(ownKey ?? readIn(directory, keyName).toString('utf8'));
  const signature = Buffer.from(readIn(directory, signatureName).toString('utf8').trim(), 'base64');
  if (key.asymmetricKeyType !== 'ed25519' || !verify(null, sums, key, signature))
    throw refused(`${signatureName} is not the signature of ${sumsName} by this key`);
  const signed = new Map(linesOf(sums.toString('utf8')));
  for (const [file, sum] of signed)
    if (sha256(readIn(directory, file)) !== sum) throw refused(`${file} is not the file that was signed`);
  const added = filesIn(directory).find((file) => !signed.has(file));
  if (added !== undefined) throw refused(`${added} is not in ${sumsName}: it belongs to no release`);
  return { files: [...signed.keys()], fingerprint: fingerprintOf(key), isKeyKnown: ownKey !== undefined };
}

const refused = (message: string): VigieError =>
  new VigieError('invalid', message, { fix: 'fetch the release anew, from where it was announced' });

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function fingerprintOf(key: KeyObject): string {
  return sha256(key.export({ type: 'spki', format: 'der' }));
}

function publicKeyOf(pem: string): KeyObject {
  try {
    return createPublicKey(pem);
  } catch {
    throw refused('the public key is none (PEM)');
  }
}

function filesIn(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !beside.includes(entry.name))
    .map(({ name }) => name)
    .sort();
}

function readIn(directory: string, file: string): Buffer {
  try {
    return readFileSync(join(directory, file));
  } catch (cause) {
    throw new VigieError('not-found', `${file} is missing in ${directory}`, {
      fix: 'put all files of the release in one folder',
      cause,
    });
  }
}

/** File and sum of each line. A name never leads out of the folder. */
function linesOf(text: string): (readonly [string, string])[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, sum = '', file = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
      if (file === '' || basename(file) !== file) throw refused(`${sumsName} has a line that is none`);
      return [file, sum];
    });
}
