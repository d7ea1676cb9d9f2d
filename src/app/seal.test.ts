import { expect, test } from 'vitest';
import { codeAt, fromBase32 } from '#features/accounts/second-factor-service.ts';
import { createSeal } from './seal.ts';

/** RFC 6238, appendix B, SHA-1, its last six digits. */
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
])('at second %i the code is %s', (seconds, code) => {
  expect(codeAt(Buffer.from('12345678901234567890'), Math.floor(seconds / 30))).toBe(code);
});

test('a secret is read as people type it', () => {
  expect(Buffer.from(fromBase32('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')).toString()).toBe('12345678901234567890');
});

test('a seal opens what it closed, and nothing else', () => {
  const seal = createSeal('a secret of this instance', 'authenticators');
  const sealed = seal.close('GEZDGNBV');
  expect(sealed).not.toContain('GEZDGNBV');
  expect(seal.open(sealed)).toBe('GEZDGNBV');
  expect(() => createSeal('another secret', 'authenticators').open(sealed)).toThrow();
  expect(() => createSeal('a secret of this instance', 'other things').open(sealed)).toThrow();
  expect(() => seal.open(`${sealed.slice(0, -4)}AAAA`)).toThrow();
});
