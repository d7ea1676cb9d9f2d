import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clipDirectory, openClipFiles } from './clip-files.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'vigie-clips-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const left = () => readdirSync(clipDirectory(data));
const film = (...lengths: readonly number[]) =>
  Readable.from(lengths.map((length) => new Uint8Array(length).fill(7)));

it('what a crash left is removed at start', async () => {
  mkdirSync(clipDirectory(data));
  writeFileSync(join(clipDirectory(data), 'old.clip'), 'film');
  await openClipFiles(data, 10);
  expect(left()).toEqual([]);
});

it('a clip is written for this user only, and removed', async () => {
  const files = await openClipFiles(data, 10);
  const file = await files.receive(film(4, 6));
  expect(readFileSync(file)).toHaveLength(10);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await files.remove(file);
  expect(left()).toEqual([]);
});

it.each([
  ['too large', () => film(4, 7), 'the clip is larger'],
  ['empty', () => film(), 'the clip is empty'],
  ['cut off', () => broken(), 'the clip did not come whole'],
])('nothing stays of a clip that is %s', async (_, content, words) => {
  const files = await openClipFiles(data, 10);
  await expect(files.receive(content())).rejects.toThrow(words);
  expect(left()).toEqual([]);
});

function broken(): Readable {
  return new Readable({
    read() {
      this.push(new Uint8Array(4));
      this.destroy(new Error('connection reset'));
    },
  });
}
