import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { holdDataDirectory } from './data-directory.ts';
import { forgetDemo } from './demo.ts';

const directory = mkdtempSync(join(tmpdir(), 'vigie-demo-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('a demo leaves the data of one that runs alone, and begins anew once that has ended', async () => {
  const file = join(directory, 'film.clip');
  writeFileSync(file, '');
  const running = await holdDataDirectory(directory);
  await expect(forgetDemo(directory)).rejects.toMatchObject({ code: 'conflict' });
  expect(existsSync(file)).toBe(true);
  await running.release();
  await forgetDemo(directory);
  expect(existsSync(directory)).toBe(false);
});
