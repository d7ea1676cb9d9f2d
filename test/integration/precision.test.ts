import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { takeCalibrationPictures } from '#app/calibration-pictures.ts';
import { loadConfig } from '#app/config.ts';
import { openModels, openPrecision } from '#app/models.ts';
import { createModelStore } from '#features/models/model-store.ts';
import type { InstalledModel } from '#features/models/ports.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder: string;
let float: InstalledModel;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-precision-'));
  const { models } = loadConfig().config;
  const installed = await openModels(models.directory).ensure('nanodet-g');
  const { version: _, sha256: __, ...fields } = installed.manifest;
  float = await createModelStore(folder).insert(fields, await readFile(installed.file));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('our own footage gives as many pictures as are asked for, of all clips', async () => {
  const { from, pictures } = await takeCalibrationPictures({ clips: [], count: 12, width: 64, height: 64 });
  expect(from).toBe('own footage');
  expect(pictures).toHaveLength(12);
  // A clip of a frozen camera shows the same picture again.
  const different = new Set(pictures.map(({ input }) => Buffer.from(input).toString('base64')));
  expect(different.size).toBeGreaterThan(6);
});

describe('the default model', () => {
  test('finds on bytes what it finds on floats, in a quarter of the size', async () => {
    const { model, details } = await openPrecision(folder).quantise(float);
    expect(details).toMatchObject({ pictures: 40, calibration: 'own footage' });
    expect(details.agreement).toBeGreaterThan(0.93);
    const [whole, bytes] = [await stat(float.file), await stat(model.file)];
    expect(bytes.size).toBeLessThan(0.3 * whole.size);
  });

  test('is chosen by what was measured here', async () => {
    const precision = openPrecision(folder);
    const { speed } = await precision.state(float);
    const { choice } = await precision.choose(float, 'auto', 'cpu');
    expect(choice.precision).toBe(speed && speed.fp32Ms > 1.05 * speed.int8Ms ? 'int8' : 'fp32');
  });
});
