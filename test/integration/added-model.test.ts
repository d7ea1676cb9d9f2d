import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodePicture } from '#adapters/ffmpeg/decode-picture.ts';
import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { openDetector } from '#adapters/onnx/detector.ts';
import { silentLog } from '#app/log.ts';
import { openModels } from '#app/models.ts';
import { testModel } from '#app/test-model.ts';

/** Public models and clips, where the machine has them: they are no part of the project. */
const shared = process.env.VIGIE_SHARED_DIR ?? join(import.meta.dirname, '../../../shared');
const onnx = join(shared, 'models/yolox_nano.onnx');
const clip = join(shared, 'media/vtest.avi');

describe.skipIf(!existsSync(onnx) || !existsSync(clip))('an official YOLOX-Nano that was added', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigie-added-'));
    await openModels(folder).add({
      file: 'yolox_nano.onnx',
      bytes: await readFile(onnx),
      name: 'added',
      hints: {},
    });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is recognised, and takes several pictures at once', async () => {
    const { manifest } = await openModels(folder).open('added');
    expect(manifest.head).toEqual({ family: 'yolox', strides: [8, 16, 32], output: 'output' });
    expect(manifest.input).toEqual({ width: 416, height: 416, batch: 'free', rows: 'free' });
    expect(manifest.labels).toHaveLength(80);
  });

  test('finds the persons and cars of a street', async () => {
    const model = await openModels(folder).open('added');
    const { objects } = await testModel({
      model,
      file: clip,
      confidence: 0.4,
      provider: 'cpu',
      log: silentLog,
    });
    const names = objects.map((object) => object.class);
    expect(names.filter((name) => name === 'person').length).toBeGreaterThanOrEqual(3);
    expect(names).toContain('car');
  });

  test('finds the same alone and in a batch', async () => {
    const model = await openModels(folder).open('added');
    const source = createFrameSource({ log: silentLog, anyFile: true, hardware: 'none' });
    const picture = await decodePicture(source, `file:${clip}`, { inputWidth: 416, inputHeight: 416 });
    const { width, height } = picture;
    const { input, letterbox } = picture.look();
    picture.release();
    const detector = await openDetector({ model, maxBatch: 4 });
    const look = () => detector.detect({ input: input.slice(), letterbox, width, height, confidence: 0.3 });
    const alone = await look();
    for (const found of await Promise.all([look(), look(), look(), look(), look()])) {
      expect(found.classIds).toEqual(alone.classIds);
      found.boxesXyxy.forEach((side, index) => {
        expect(side).toBeCloseTo(alone.boxesXyxy[index]!, 2);
      });
    }
    await detector.close();
    await source.stop();
  });
});
