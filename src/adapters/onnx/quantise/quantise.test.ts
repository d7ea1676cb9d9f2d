import * as ort from 'onnxruntime-node';
import { describe, expect, test, vi } from 'vitest';
import {
  convolution,
  fileOf,
  pictureNetwork,
  smallNetwork,
  smallPictures,
  smallSide,
} from '../../../../test/fakes/byte-networks.ts';
import { floatTensor, int64Tensor, node } from '../convert/onnx-build.ts';
import {
  decodeModel,
  elementType,
  type OnnxGraph,
  type OnnxNode,
  plainNumber,
} from '../convert/onnx-model.ts';
import { floatsOf } from '../convert/tensor-values.ts';
import { quantise } from './quantise.ts';

vi.setConfig({ testTimeout: 30_000 });

const size = { width: smallSide, height: smallSide };
const learn = (onnx: Uint8Array, pictures = smallPictures(4)) => quantise(onnx, { pictures, ...size });

function graphOf(onnx: Uint8Array): OnnxGraph {
  return decodeModel(onnx)!.graph;
}

const madeBy = (graph: OnnxGraph, name: string): OnnxNode =>
  graph.node.find(({ output }) => output.includes(name))!;
const constantOf = (graph: OnnxGraph, name: string) =>
  graph.initializer.find((tensor) => tensor.name === name)!;
/** Scale and zero point that a tensor goes through bytes with, or nothing where it stays in floats. */
function spreadOf(graph: OnnxGraph, tensor: string) {
  const reader = graph.node.find(({ opType, input }) => opType === 'QuantizeLinear' && input[0] === tensor);
  return (
    reader && {
      scale: floatsOf(constantOf(graph, reader.input[1]!))[0],
      zero: constantOf(graph, reader.input[2]!).rawData![0],
    }
  );
}

async function run(onnx: Uint8Array, picture: Uint8Array): Promise<Record<string, Float32Array>> {
  const session = await ort.InferenceSession.create(onnx, { logSeverityLevel: 4 });
  const outputs = await session.run({
    picture_rgb: new ort.Tensor('uint8', picture, [1, smallSide, smallSide, 3]),
  });
  await session.release();
  return Object.fromEntries(
    Object.entries(outputs).map(([name, tensor]) => [name, tensor.data as Float32Array]),
  );
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return Math.max(...a.map((value, index) => Math.abs(value - b[index]!)));
}

