import { expect, test, vi } from 'vitest';
import type { FittedPicture } from '#features/models/ports.ts';
import { gridDetector, gridFile, gridSide } from '../../../../test/fakes/grid-detector.ts';
import { encodeModel, type OnnxModel } from '../convert/onnx-model.ts';
import { prepareOnnx } from '../convert/prepare-onnx.ts';
import { agreementOf } from './agreement.ts';

vi.setConfig({ testTimeout: 30_000 });

const hints = { family: 'yolox', classes: 2 } as const;
const labels = ['person', 'car'];

/** A square picture with red cells of 8 pixels at the given columns of the first row. */
function picture(...columns: readonly number[]): FittedPicture {
  const input = new Uint8Array(3 * gridSide * gridSide);
  for (const column of columns) {
    for (let at = 0; at < 64; at++) input[3 * ((at >> 3) * gridSide + 8 * column + (at & 7))] = 255;
  }
  return { input, width: gridSide, height: gridSide, letterbox: { scale: 1, padX: 0, padY: 0 } };
}

/** The grid detector with the scores of its small cells scaled. */
function weaker(share: number): OnnxModel {
  const model = gridDetector();
  const kernel = model.graph.initializer.find(({ name }) => name === 'kernel8')!;
  const weights = new Float32Array(new Uint8Array(kernel.rawData!).buffer).map((weight) => weight * share);
  kernel.rawData = new Uint8Array(weights.buffer);
  return model;
}

async function agreement(share: number, ...pictures: readonly FittedPicture[]): Promise<number | undefined> {
  const first = await prepareOnnx(gridFile(), hints);
  const second = await prepareOnnx(encodeModel(weaker(share)), hints);
  const { input, head, suppressionIou } = first;
  return agreementOf([first.onnx, second.onnx], { input, head, suppressionIou, labels }, pictures);
}

test.each([
  ['a form that finds the same agrees on all', 1, 1],
  ['a form that is a little less sure agrees still', 0.6, 1],
  ['a form that finds nothing agrees on nothing', 0.1, 0],
])('%s', async (_, share, expected) => {
  expect(await agreement(share, picture(1, 5), picture(9))).toBe(expected);
});

test('where neither is sure of anything there is no agreement to tell of', async () => {
  expect(await agreement(1, picture())).toBeUndefined();
  expect(await agreement(1)).toBeUndefined();
});
