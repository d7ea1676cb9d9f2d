import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createModelStore, type ModelStore, sha256Of } from './model-store.ts';

const fields = {
  name: 'tiny',
  licence: 'EUPL-1.2',
  source: 'test',
  recipe: 1,
  input: { width: 32, height: 32, batch: 'free' },
  head: { family: 'yolo', layout: 'rows', output: 'output' },
  suppressionIou: 0.5,
  labels: ['red', 'green', 'blue'],
  notes: [],
} as const;

let folder: string;
let store: ModelStore;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'vigie-models-')), 'models');
  store = createModelStore(folder);
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

test('a folder that is not there yet holds no model', async () => {
  expect(await store.list()).toEqual([]);
  expect(await store.find('tiny')).toBeUndefined();
  expect(await store.verify('tiny')).toBeUndefined();
});

test('an installed model is found again with its file and its SHA-256', async () => {
  const onnx = Buffer.from('graph');
  const installed = await store.insert(fields, onnx);
  expect(await store.list()).toEqual(['tiny']);
  expect(await store.verify('tiny')).toEqual(installed);
  expect(installed.manifest).toEqual({ version: 1, ...fields, sha256: sha256Of(onnx) });
  expect(await readFile(installed.file)).toEqual(onnx);
});

test('two processes that install at once leave one whole model', async () => {
  const contents = ['first', 'second', 'first', 'second'].map((text) => Buffer.from(text));
  await Promise.all(contents.map((onnx) => createModelStore(folder).insert(fields, onnx)));
  const model = await store.verify('tiny');
  expect(['first', 'second']).toContain(String(await readFile(model!.file)));
  expect((await readdir(folder)).filter((file) => file.endsWith('.part'))).toEqual([]);
});

test('a changed file is refused with both checksums and the fix', async () => {
  const { file, manifest } = await store.insert(fields, Buffer.from('graph'));
  await writeFile(file, 'other');
  await expect(store.verify('tiny')).rejects.toMatchObject({
    message: expect.stringMatching(
      `expected SHA-256 ${manifest.sha256}, found ${sha256Of(Buffer.from('other'))}`,
    ),
    fix: expect.stringContaining('vigie models pull tiny'),
  });
});

test('a lost file is named', async () => {
  const { file } = await store.insert(fields, Buffer.from('graph'));
  await rm(file);
  await expect(store.verify('tiny')).rejects.toThrow(`has lost its file ${file}`);
});

test.each([
  ['no JSON', '{"version":'],
  ['another version', JSON.stringify({ version: 2 })],
  [
    'a head of no family',
    JSON.stringify({ version: 1, ...fields, sha256: '0'.repeat(64), head: { family: 'other' } }),
  ],
])('a manifest that is %s is refused and named', async (_, text) => {
  await store.insert(fields, Buffer.from('graph'));
  await writeFile(join(folder, 'tiny.json'), text);
  await expect(store.verify('tiny')).rejects.toThrow(/tiny.json is not the manifest of a model/);
});

test('a folder that cannot be made is named, with the setting to change', async () => {
  const file = join(folder, '..', 'file');
  await writeFile(file, '');
  await expect(
    createModelStore(join(file, 'models')).insert(fields, Buffer.from('graph')),
  ).rejects.toMatchObject({
    code: 'unavailable',
    fix: expect.stringContaining('models.directory'),
  });
});
