import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VigieError } from '#foundation/errors.ts';
import { createInt8Store } from './int8-store.ts';
import { createModelStore } from './model-store.ts';
import type { FittedPicture, InstalledModel } from './ports.ts';
import { createPrecisionService, type PrecisionProgress } from './precision-service.ts';

let folder: string;
let float: InstalledModel;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-precision-'));
  float = await install('float one');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function install(content: string): Promise<InstalledModel> {
  const fields = {
    name: 'small',
    licence: 'EUPL-1.2',
    source: 'test',
    recipe: 0,
    input: { width: 32, height: 32, batch: 1 as const },
    head: { family: 'yolox' as const, strides: [8, 16, 32], output: 'output' },
    suppressionIou: 0.5,
    labels: ['person'],
    notes: [],
  };
  return createModelStore(folder).insert(fields, Buffer.from(content));
}

const picture: FittedPicture = {
  input: new Uint8Array(32 * 32 * 3),
  width: 32,
  height: 32,
  letterbox: { scale: 1, padX: 0, padY: 0 },
};

interface World {
  machine?: string;
  pictures?: number;
  quantise?: () => Promise<{ onnx: Uint8Array; agreement: number | null }>;
  measure?: () => Promise<readonly number[]>;
}

/** A service over the real folder; making and measuring are counted instead of done. */
function service({ machine = 'one', pictures = 10, quantise, measure }: World = {}) {
  const calls = { made: 0, measured: 0, asked: [] as unknown[] };
  const precision = createPrecisionService({
    store: createInt8Store(folder),
    machine,
    takePictures: ({ clips, count }) => {
      calls.asked.push({ clips, count });
      return Promise.resolve({ from: 'a clip', pictures: Array.from({ length: pictures }, () => picture) });
    },
    quantise: (_, taken, onPicture) => {
      calls.made++;
      onPicture?.(taken.length, taken.length);
      return quantise?.() ?? Promise.resolve({ onnx: Buffer.from(`bytes ${calls.made}`), agreement: 0.99 });
    },
    measureSpeed: () => {
      calls.measured++;
      return measure?.() ?? Promise.resolve([30, 15]);
    },
  });
  return { precision, calls };
}

const files = async (): Promise<string[]> => (await readdir(folder)).sort();

describe('preparing', () => {
  test('makes and measures once, and auto then takes bytes', async () => {
    const { precision, calls } = service();
    const steps: PrecisionProgress['step'][] = [];
    const first = await precision.prepare(float, { onProgress: ({ step }) => steps.push(step) });
    expect(first).toEqual({ notice: undefined });
    expect(steps).toEqual(['pictures', 'learning', 'measuring']);
    await precision.prepare(float);
    expect(calls).toMatchObject({ made: 1, measured: 1, asked: [{ clips: [], count: 40 }] });
    const { model, choice } = await precision.choose(float, 'auto', 'cpu');
    expect(choice.precision).toBe('int8');
    expect(model).toMatchObject({ precision: 'int8', manifest: { name: 'small', labels: ['person'] } });
    expect(model.file).not.toBe(float.file);
  });

  test('measures again on another machine, without making anything', async () => {
    await service().precision.prepare(float);
    const { precision, calls } = service({ machine: 'another' });
    expect((await precision.choose(float, 'auto', 'cpu')).choice.reason).toMatch(/of the set-up, one/);
    await precision.prepare(float);
    expect(calls).toMatchObject({ made: 0, measured: 1 });
    expect((await precision.choose(float, 'auto', 'cpu')).choice.reason).toMatch(/on this processor/);
  });

  test('makes it anew when the float model changed, and leaves nothing of the old one', async () => {
    const { precision, calls } = service();
    await precision.prepare(float);
    const changed = await install('float two');
    expect((await precision.choose(changed, 'int8', 'cpu')).choice).toMatchObject({
      precision: 'fp32',
      isFallback: true,
    });
    await precision.prepare(changed);
    expect(calls.made).toBe(2);
    expect((await files()).filter((file) => file.includes('~int8-'))).toHaveLength(1);
    expect((await precision.choose(changed, 'auto', 'cpu')).model.precision).toBe('int8');
  });

  test('makes a damaged one anew', async () => {
    const { precision, calls } = service();
    await precision.prepare(float);
    const { model } = await precision.choose(float, 'int8', 'cpu');
    await writeFile(model.file, 'damaged');
    const { model: used, choice } = await precision.choose(float, 'int8', 'cpu');
    expect(used).toBe(float);
    expect(choice).toMatchObject({ isFallback: true, reason: expect.stringMatching(/was changed/) });
    await precision.prepare(float);
    expect(calls.made).toBe(2);
    expect((await precision.choose(float, 'int8', 'cpu')).choice.precision).toBe('int8');
  });

  test.each([
    ['is no JSON', 'half a'],
    ['is of another shape', '{"version":2}'],
  ])('a manifest that %s is told of, and floats stay in use', async (_, text) => {
    const { precision } = service();
    await precision.prepare(float);
    await writeFile(join(folder, 'small~int8.json'), text);
    const { choice } = await precision.choose(float, 'auto', 'cpu');
    expect(choice).toMatchObject({ precision: 'fp32', isFallback: true });
    expect(choice.reason).toMatch(/is not the manifest/);
  });

  test('without pictures leaves floats in use, says so, and writes nothing', async () => {
    const { precision } = service({ pictures: 0 });
    const before = await files();
    const { notice } = await precision.prepare(float);
    expect(notice).toMatch(/INT8 form of small is not made and measured here: There are no pictures/);
    expect(await files()).toEqual(before);
    await expect(precision.quantise(float)).rejects.toThrow(/no pictures to calibrate small/);
  });

  test('of a network that cannot be quantised leaves floats in use, and writes nothing', async () => {
    const quantise = () => Promise.reject(new VigieError('invalid', 'no convolution'));
    const before = await files();
    expect((await service({ quantise }).precision.prepare(float)).notice).toMatch(
      /not made and measured here: no convolution/,
    );
    expect(await files()).toEqual(before);
  });
});

test.skipIf(process.getuid?.() === 0)(
  'a folder that cannot be written is told of before any work',
  async () => {
    const { precision, calls } = service();
    await chmod(folder, 0o500);
    expect((await precision.prepare(float)).notice).toMatch(/cannot be written/);
    await chmod(folder, 0o700);
    expect(calls).toMatchObject({ made: 0, measured: 0, asked: [] });
  },
);

test('a form that does not run here stays unused: floats do, and it is said', async () => {
  const { precision } = service({ measure: () => Promise.reject(new Error('no such kernel')) });
  expect((await precision.prepare(float)).notice).toMatch(/not made and measured here: no such kernel/);
  expect((await precision.choose(float, 'auto', 'cpu')).choice).toMatchObject({
    precision: 'fp32',
    reason: expect.stringMatching(/not measured/),
  });
});

test('the forms of a model are not listed as models', async () => {
  await service().precision.prepare(float);
  expect(await createModelStore(folder).list()).toEqual(['small']);
});

test('clips and number of pictures reach those who take them', async () => {
  const { precision, calls } = service();
  const { details } = await precision.quantise(float, { clips: ['yard.mp4'], pictures: 12 });
  expect(calls.asked).toEqual([{ clips: ['yard.mp4'], count: 12 }]);
  expect(details).toMatchObject({
    pictures: 10,
    calibration: 'a clip',
    agreement: 0.99,
    of: float.manifest.sha256,
  });
});
