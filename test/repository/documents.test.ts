import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const documents = [
  '*.md',
  'docs/**/*.md',
  'src/**/*.md',
  'footage/*.md',
  'test/**/*.md',
  'examples/**/*.md',
].flatMap((pattern) => globSync(pattern, { cwd: root }));

it.each(documents)('%s has no dead link', (document) => {
  const text = readFileSync(join(root, document), 'utf8');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  const local = links
    .filter((link) => !/^(https?:|mailto:|#)/.test(link))
    .map((link) => link.split('#')[0] ?? '');
  expect(local.filter((link) => !existsSync(join(root, dirname(document), link)))).toEqual([]);
});

it.each(globSync('src/features/*/', { cwd: root }))('%s says in a short README what it is', (feature) => {
  const readme = join(root, feature, 'README.md');
  expect(existsSync(readme)).toBe(true);
  expect(readFileSync(readme, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(25);
});

it('decisions are numbered without a gap', () => {
  const numbers = globSync('docs/decisions/*.md', { cwd: root })
    .map((file) => Number(file.split('/').at(-1)?.slice(0, 4)))
    .toSorted((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});

it('every command that the documents name exists', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const named = documents.flatMap((document) =>
    [...readFileSync(join(root, document), 'utf8').matchAll(/npm run (?:--silent )?([a-z][a-z0-9:-]*)/g)].map(
      (match) => match[1] ?? '',
    ),
  );
  expect([...new Set(named)].filter((name) => !(name in manifest.scripts))).toEqual([]);
});
