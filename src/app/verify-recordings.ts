import { createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { proofFaults } from '#features/recording/destruction-proof.ts';
import { extractionFaults } from '#features/recording/extraction-archive.ts';
import { readTar } from '#features/recording/tar.ts';
import { invalid, VigieError } from '#foundation/errors.ts';
import { loadConfig } from './config.ts';
import { openInstanceKey } from './instance-key.ts';
import { sha256 } from './recording-vault.ts';

/** What a file is, and what is wrong with it. */
export interface Verified {
  readonly kind: 'proof of destruction' | 'extraction';
  readonly faults: readonly string[];
}

/**
 * Verifies a proof of destruction (JSON) or an extraction (tar) with the key of this instance, or with another public
 * key (PEM). The key that lies in the file itself proves nothing, and is not used.
 */
export async function verifyRecordings(
  file: string,
  options: { readonly key?: string | undefined; readonly config?: string | undefined },
): Promise<Verified> {
  const bytes = await contentOf(file);
  const key = createPublicKey(
    options.key === undefined
      ? (await openInstanceKey(loadConfig({ file: options.config }).config.data.directory)).publicKey
      : await contentOf(options.key),
  );
  const isSigned = (text: string, signature: string): boolean =>
    verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'));
  const isProof = bytes[0] === '{'.charCodeAt(0);
  if (isProof) return { kind: 'proof of destruction', faults: proofFaults(proofIn(bytes), isSigned, sha256) };
  return { kind: 'extraction', faults: extractionFaults(readTar(bytes), isSigned, sha256) };
}

function contentOf(file: string): Promise<Buffer> {
  return readFile(file).catch((cause: unknown) => {
    throw new VigieError('not-found', `${file} cannot be read`, { fix: 'give the path of a file', cause });
  });
}

/** A proof by itself, or a line of the register with its proof. */
function proofIn(bytes: Buffer): { readonly content: string; readonly signature: string } {
  try {
    const said = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
    const { content, signature } = (said['proof'] ?? said) as Record<string, unknown>;
    if (typeof content === 'string' && typeof signature === 'string') return { content, signature };
  } catch {
    // Told below: it is no JSON at all.
  }
  throw invalid('This is no proof: it has no content and no signature');
}
