import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkRelease, signRelease } from './release-files.ts';

let directory: string;
let { privateKey, publicKey } = generateKeyPairSync('ed25519');
const pem = () => publicKey.export({ type: 'spki', format: 'pem' }).toString();
const at = (name: string) => join(directory, name);

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vigie-release-'));
  ({ privateKey, publicKey } = generateKeyPairSync('ed25519'));
  writeFileSync(at('vigie-1.0.0.tgz'), 'the package');
  writeFileSync(at('sbom.cdx.json'), '{}');
  signRelease(directory, privateKey);
});
afterEach(() => rmSync(directory, { recursive: true }));

test('F33: a release is as it was signed; its key is known when it came by another way', () => {
  const files = ['sbom.cdx.json', 'vigie-1.0.0.tgz'];
  expect(checkRelease(directory, pem())).toMatchObject({ files, isKeyKnown: true });
  expect(checkRelease(directory)).toMatchObject({ files, isKeyKnown: false });
  expect(readFileSync(at('SHA256SUMS'), 'utf8')).toMatch(/^[0-9a-f]{64} {2}sbom\.cdx\.json\n/);
});

test.each<[string, () => void, RegExp]>([
  ['an altered file', () => writeFileSync(at('vigie-1.0.0.tgz'), 'another'), /vigie-1\.0\.0\.tgz is not/],
  ['a missing file', () => rmSync(at('sbom.cdx.json')), /sbom\.cdx\.json is missing/],
  ['a file nobody signed', () => writeFileSync(at('extra.sh'), ''), /extra\.sh is not in/],
  [
    'altered sums',
    () => writeFileSync(at('SHA256SUMS'), readFileSync(at('SHA256SUMS'), 'utf8').replace(/^./, 'x')),
    /not the signature/,
  ],
  ['no signature', () => writeFileSync(at('SHA256SUMS.sig'), ''), /not the signature/],
  ['a key that is none', () => writeFileSync(at('release.pub'), 'key'), /public key is none/],
])('F33: a release with %s is refused', (_, change, words) => {
  change();
  expect(() => checkRelease(directory)).toThrow(words);
});

test('F33: a release that another signed is refused by the key that was announced', () => {
  const announced = pem();
  signRelease(directory, generateKeyPairSync('ed25519').privateKey);
  expect(checkRelease(directory).isKeyKnown).toBe(false);
  expect(() => checkRelease(directory, announced)).toThrow(/not the signature/);
});

test('F33: no line of the sums leads out of the folder', () => {
  writeFileSync(at('SHA256SUMS'), `${'0'.repeat(64)}  ../secret\n`);
  signTwice();
  expect(() => checkRelease(directory)).toThrow(/a line that is none/);
});

/** Signs sums that a forger wrote. */
function signTwice(): void {
  const forged = readFileSync(at('SHA256SUMS'));
  const { privateKey: own } = generateKeyPairSync('ed25519');
  signRelease(directory, own);
  writeFileSync(at('SHA256SUMS'), forged);
  writeFileSync(at('SHA256SUMS.sig'), sign(null, forged, own).toString('base64'));
}
