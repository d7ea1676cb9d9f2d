import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { audit } from '../../web/src/i18n/texts/audit.ts';

const root = join(import.meta.dirname, '../..');
const sources = globSync('src/**/*.ts', { cwd: root }).filter((path) => !path.endsWith('.test.ts'));
const actions = new Set(
  sources.flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .filter((line) => /\baction:/.test(line))
      .flatMap((line) => [...line.matchAll(/'([a-z-]+)\.([a-z-]+)'/g)].map((match) => match[0].slice(1, -1))),
  ),
);

it.each(['en', 'fr'] as const)('each action that is logged has its words (%s)', (language) => {
  const { noun, verb } = audit[language];
  const missing = [...actions].filter((action) => {
    const [thing = '', done = ''] = action.split('.');
    return !(thing in noun) || !(done in verb);
  });
  expect(actions.size).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});
