import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { imagesIn, runAndScan } from '../fakes/images-on-disk.ts';

test('F05: after a minute of three cameras with somebody watching, no picture lies in data, database or temporary files', async () => {
  const { seen, found, files } = await runAndScan(60);
  expect(seen).not.toEqual([]);
  expect(files).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

test('F05: the scan finds a picture wherever it lies in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-scan-'));
  const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  writeFileSync(join(folder, 'a.bin'), Buffer.concat([Buffer.alloc((1 << 20) - 3), picture]));
  writeFileSync(join(folder, 'b.bin'), Buffer.alloc(100));
  expect(imagesIn(folder)).toEqual(['PNG in /a.bin']);
  rmSync(folder, { recursive: true });
});