describe('a quantised network', () => {
  test('finds nearly what the float one finds, under the same names', async () => {
    const float = fileOf(smallNetwork());
    const int8 = await learn(float);
    for (const picture of smallPictures(3)) {
      const [expected, found] = [await run(float, picture), await run(int8, picture)];
      expect(Object.keys(found)).toEqual(Object.keys(expected));
      expect(largestDifference(expected.out!, found.out!)).toBeLessThan(0.2);
    }
  });

  test('is the same to the byte when made again', async () => {
    const float = fileOf(smallNetwork());
    expect(Buffer.compare(await learn(float), await learn(float))).toBe(0);
  });

  test('has signed bytes with a scale for each filter, and biases with the scale of the products', async () => {
    const graph = graphOf(await learn(fileOf(smallNetwork())));
    const second = madeBy(graph, 'second');
    const [, kernel, bias] = second.input.map((name) => madeBy(graph, name));
    const [weights, scales] = kernel!.input.map((name) => constantOf(graph, name));
    expect([weights!.dataType, weights!.dims.map(plainNumber)]).toEqual([elementType.int8, [5, 4, 3, 3]]);
    expect(floatsOf(scales!)).toHaveLength(5);
    const [sums, sumScales] = bias!.input.map((name) => constantOf(graph, name));
    expect(sums!.dataType).toBe(elementType.int32);
    const input = spreadOf(graph, 'pooled')!.scale!;
    const products = Array.from(floatsOf(scales!), (scale) => Math.fround(scale * input));
    expect(Array.from(floatsOf(sumScales!))).toEqual(products);
  });

  test('reads the bytes of the picture as they are', async () => {
    const graph = graphOf(await learn(fileOf(smallNetwork())));
    const reading = madeBy(graph, madeBy(graph, 'first').input[0]!);
    expect(reading.opType).toBe('DequantizeLinear');
    expect(floatsOf(constantOf(graph, reading.input[1]!))[0]).toBe(1);
    expect(graph.node.some(({ opType }) => opType === 'Cast')).toBe(false);
  });

  test('keeps the spread of what an operation only moves', async () => {
    const graph = graphOf(await learn(fileOf(smallNetwork())));
    expect(spreadOf(graph, 'pooled')).toEqual(spreadOf(graph, 'leaked'));
    expect(spreadOf(graph, 'first')).not.toEqual(spreadOf(graph, 'leaked'));
  });

  test('leaves operations in floats that have no form on bytes, and what comes after them', async () => {
    const graph = graphOf(await learn(fileOf(smallNetwork())));
    expect(spreadOf(graph, 'second')).toBeDefined();
    expect(spreadOf(graph, 'grown')).toBeUndefined();
    expect(madeBy(graph, 'out').opType).toBe('Sigmoid');
  });

  test('of an opset without scales for each channel uses those of ONNX Runtime', async () => {
    const float = fileOf(smallNetwork(11));
    const int8 = await learn(float);
    const domains = new Set(
      graphOf(int8)
        .node.filter(({ opType }) => /Linear/.test(opType))
        .map(({ domain }) => domain),
    );
    expect([...domains]).toEqual(['com.microsoft']);
    const [picture] = smallPictures(1);
    expect(
      largestDifference((await run(float, picture!)).out!, (await run(int8, picture!)).out!),
    ).toBeLessThan(0.2);
  });
});

test('the mean of the picture goes into the bias, and its bytes stay as they are', async () => {
  const first = convolution('centred', 'out', 2, 3);
  const mean = floatTensor('mean', [1, 3, 1, 1], [120, 110, 100]);
  const float = fileOf(
    pictureNetwork({
      nodes: [node('Sub', ['planes', 'mean'], ['centred']), ...first.nodes],
      constants: [mean, ...first.constants],
    }),
  );
  const int8 = await learn(float);
  const graph = graphOf(int8);
  expect(graph.node.some(({ opType }) => opType === 'Sub')).toBe(false);
  const [picture] = smallPictures(1);
  const [expected, found] = [(await run(float, picture!)).out!, (await run(int8, picture!)).out!];
  // At the border the pad of the three channels is one grey: only inside is it exact but for rounding.
  const inside = Array.from(expected, (value, index) => [value, found[index]!] as const).filter(
    (_, index) => {
      const [row, column] = [Math.floor(index / smallSide) % smallSide, index % smallSide];
      return row > 0 && column > 0 && row < smallSide - 1 && column < smallSide - 1;
    },
  );
  for (const [value, other] of inside) expect(Math.abs(value - other)).toBeLessThan(6);
});

test('joined tensors share one spread, summed ones have their own', async () => {
  const [left, right, last] = [
    convolution('planes', 'left', 2, 3),
    convolution('planes', 'right', 2, 3),
    convolution('joined', 'last', 2, 4),
  ];
  const behind = convolution('summed', 'out', 1, 2);
  const graph = graphOf(
    await learn(
      fileOf(
        pictureNetwork({
          nodes: [
            ...left.nodes,
            ...right.nodes,
            node('Concat', ['left', 'right'], ['joined'], { axis: 1 }),
            ...last.nodes,
            node('Add', ['left', 'last'], ['summed']),
            ...behind.nodes,
          ],
          constants: [...left.constants, ...right.constants, ...last.constants, ...behind.constants],
        }),
      ),
    ),
  );
  expect(spreadOf(graph, 'left')).toEqual(spreadOf(graph, 'right'));
  expect(spreadOf(graph, 'summed')).not.toEqual(spreadOf(graph, 'last'));
});

