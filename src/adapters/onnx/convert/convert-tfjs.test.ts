import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-node';
import { describe, expect, test, vi } from 'vitest';
import { convertTfjsGraph } from './convert-tfjs.ts';
import { encodeModel } from './onnx-model.ts';

vi.setConfig({ testTimeout: 30_000 });
// TF.js says at each first use that another backend would be faster.
tf.enableProdMode();

interface Weight {
  readonly name: string;
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32';
  readonly values: number[];
}

interface TinyGraph {
  readonly input: number[];
  readonly nodes: { name: string; op: string; input: string[]; attr?: object }[];
  readonly weights?: Weight[];
  readonly output: string;
}

const ints = (name: string, values: number[], shape = [values.length]): Weight => ({
  name,
  shape,
  dtype: 'int32',
  values,
});
const words = (text: string) => ({ s: Buffer.from(text).toString('base64') });
const list = (...i: number[]) => ({ list: { i: i.map(String) } });
const sized = (values: number[]) => Array.from(values, (value) => ((value * 37) % 19) / 10 - 0.9);
const floats = (name: string, shape: number[]): Weight => {
  const count = shape.reduce((a, b) => a * b, 1);
  return { name, shape, dtype: 'float32', values: sized(Array.from({ length: count }, (_, index) => index)) };
};

function files({ input, nodes, weights = [], output }: TinyGraph) {
  const placeholder = {
    name: 'x',
    op: 'Placeholder',
    attr: {
      dtype: { type: 'DT_FLOAT' },
      shape: { shape: { dim: input.map((size) => ({ size: String(size) })) } },
    },
  };
  const constants = weights.map(({ name, dtype }) => ({
    name,
    op: 'Const',
    attr: { dtype: { type: dtype === 'int32' ? 'DT_INT32' : 'DT_FLOAT' } },
  }));
  const topology = {
    modelTopology: { node: [...nodes, placeholder, ...constants], versions: {} },
    signature: { inputs: { x: { name: 'x:0' } }, outputs: { [output]: { name: `${output}:0` } } },
    weightsManifest: [
      { paths: ['weights.bin'], weights: weights.map(({ name, shape, dtype }) => ({ name, shape, dtype })) },
    ],
  };
  const bytes = weights.map(({ dtype, values }) =>
    Buffer.from(dtype === 'int32' ? Int32Array.from(values).buffer : Float32Array.from(values).buffer),
  );
  return { topology, bytes: Buffer.concat(bytes) };
}

async function byTfjs(graph: TinyGraph, values: Float32Array) {
  const { topology, bytes } = files(graph);
  await tf.setBackend('cpu');
  const { modelTopology, signature, weightsManifest } = topology;
  const weightSpecs = weightsManifest[0]!.weights;
  const weightData = new Uint8Array(bytes).buffer;
  const model = await loadGraphModel({
    load: () => Promise.resolve({ modelTopology, signature, weightSpecs, weightData }),
  });
  const result = model.execute({ x: tf.tensor(values, graph.input) }, graph.output) as tf.Tensor;
  return { dims: result.shape, data: [...result.dataSync()] };
}

async function byOnnx(graph: TinyGraph, values: Float32Array) {
  const { topology, bytes } = files(graph);
  const session = await ort.InferenceSession.create(
    encodeModel(convertTfjsGraph(JSON.stringify(topology), bytes)),
    { logSeverityLevel: 4, graphOptimizationLevel: 'basic' },
  );
  const result = (await session.run({ x: new ort.Tensor('float32', values, graph.input) }))[graph.output]!;
  return { dims: [...result.dims], data: [...(result.data as Float32Array)] };
}

const picture = [1, 6, 5, 2];
const conv = (padding: string, strides: number, dilation = 1) => ({
  padding: words(padding),
  data_format: words('NHWC'),
  strides: list(1, strides, strides, 1),
  dilations: list(1, dilation, dilation, 1),
  explicit_paddings: list(),
});
const only = (op: string, input: string[], attr: object, weights: Weight[] = []): TinyGraph => ({
  input: picture,
  nodes: [{ name: 'y', op, input, attr }],
  weights,
  output: 'y',
});

