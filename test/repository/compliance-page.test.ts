import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compliancePage, testsByRow } from '../../scripts/compliance-page.ts';
import { attackRows, complianceRows } from '../../scripts/compliance-rows.ts';

test('docs/compliance.md is what `npm run compliance-page` writes', () => {
  expect(readFileSync('docs/compliance.md', 'utf8')).toBe(compliancePage());
});

test('every number in the name of a test is a row of the page', () => {
  const known = new Set([...complianceRows, ...attackRows].map(({ id }) => id));
  expect([...testsByRow().keys()].filter((id) => !known.has(id))).toEqual([]);
});
