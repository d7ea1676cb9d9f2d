import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ruleCatalogue } from '#analytics/rules/catalogue.ts';
import { rulesPage } from '../../scripts/rules-page.ts';

const docs = join(import.meta.dirname, '../../docs');

it('docs/rules.md is what npm run rules-page writes from the catalogue', () =>
  expect(readFileSync(join(docs, 'rules.md'), 'utf8')).toBe(rulesPage()));

it.each(ruleCatalogue.map(({ kind }) => kind))('the picture of %s is there and small', (kind) => {
  const picture = join(docs, 'images/rules', `${kind}.jpg`);
  expect(existsSync(picture)).toBe(true);
  expect(statSync(picture).size).toBeLessThanOrEqual(60_000);
});