const graphs: [string, TinyGraph][] = [
  ['Conv2D, valid', only('Conv2D', ['x', 'k'], conv('VALID', 2), [floats('k', [3, 3, 2, 4])])],
  ['Conv2D, same', only('Conv2D', ['x', 'k'], conv('SAME', 2), [floats('k', [3, 3, 2, 4])])],
  ['Conv2D, dilated', only('Conv2D', ['x', 'k'], conv('VALID', 1, 2), [floats('k', [2, 2, 2, 3])])],
  ['MaxPool', only('MaxPool', ['x'], { ...conv('VALID', 2), ksize: list(1, 3, 3, 1) })],
  ['Pad', only('Pad', ['x', 'p'], {}, [ints('p', [0, 0, 1, 2, 0, 1, 0, 0], [4, 2])])],
  [
    'PadV2',
    only('PadV2', ['x', 'p', 'v'], {}, [
      ints('p', [0, 0, 1, 0, 0, 0, 1, 0], [4, 2]),
      { ...floats('v', []), values: [-7] },
    ]),
  ],
  ['LeakyRelu', only('LeakyRelu', ['x'], { alpha: { f: 0.1 } })],
  ['Relu', only('Relu', ['x'], {})],
  ['Sigmoid', only('Sigmoid', ['x'], {})],
  ['Identity', only('Identity', ['x'], {})],
  ['Mul', only('Mul', ['x', 'w'], {}, [floats('w', [2])])],
  ['Sub', only('Sub', ['x', 'w'], {}, [floats('w', [2])])],
  ['AddV2', only('AddV2', ['x', 'w'], {}, [floats('w', [2])])],
  ['Transpose', only('Transpose', ['x', 'p'], {}, [ints('p', [0, 3, 1, 2])])],
  ['ConcatV2', only('ConcatV2', ['x', 'x', 'a'], { N: { i: '2' } }, [ints('a', [3], [])])],
  [
    'ResizeBilinear, larger',
    only('ResizeBilinear', ['x', 's'], { half_pixel_centers: { b: true }, align_corners: { b: false } }, [
      ints('s', [12, 10]),
    ]),
  ],
  [
    'ResizeBilinear, smaller',
    only('ResizeBilinear', ['x', 's'], { half_pixel_centers: { b: true }, align_corners: { b: false } }, [
      ints('s', [3, 2]),
    ]),
  ],
  ['Reshape', only('Reshape', ['x', 's'], {}, [ints('s', [1, 10, 6])])],
  [
    'SplitV, its second part',
    {
      input: picture,
      nodes: [
        { name: 'parts', op: 'SplitV', input: ['x', 'sizes', 'axis'], attr: { num_split: { i: '2' } } },
        { name: 'y', op: 'Identity', input: ['parts:1'], attr: {} },
      ],
      weights: [ints('sizes', [2, 4]), ints('axis', [1], [])],
      output: 'y',
    },
  ],
  [
    'a shape that is summed in the graph',
    {
      input: picture,
      nodes: [
        { name: 'y', op: 'Reshape', input: ['x', 'shape'], attr: {} },
        { name: 'shape', op: 'AddV2', input: ['base', 'zeros'], attr: {} },
        { name: 'zeros', op: 'SparseToDense', input: ['where', 'size', 'none', 'zero'], attr: {} },
      ],
      weights: [
        ints('base', [1, 30, 2]),
        ints('where', [], [0, 1]),
        ints('size', [3]),
        ints('none', []),
        ints('zero', [0], []),
      ],
      output: 'y',
    },
  ],
];

describe('a TF.js operation written as ONNX gives what TF.js gives', () => {
  test.each(graphs)('%s', async (_, graph) => {
    const count = graph.input.reduce((a, b) => a * b, 1);
    const values = Float32Array.from(sized(Array.from({ length: count }, (_unused, index) => index + 3)));
    const [expected, actual] = [await byTfjs(graph, values), await byOnnx(graph, values)];
    expect(actual.dims).toEqual(expected.dims);
    actual.data.forEach((value, index) => {
      expect(value).toBeCloseTo(expected.data[index]!, 5);
    });
  });
});

describe('what cannot be converted is named', () => {
  const broken = (change: (parts: ReturnType<typeof files>) => [string, Uint8Array]) => () => {
    convertTfjsGraph(...change(files(graphs[0]![1])));
  };

  test('an unknown operation', () => {
    const { topology, bytes } = files(only('Einsum', ['x'], {}));
    expect(() => convertTfjsGraph(JSON.stringify(topology), bytes)).toThrow(/Operation Einsum/);
  });

  test('weights cut short', () => {
    expect(broken(({ topology, bytes }) => [JSON.stringify(topology), bytes.subarray(4)])).toThrow(
      /cut short/,
    );
  });

  test('weights of another model', () => {
    expect(
      broken(({ topology, bytes }) => [JSON.stringify(topology), Buffer.concat([bytes, bytes])]),
    ).toThrow(/do not belong/);
  });

  test('a topology that is no JSON, or no model', () => {
    expect(broken(({ bytes }) => ['<html>', bytes])).toThrow(/not JSON/);
    expect(broken(({ bytes }) => ['{}', bytes])).toThrow(/not a TF.js graph model/);
  });
});

test('half-precision and scaled weights are widened', () => {
  const { topology } = files(only('Mul', ['x', 'w'], {}, [floats('w', [4])]));
  const entry = topology.weightsManifest[0]!.weights[0]!;
  const half = {
    ...topology,
    weightsManifest: [
      { weights: [{ ...entry, quantization: { dtype: 'float16', original_dtype: 'float32' } }] },
    ],
  };
  const bytes = new Uint8Array(Uint16Array.from([0x3c00, 0xc000, 0x0001, 0x7c00]).buffer);
  const [tensor] = convertTfjsGraph(JSON.stringify(half), bytes).graph.initializer;
  expect([...new Float32Array(tensor!.rawData!.buffer)]).toEqual([1, -2, 2 ** -24, Number.POSITIVE_INFINITY]);
  const scaled = {
    ...topology,
    weightsManifest: [{ weights: [{ ...entry, quantization: { dtype: 'uint8', scale: 0.5, min: -1 } }] }],
  };
  const [other] = convertTfjsGraph(JSON.stringify(scaled), Uint8Array.from([0, 1, 2, 255])).graph.initializer;
  expect([...new Float32Array(other!.rawData!.buffer)]).toEqual([-1, -0.5, 0, 126.5]);
});
