import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gridFile } from '../../test/fakes/grid-detector.ts';
import { tinyFile } from '../../test/fakes/tiny-detector.ts';
import { makeClip } from '../../test/fakes/video-clip.ts';
import { modelsCommand } from './models.ts';

vi.setConfig({ testTimeout: 30_000 });

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-models-'));
  vi.stubEnv('VIGIE_MODELS_DIRECTORY', join(folder, 'models'));
  await writeFile(join(folder, 'Tiny_Detector.onnx'), tinyFile());
  await writeFile(join(folder, 'classes.txt'), 'person\r\ncar\n\ntruck\n');
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function models(...words: readonly string[]): Promise<string> {
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  const command = modelsCommand().exitOverride();
  for (const one of command.commands) one.exitOverride().configureOutput({ writeErr: () => undefined });
  await command.parseAsync(words, { from: 'user' });
  return printed.join('\n');
}

const file = (name: string) => join(folder, name);
async function classes(...names: string[]): Promise<string> {
  await writeFile(file('names.txt'), names.join('\n'));
  return file('names.txt');
}
const add = (...more: string[]) =>
  models('add', file('Tiny_Detector.onnx'), '--family', 'yolo', '--classes', file('classes.txt'), ...more);

test('an added file is listed under the name of its file', async () => {
  const said = await add('--licence', 'EUPL-1.2');
  expect(said).toContain('tiny-detector is ready');
  expect(said).toContain('yolo, 32×32, 3 classes');
  const listed = JSON.parse(await models('list', '--json'));
  expect(listed.at(-1)).toMatchObject({
    name: 'tiny-detector',
    family: 'yolo',
    licence: 'EUPL-1.2',
    source: 'Tiny_Detector.onnx',
    classes: ['person', 'car', 'truck'],
    installed: true,
    used: false,
  });
  const manifest = JSON.parse(await readFile(file('models/tiny-detector.json'), 'utf8'));
  expect(manifest.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('the list says what each model is, where it comes from and what it cannot see', async () => {
  vi.stubEnv('VIGIE_MODELS_NAME', 'nanodet-g');
  const text = await models('list');
  expect(text).toMatch(/nanodet-g +not installed +nanodet · 416×416 · AP 22.9 · Apache-2.0/);
  expect(text).toContain('Bags and suitcases are rarely seen');
});

test.each([
  [['add', 'missing.onnx'], /file: missing.onnx cannot be read \(ENOENT\)/],
  [['pull', 'yolox-x'], /model: "yolox-x" is not a known model; did you mean/],
  [['test', 'street.jpg', '--model', 'none-such'], /model: "none-such" is not a known model/],
  [['test', 'street.jpg', '--model', 'yolox-s'], /yolox-s is not installed/],
  [['quantize', 'none-such'], /model: "none-such" is not a known model/],
  [['quantize', 'yolox-s'], /yolox-s is not installed/],
])('%j is refused with the reason', async (words, reason) => {
  await expect(models(...words)).rejects.toThrow(reason);
});

test.each([
  [['--input', '33x33'], /--input takes WIDTHxHEIGHT, multiples of 32/],
  [['--mean', '1,2'], /three numbers for red, green and blue/],
  [['--mean', '1,2,3'], /--channels: is needed/],
  [['--channels', 'rgb'], /--deviation: is needed/],
  [['--family', 'yolov5'], /Allowed choices are nanodet, nanodet-plus, yolox, yolo, detr/],
  [['--name', 'Not A Name'], /--name: "Not A Name"/],
  [['--classes', 'missing.txt'], /--classes: missing.txt cannot be read/],
])('adding with %j is refused, and nothing is installed', async (more, reason) => {
  await expect(add(...more)).rejects.toThrow(reason);
  expect(await readdir(file('models')).catch(() => [])).toEqual([]);
});

test('what cannot be quantised is refused with the reason, and floats stay listed', async () => {
  await add();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const clip = await makeClip(file('clip.mp4'), { frames: 12 });
  await expect(models('quantize', 'tiny-detector', '--clips', clip)).rejects.toThrow(/no convolution/);
  await expect(models('quantize', 'tiny-detector', '--clips', file('missing.mp4'))).rejects.toThrow(
    /there is no such file/,
  );
  expect(await models('list')).toMatch(/tiny-detector.*FP32/);
  expect((await readdir(file('models'))).filter((name) => name.includes('~'))).toEqual([]);
});

test('a quantised detector is listed with the speed of both forms', async () => {
  await writeFile(file('grid.onnx'), gridFile());
  await models('add', file('grid.onnx'), '--family', 'yolox', '--classes', await classes('person', 'car'));
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const clip = await makeClip(file('clip.mp4'), { frames: 24 });
  const said = await models('quantize', 'grid', '--camera-scene', clip, '--pictures', '12');
  expect(said).toMatch(/learnt from 12 pictures of clip\.mp4/);
  expect(said).toMatch(/precision auto takes (FP32|INT8): /);
  const listed = JSON.parse(await models('list', '--json'));
  expect(listed.at(-1)).toMatchObject({
    name: 'grid',
    int8: { pictures: 12, calibration: 'clip.mp4', agreement: expect.any(Number) },
    speed: { fp32Ms: expect.any(Number), int8Ms: expect.any(Number) },
  });
});
