import { expect, it } from 'vitest';
import { runAndScan } from '../fakes/images-on-disk.ts';

it('F05: after ten minutes of three cameras with somebody watching, no picture lies on the disk', async () => {
  const { seen, found } = await runAndScan(600);
  expect(seen).not.toEqual([]);
  expect(found).toEqual([]);
}, 900_000);
