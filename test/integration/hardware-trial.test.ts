import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodePicture } from '#adapters/ffmpeg/decode-picture.ts';
import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { builtHardware } from '#adapters/ffmpeg/hardware.ts';
import { thisDecodingMachine } from '#adapters/ffmpeg/hardware-choice.ts';
import { writeTinyClip } from '#adapters/ffmpeg/tiny-clip.ts';
import { prepareOnnx } from '#adapters/onnx/convert/prepare-onnx.ts';
import { chooseProvider, thisMachine } from '#adapters/onnx/providers.ts';
import type { InstalledModel } from '#features/models/ports.ts';
import { tinyFile } from '../fakes/tiny-detector.ts';
import { silentLog } from '../silent-log.ts';

let folder: string;
let model: InstalledModel;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-trial-'));
  const { onnx, input, head, suppressionIou } = await prepareOnnx(tinyFile(), { family: 'yolo', classes: 3 });
  const file = join(folder, 'tiny.onnx');
  await writeFile(file, onnx);
  const origin = { licence: 'EUPL-1.2', source: 'test', recipe: 0, notes: [], sha256: '0'.repeat(64) };
  const labels = ['red', 'green', 'blue'];
  model = { file, manifest: { version: 1, name: 'tiny', ...origin, input, head, suppressionIou, labels } };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a network is tried on the processor in a process of its own', async () => {
  expect(await thisMachine(model).measure('cpu')).toBeGreaterThan(0);
});

test('a provider that is not here fails in words, and takes nothing along', async () => {
  await expect(thisMachine(model).measure('dml')).rejects.toThrow(/dml/);
});

test('the choice on this machine names one that is used', async () => {
  const { used, outcomes } = await chooseProvider('auto', thisMachine(model));
  expect(outcomes.filter(({ isUsed }) => isUsed).map(({ name }) => name)).toEqual([used]);
});

test('hardware that FFmpeg does not know does not decode', async () => {
  await expect(thisDecodingMachine(builtHardware()).decode('no-such-thing')).rejects.toThrow(/does not open/);
});

test('the tiny clip of a trial comes back as it was drawn', async () => {
  const clip = join(folder, 'tiny.mp4');
  await writeTinyClip(clip, 150);
  const source = createFrameSource({ log: silentLog, anyFile: true, hardware: 'none' });
  const picture = await decodePicture(source, `file:${clip}`, { inputWidth: 64, inputHeight: 64 });
  const middle = picture.look().input[3 * 32 * 65];
  picture.release();
  await source.stop();
  expect(middle).toBeGreaterThan(152);
  expect(middle).toBeLessThan(160);
});
