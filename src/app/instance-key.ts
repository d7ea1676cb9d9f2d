import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The key with which this instance signs what it must recognise later: checkpoints of the log, proofs. */
export interface InstanceKey {
  /** PEM, for whoever verifies elsewhere */
  readonly publicKey: string;
  /** Ed25519, in base64url */
  sign(text: string): string;
  verify(text: string, signature: string): boolean;
}

/** Opens the key of a data directory; made once, readable by this user only, and never in the database. */
export async function openInstanceKey(directory: string): Promise<InstanceKey> {
  const file = join(directory, 'instance-key.pem');
  const { privateKey: fresh } = generateKeyPairSync('ed25519');
  const text = fresh.export({ type: 'pkcs8', format: 'pem' });
  // `wx` never writes over a key that another process has just made.
  await writeFile(file, text, { mode: 0o600, flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
  });
  await chmod(file, 0o600);
  const privateKey = createPrivateKey(await readFile(file, 'utf8'));
  const publicKey = createPublicKey(privateKey);
  return {
    publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
    sign: (content) => sign(null, Buffer.from(content, 'utf8'), privateKey).toString('base64url'),
    verify: (content, signature) =>
      verify(null, Buffer.from(content, 'utf8'), publicKey, Buffer.from(signature, 'base64url')),
  };
}
