import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkPack, openPack, usualPack } from './rule-pack-service.ts';

const file = join(import.meta.dirname, 'packs', `${usualPack}.json`);
const content = readFileSync(file);
const signature = readFileSync(`${file}.sig`, 'utf8').trim();
const own = generateKeyPairSync('ed25519');
const ownKey = own.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const signed = (bytes: Buffer): string => sign(null, bytes, own.privateKey).toString('base64');

test('the released pack is signed by the key of its release', () => {
  expect(openPack().pack.name).toBe(usualPack);
  expect(checkPack(content, signature).digest).toMatch(/^[0-9a-f]{64}$/);
});

test.each<[string, Buffer, string]>([
  ['unsigned', content, ''],
  ['signed by another key', content, signed(content)],
  ['altered', Buffer.from(content.toString('utf8').replace('"never": true', '"never": true ')), signature],
  ['renamed', Buffer.from(content.toString('utf8').replace('"fr-2026.2"', '"fr-2026.3"')), signature],
  ['no JSON', Buffer.from('fr-2026.2'), signature],
])('N37: a rule pack that is %s is refused', (_, bytes, given) => {
  expect(() => checkPack(bytes, given)).toThrow(/rule pack/);
});

test('a territory may sign a pack of its own', () => {
  const mine = Buffer.from(content.toString('utf8').replace('"fr-2026.2"', '"fr-2026.9"'));
  expect(checkPack(mine, signed(mine), ownKey).pack.name).toBe('fr-2026.9');
});

test('N37: a pack that is signed and lacks a text is refused', () => {
  const { texts: _, ...rest } = JSON.parse(content.toString('utf8'));
  const bare = Buffer.from(JSON.stringify({ ...rest, texts: {} }));
  expect(() => checkPack(bare, signed(bare), ownKey)).toThrow(/misses the texts/);
});
