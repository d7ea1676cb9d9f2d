import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { InstalledModel } from '#features/models/ports.ts';
import { paint, tinyFile, tinySide } from '../../../test/fakes/tiny-detector.ts';
import { prepareOnnx } from './convert/prepare-onnx.ts';
import { openDetector } from './detector.ts';

// Each test starts threads, which takes a second on a machine at work.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let model: InstalledModel;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-detector-'));
  const { onnx, input, head, suppressionIou } = await prepareOnnx(tinyFile(), { family: 'yolo', classes: 3 });
  const file = join(folder, 'tiny.onnx');
  await writeFile(file, onnx);
  const sha256 = createHash('sha256').update(onnx).digest('hex');
  const labels = ['red', 'green', 'blue'];
  const origin = { licence: 'EUPL-1.2', source: 'test', recipe: 0, notes: [] };
  model = {
    file,
    manifest: { version: 1, name: 'tiny', ...origin, sha256, input, head, suppressionIou, labels },
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const request = (input: Uint8Array) => ({
  input,
  letterbox: { scale: 0.5, padX: 0, padY: 0 },
  width: 2 * tinySide,
  height: 2 * tinySide,
  confidence: 0.3,
});
const mortalWorker = new URL('../../../test/fakes/mortal-worker.ts', import.meta.url);

test('objects come in pixels of the source picture', async () => {
  const detector = await openDetector({ model });
  expect(detector).toMatchObject({
    name: 'tiny',
    provider: 'cpu',
    notice: undefined,
    inputWidth: 32,
    labels: ['red', 'green', 'blue'],
  });
  const found = await detector.detect(request(paint(0, 204, 51)));
  expect(found).toMatchObject({
    count: 1,
    boxesXyxy: new Float32Array([16, 16, 48, 48]),
    classIds: new Uint16Array([1]),
  });
  expect(found.scores[0]).toBeCloseTo(0.8, 4);
  expect((await detector.detect(request(paint(50, 50, 50)))).count).toBe(0);
  expect(await detector.usage()).toMatchObject({ runs: 2 });
  await detector.close();
});

test.each([
  { workers: 1, maxBatch: 1 },
  { workers: 1, maxBatch: 4 },
  { workers: 2, maxBatch: 3 },
])(
  'many pictures at once come back each to its caller: $workers workers, batches of $maxBatch',
  async ({ workers, maxBatch }) => {
    const detector = await openDetector({ model, workers, maxBatch, patienceMs: 0 });
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const colour = [0, 0, 0];
        colour[index % 3] = 100 + index;
        const { classIds, scores } = await detector.detect(
          request(paint(colour[0]!, colour[1]!, colour[2]!)),
        );
        return [classIds[0], Math.round(255 * scores[0]!)];
      }),
    );
    expect(answers).toEqual(answers.map((_, index) => [index % 3, 100 + index]));
    const { runs, inferenceMs } = await detector.usage();
    expect(runs).toBe(40);
    expect(inferenceMs).toBeGreaterThan(0);
    await detector.close();
  },
);

test.each([
  [1, 40, []],
  [3, 2, []],
  [3, 40, [2, 3]],
])('of %i workers those are started that %i pictures at once ask for', async (workers, count, started) => {
  const told: unknown[] = [];
  const log = { debug() {}, info: (details: object) => told.push(details), warn() {}, error() {} };
  const detector = await openDetector({ model, workers, patienceMs: 0, log });
  const look = () => detector.detect(request(paint(255, 0, 0)));
  for (let round = 0; round < 3; round++) await Promise.all(Array.from({ length: count }, look));
  expect(told.slice(0, 1)).toEqual(started.slice(0, 1).map((number) => ({ workers: number })));
  await detector.close();
});

test('a picture that is part of a larger buffer leaves the rest with its owner', async () => {
  const detector = await openDetector({ model });
  const shared = Buffer.concat([paint(255, 0, 0), paint(0, 255, 0)]);
  const half = new Uint8Array(shared.buffer, shared.byteOffset, shared.byteLength / 2);
  expect((await detector.detect(request(half))).classIds[0]).toBe(0);
  expect(shared[shared.length - 2]).toBe(255);
  await detector.close();
});

test('a picture of the wrong size is refused', async () => {
  const detector = await openDetector({ model });
  await expect(detector.detect(request(new Uint8Array(10)))).rejects.toThrow(
    /10 bytes; tiny takes RGB 32×32, 3072 bytes/,
  );
  await detector.close();
});

test('a provider this machine has not got is replaced by the CPU, which is said', async () => {
  const detector = await openDetector({ model, provider: 'no-such-provider' });
  expect(detector.provider).toBe('cpu');
  expect(detector.notice).toMatch(
    /^Provider no-such-provider is not one of this machine's \(.*cpu.*\): the CPU is used/,
  );
  expect((await detector.detect(request(paint(255, 0, 0)))).count).toBe(1);
  await detector.close();
});

test('a damaged model file is named, and nothing stays running', async () => {
  const file = join(folder, 'damaged.onnx');
  await writeFile(file, 'not a model');
  await expect(openDetector({ model: { ...model, file } })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining(`The model tiny cannot be loaded from ${file}`),
    fix: expect.stringContaining('vigie models pull'),
  });
});

test('a worker that dies rejects what it held, is started again, and goes on', async () => {
  const warnings: string[] = [];
  const note = (_: object, message: string) => warnings.push(message);
  const log = { debug: note, info: note, warn: note, error: note };
  const detector = await openDetector({ model, script: mortalWorker, log });
  const deadly = paint(13, 0, 0);
  await expect(detector.detect(request(deadly))).rejects.toMatchObject({ code: 'unavailable' });
  expect((await detector.detect(request(paint(255, 0, 0)))).count).toBe(1);
  expect(warnings).toEqual(['The inference worker stopped and is started again']);
  await detector.close();
});

test('a worker that keeps dying is given up, and says so', async () => {
  const detector = await openDetector({ model, script: mortalWorker });
  const deaths = Array.from({ length: 8 }, () => detector.detect(request(paint(13, 0, 0))));
  const results = await Promise.allSettled(deaths);
  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  await detector.close();
});

test('a closed detector answers nobody, and leaves nobody waiting', async () => {
  const detector = await openDetector({ model });
  const waiting = Promise.allSettled(
    Array.from({ length: 10 }, () => detector.detect(request(paint(255, 0, 0)))),
  );
  await detector.close();
  for (const { status } of await waiting) expect(['fulfilled', 'rejected']).toContain(status);
  await expect(detector.detect(request(paint(1, 1, 1)))).rejects.toThrow(/closed/);
});
