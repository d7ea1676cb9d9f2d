import { expect, test } from 'vitest';
import { allowAddress, cidrFault } from './allowed-addresses.ts';

const allowed = allowAddress(['192.168.10.0/24', 'fd12::/16', '127.0.0.0/8', '169.254.0.0/16', '0.0.0.0/0']);
const narrow = allowAddress(['192.168.10.0/24']);

test.each([
  ['192.168.10.7', true],
  ['::ffff:192.168.10.7', true],
  ['fd12::1', true],
  ['fd13::1', false],
  ['169.254.10.1', true],
  ['169.254.169.254', false],
  ['::ffff:169.254.169.254', false],
  ['camera.example.org', false],
])('%s lies in a listed range: %s', (address, expected) => {
  expect(allowed(address)).toBe(expected);
});

test('what is not listed is refused, and an empty list refuses all', () => {
  expect(narrow('192.168.11.1')).toBe(false);
  expect(narrow('127.0.0.1')).toBe(false);
  expect(allowAddress([])('10.0.0.1')).toBe(false);
});

test.each([
  '127.0.0.1',
  '0x7f.1',
  '2130706433',
  '0.0.0.0',
  '169.254.1.1',
  '224.0.0.1',
  '::1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
])('the whole internet does not mean %s', (address) => {
  expect(allowAddress(['0.0.0.0/0', '::/0'])(address)).toBe(false);
});

test.each([
  ['127.0.0.0/8', '127.0.0.1'],
  ['::1/128', '::1'],
  ['fe80::/10', 'fe80::1'],
])('%s means %s', (range, address) => {
  expect(allowAddress([range])(address)).toBe(true);
});

test('a range that is none is told', () => {
  expect(cidrFault('192.168.10.0/24')).toBeUndefined();
  expect(cidrFault('192.168.10.0')).toContain('not a range');
});
