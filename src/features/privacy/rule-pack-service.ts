import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VigieError } from '#foundation/errors.ts';
import { createCheck } from '#foundation/schema-check.ts';
import { packKeys } from './pack-keys.ts';
import { engineTexts, type RulePack } from './rule-pack.ts';
import { RulePackShape } from './rule-pack-schema.ts';

/** A rule pack whose signature was checked, and the SHA-256 of its bytes. */
export interface SignedPack {
  readonly pack: RulePack;
  readonly digest: string;
}

/** A pack of the territory's own: its file, and the public key (Ed25519, base64 of its SPKI form) that signed it. */
export interface OwnPack {
  readonly file: string;
  readonly key: string;
}

/** The pack that Vigie uses where the settings name no other. */
export const usualPack = 'fr-2026.2';

const checkShape = createCheck(RulePackShape);

/** Reads a pack and checks its signature, which lies beside it as `.sig`; refuses what is unsigned, altered or of another key. */
export function openPack(own?: OwnPack): SignedPack {
  const file = own?.file ?? join(import.meta.dirname, 'packs', `${usualPack}.json`);
  const content = read(file);
  const signature = read(`${file}.sig`).toString('utf8').trim();
  return checkPack(content, signature, own?.key);
}

/** Checks the signature of a pack by the key of its release, or by the territory's own. */
export function checkPack(content: Buffer, signature: string, ownKey?: string): SignedPack {
  const value = parsed(content);
  const name = typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : '?';
  const keys = [packKeys[name], ownKey].filter((key) => key !== undefined);
  if (!keys.some((key) => isSignedBy(content, signature, key))) {
    throw new VigieError('invalid', `The rule pack "${name}" is not signed by a key that is known here`, {
      fix: 'put the released file and its .sig back; a pack of your own needs its public key: legal.key in vigie.yml',
    });
  }
  const checked = checkShape(value);
  if (!checked.ok)
    throw new VigieError('invalid', `The rule pack "${name}" has faults`, { faults: checked.faults });
  const pack = checked.value as unknown as RulePack;
  refuseMissingTexts(pack);
  return { pack, digest: createHash('sha256').update(content).digest('hex') };
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new VigieError('invalid', `${file} cannot be read: without a signed rule pack nothing starts`, {
      fix: 'put the released rule pack and its signature back',
      cause,
    });
  }
}

function parsed(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    throw new VigieError('invalid', 'The rule pack is not JSON');
  }
}

function isSignedBy(content: Buffer, signature: string, key: string): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    return (
      publicKey.asymmetricKeyType === 'ed25519' &&
      verify(null, content, publicKey, Buffer.from(signature, 'base64'))
    );
  } catch {
    return false;
  }
}

function refuseMissingTexts({ name, texts, places }: RulePack): void {
  const named = Object.values(places).flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ text, ...conditions }) =>
      Object.keys(conditions).length === 0 ? [] : [text ?? '(a refusal without a text)'],
    ),
  );
  const missing = [...engineTexts, ...named].filter((key) => texts[key] === undefined);
  if (missing.length > 0)
    throw new VigieError('invalid', `The rule pack "${name}" misses the texts: ${missing.join(', ')}`);
}
