import { describe, expect, test, vi } from 'vitest';
import { paint, tinyDetector, tinyFile, tinySide } from '../../../../test/fakes/tiny-detector.ts';
import { openSession } from '../session.ts';
import { floatTensor, int64Tensor, node, value } from './onnx-build.ts';
import { decodeModel, elementType, encodeModel, type OnnxModel } from './onnx-model.ts';
import { prepareOnnx } from './prepare-onnx.ts';

vi.setConfig({ testTimeout: 30_000 });

const size = { width: tinySide, height: tinySide };
const hints = { family: 'yolo', classes: 3 } as const;

async function run(onnx: Uint8Array, pictures: Uint8Array, count: number) {
  const session = await openSession({ model: onnx, ...size, threads: 1, provider: 'cpu' });
  const outputs = await session.run(pictures, count);
  await session.close();
  return outputs;
}

async function classScores(onnx: Uint8Array, ...pictures: Uint8Array[]): Promise<number[][]> {
  const { output } = await run(onnx, Buffer.concat(pictures), pictures.length);
  return pictures.map((_, index) => {
    const at = index * 21 * 7 + 4;
    return Array.from(
      { length: 3 },
      (_unused, channel) => Math.round(100 * Number(output!.data[at + channel])) / 100,
    );
  });
}

describe('an exported detector', () => {
  test('takes bytes afterwards, scaled as its family is trained, several at once', async () => {
    const prepared = await prepareOnnx(tinyFile(), hints);
    expect(prepared).toMatchObject({
      input: { ...size, batch: 'free' },
      head: { layout: 'rows', output: 'output' },
      classes: 3,
    });
    expect(await classScores(prepared.onnx, paint(255, 51, 0), paint(0, 102, 204))).toEqual([
      [1, 0.2, 0],
      [0, 0.4, 0.8],
    ]);
  });

  test('stays for one picture where its graph holds no more', async () => {
    const { onnx, input } = await prepareOnnx(tinyFile({ fixed: true }), hints);
    expect(input.batch).toBe(1);
    expect(await classScores(onnx, paint(0, 255, 0))).toEqual([[0, 1, 0]]);
  });

  test('is given means, deviations and channel order when they are told', async () => {
    const range = { order: 'bgr', mean: [0, 51, 102], deviation: [255, 102, 51] } as const;
    const { onnx } = await prepareOnnx(tinyFile(), { ...hints, range });
    // The network takes blue first: its first class answers to blue.
    expect(await classScores(onnx, paint(255, 102, 153))).toEqual([[1, 0.5, 1]]);
  });

  test('of any size takes the size it is told', async () => {
    const open = tinyFile({ dims: ['batch', 3, 'height', 'width'] });
    expect((await prepareOnnx(open, { ...hints, input: size })).input).toEqual({ ...size, batch: 'free' });
    await expect(prepareOnnx(open, hints)).rejects.toThrow(/--input: the model takes any size/);
  });

  test('that asks for the size of the picture is given its input size', async () => {
    const model = tinyDetector();
    model.graph.input.push(value('orig_target_sizes', elementType.int64, ['N', 2]));
    model.graph.node.push(node('Cast', ['orig_target_sizes'], ['sizes'], { to: elementType.float }));
    model.graph.node.push(node('ReduceMax', ['sizes'], ['largest'], { keepdims: 0 }));
    model.graph.node.push(node('Mul', ['output', 'largest'], ['scaled']));
    model.graph.output = [value('scaled', elementType.float, [1, 21, 7])];
    const { onnx } = await prepareOnnx(encodeModel(model), hints);
    const { scaled } = await run(onnx, paint(0, 0, 255), 1);
    expect(scaled!.data[6]).toBeCloseTo(tinySide, 4);
  });
});

describe('a convolution that alone reads the picture takes over scale and channel order', () => {
  function convolution(): OnnxModel {
    const weights = Array.from({ length: 2 * 3 * 9 }, (_, index) => ((index * 13) % 17) / 10 - 0.8);
    return {
      irVersion: 8,
      opsetImport: [{ domain: '', version: 17 }],
      graph: {
        name: 'conv',
        node: [
          node('Conv', ['image', 'kernel'], ['features'], { pads: [1, 1, 1, 1], strides: [8, 8] }),
          node('Reshape', ['features', 'shape'], ['output']),
        ],
        initializer: [floatTensor('kernel', [2, 3, 3, 3], weights), int64Tensor('shape', [3], [1, 2, 16])],
        input: [value('image', elementType.float, [1, 3, tinySide, tinySide])],
        output: [value('output', elementType.float, [1, 2, 16])],
      },
    };
  }

  test('with the same result as normalising before it, borders included', async () => {
    const { wrapInput } = await import('./wrap-input.ts');
    const range = { order: 'bgr', mean: [120, 110, 100], deviation: [58, 57, 56] } as const;
    const folded = convolution();
    wrapInput(folded.graph, { input: 'image', ...size, range, batch: 1 });
    expect(folded.graph.node.map(({ opType }) => opType)).toEqual([
      'Transpose',
      'Cast',
      'Sub',
      'Conv',
      'Reshape',
    ]);
    const plain = convolution();
    // A second reader keeps the kernel from taking anything over.
    plain.graph.node.push(node('Identity', ['image'], ['copy']));
    plain.graph.output.push(value('copy', elementType.float, [1, 3, tinySide, tinySide]));
    wrapInput(plain.graph, { input: 'image', ...size, range, batch: 1 });
    expect(plain.graph.node.map(({ opType }) => opType)).toContain('Gather');
    const picture = Uint8Array.from({ length: 3 * tinySide * tinySide }, (_, index) => (index * 7) % 256);
    const [one, other] = [
      await run(encodeModel(folded), picture, 1),
      await run(encodeModel(plain), picture, 1),
    ];
    [...(one.output!.data as Float32Array)].forEach((number, index) => {
      expect(number).toBeCloseTo(Number(other.output!.data[index]), 4);
    });
  });
});

describe('a file that is no detector is refused with what to do', () => {
  const refuse = (bytes: Uint8Array, more: object = {}) =>
    expect(prepareOnnx(bytes, { ...hints, ...more })).rejects;

  test('not an ONNX file', async () => {
    await refuse(Buffer.from('{"name":"vigie"}')).toThrow(/not an ONNX model/);
    await refuse(new Uint8Array(0)).toThrow(/not an ONNX model/);
  });

  test('cut short', async () => {
    const whole = tinyFile();
    await refuse(whole.subarray(0, whole.length >> 1)).toThrow(/not an ONNX model, or it was cut short/);
  });

  test('an input that is no picture', async () => {
    await refuse(tinyFile({ dims: [1, 16] })).toThrow(/takes image \[1, 16\]; a detector takes/);
  });

  test('another size than it is made for', async () => {
    await refuse(tinyFile(), { input: { width: 64, height: 64 } }).toThrow(
      /--input: the model is made for 32×32/,
    );
  });

  test('outputs of no known family', async () => {
    await refuse(tinyFile(), { family: 'nanodet' }).toThrow(
      /--family: for 32×32 the outputs output \[1, 21, 7\] do not fit the family nanodet/,
    );
  });

  test('a graph that ONNX Runtime cannot run', async () => {
    const model = tinyDetector();
    model.graph.node[0]!.opType = 'NoSuchOperation';
    await refuse(encodeModel(model)).toThrow(/ONNX Runtime cannot run the model/);
  });
});

test('an ONNX file read and written again is the same', () => {
  const bytes = tinyFile();
  expect(Buffer.from(encodeModel(decodeModel(bytes)!)).equals(bytes)).toBe(true);
});
