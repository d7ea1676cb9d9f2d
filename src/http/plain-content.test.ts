import { expect, test } from 'vitest';
import { oddityOf } from './plain-content.ts';

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

test.each([
  ['a text with NUL', { name: 'a\0' }, 'NUL'],
  ['a key with NUL', { 'a\0': 1 }, 'NUL'],
  ['half a character', [{ name: 'a\ud800' }], 'half a character'],
  ['a number beyond all', JSON.parse('{"a":[1e400]}'), 'out of all range'],
  ['10 000 levels', nested(10_000), 'nested'],
])('%s is odd', (_, content, words) => {
  expect(oddityOf(content)).toContain(words);
});

test.each([
  [undefined],
  [null],
  ['é 👷 \n'],
  [{ polygon: [[0, 1]], name: 'x', deep: nested(30) }],
  [Buffer.alloc(9)],
])('plain content is plain', (content) => {
  expect(oddityOf(content)).toBeUndefined();
});
