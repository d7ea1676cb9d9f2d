import * as ort from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { pictureNetwork, smallPictures, smallSide, waves } from '../../../../test/fakes/byte-networks.ts';
import { floatTensor, node } from '../convert/onnx-build.ts';
import { encodeModel, type OnnxModel } from '../convert/onnx-model.ts';
import { groupPixels } from './group-pixels.ts';
import { readPictureBytes } from './picture-bytes.ts';

interface Shape {
  readonly strides?: readonly number[];
  readonly pads?: readonly number[];
}

/** A network of one convolution over the picture, its mean taken off. */
function firstConvolution({ strides = [2, 2], pads = [1, 1, 1, 1] }: Shape = {}): OnnxModel {
  return pictureNetwork({
    nodes: [
      node('Sub', ['planes', 'mean'], ['centred']),
      node('Conv', ['centred', 'w', 'b'], ['out'], { kernel_shape: [3, 3], strides, pads }),
    ],
    constants: [
      floatTensor('mean', [1, 3, 1, 1], [120, 110, 100]),
      floatTensor('w', [5, 3, 3, 3], waves(5 * 27)),
      floatTensor('b', [5], waves(5, 3)),
    ],
  });
}

function prepared(shape: Shape, width: number): OnnxModel {
  const model = firstConvolution(shape);
  const picture = readPictureBytes(model.graph);
  if (picture !== undefined) groupPixels(model.graph, picture.tensor, width);
  return model;
}

async function run(model: OnnxModel, picture: Uint8Array): Promise<ort.Tensor> {
  const session = await ort.InferenceSession.create(encodeModel(model), { logSeverityLevel: 4 });
  const feeds = { picture_rgb: new ort.Tensor('uint8', picture, [1, smallSide, smallSide, 3]) };
  const { out } = await session.run(feeds);
  await session.release();
  return out as ort.Tensor;
}

const isGrouped = ({ graph }: OnnxModel): boolean => graph.node.some(({ opType }) => opType === 'Reshape');

test('four pixels at once give the sums of one at a time, borders included', async () => {
  const [grouped, plain] = [prepared({}, smallSide), prepared({}, 6)];
  expect([isGrouped(grouped), isGrouped(plain)]).toEqual([true, false]);
  for (const picture of smallPictures(3)) {
    const [found, expected] = [await run(grouped, picture), await run(plain, picture)];
    expect(found.dims).toEqual(expected.dims);
    Array.from(expected.data as Float32Array).forEach((value, index) => {
      expect(Number(found.data[index])).toBeCloseTo(value, 2);
    });
  }
});

test.each([
  ['a stride of one', { strides: [1, 1] }],
  ['other pads', { pads: [0, 0, 1, 1] }],
])('a first convolution with %s is left as it is', (_, shape) => {
  expect(isGrouped(prepared(shape, smallSide))).toBe(false);
});