test('a convolution whose channels are split becomes one for each part', async () => {
  const { nodes, constants } = convolution('planes', 'both', 5, 3);
  const float = fileOf(
    pictureNetwork({
      nodes: [...nodes, node('Split', ['both', 'parts'], ['scores', 'sides'], { axis: 1 })],
      constants: [...constants, int64Tensor('parts', [2], [2, 3])],
      outputs: ['scores', 'sides'],
    }),
  );
  const int8 = await learn(float);
  const graph = graphOf(int8);
  expect(graph.node.filter(({ opType }) => opType === 'Conv')).toHaveLength(2);
  expect(graph.node.some(({ opType }) => opType === 'Split')).toBe(false);
  const [picture] = smallPictures(1);
  const [expected, found] = [await run(float, picture!), await run(int8, picture!)];
  expect(found.sides).toHaveLength(expected.sides!.length);
  for (const name of ['scores', 'sides']) {
    const spread = Math.max(...expected[name]!) - Math.min(...expected[name]!);
    expect(largestDifference(expected[name]!, found[name]!)).toBeLessThan(spread / 50);
  }
});

test('a pad of −∞ goes into the pool behind it', async () => {
  const [first, last] = [convolution('planes', 'first', 2, 3), convolution('pooled', 'out', 1, 2)];
  const pads = int64Tensor('pads', [8], [0, 0, 1, 1, 0, 0, 1, 1]);
  const float = fileOf(
    pictureNetwork({
      nodes: [
        ...first.nodes,
        node('Pad', ['first', 'pads', 'least'], ['padded']),
        node('MaxPool', ['padded'], ['pooled'], { kernel_shape: [3, 3], strides: [2, 2] }),
        ...last.nodes,
      ],
      constants: [
        ...first.constants,
        ...last.constants,
        pads,
        floatTensor('least', [], [Number.NEGATIVE_INFINITY]),
      ],
    }),
  );
  const int8 = await learn(float);
  expect(graphOf(int8).node.some(({ opType }) => opType === 'Pad')).toBe(false);
  const [picture] = smallPictures(1);
  expect((await run(int8, picture!)).out).toHaveLength((await run(float, picture!)).out!.length);
});

test('a cut behind a convolution is drawn into it', async () => {
  const [first, last] = [convolution('planes', 'first', 2, 3), convolution('cut', 'out', 1, 2)];
  const graph = graphOf(
    await learn(
      fileOf(
        pictureNetwork({
          nodes: [...first.nodes, node('Relu', ['first'], ['cut']), ...last.nodes],
          constants: [...first.constants, ...last.constants],
        }),
      ),
    ),
  );
  expect(spreadOf(graph, 'first')).toBeUndefined();
  expect(spreadOf(graph, 'cut')).toMatchObject({ zero: 0 });
});

describe('is refused:', () => {
  test('no picture to learn from', async () => {
    await expect(learn(fileOf(smallNetwork()), [])).rejects.toThrow(/no picture to learn/);
  });

  test('a network without convolutions', async () => {
    const float = fileOf(pictureNetwork({ nodes: [node('Exp', ['planes'], ['out'])], constants: [] }));
    await expect(learn(float)).rejects.toThrow(/no convolution/);
  });

  test('a network whose values are no numbers', async () => {
    const { nodes, constants } = convolution('planes', 'first', 2, 3);
    const [weights] = constants;
    new DataView(weights!.rawData!.buffer).setFloat32(0, Number.POSITIVE_INFINITY, true);
    const float = fileOf(pictureNetwork({ nodes: [...nodes, node('Exp', ['first'], ['out'])], constants }));
    await expect(learn(float)).rejects.toThrow(/cannot be spread over bytes|the weight Infinity/);
  });
});

test('a picture of one grey is enough: a tensor that never changes has a spread all the same', async () => {
  const int8 = await learn(fileOf(smallNetwork()), [new Uint8Array(3 * smallSide * smallSide)]);
  const { out } = await run(int8, new Uint8Array(3 * smallSide * smallSide));
  expect(out!.every(Number.isFinite)).toBe(true);
});
