import { expect, test } from 'vitest';
import { node, value } from './convert/onnx-build.ts';
import { elementType, encodeModel, type OnnxNode } from './convert/onnx-model.ts';
import { pictureInput } from './convert/wrap-input.ts';
import { openSession } from './session.ts';

const size = { width: 2, height: 2 };

function network(last: OnnxNode, resultType: number): Uint8Array {
  return encodeModel({
    irVersion: 8,
    opsetImport: [{ domain: '', version: 17 }],
    graph: {
      name: 'small',
      node: [node('Cast', [pictureInput], ['floats'], { to: elementType.float }), last],
      initializer: [],
      input: [value(pictureInput, elementType.uint8, ['pictures', 'rows', size.width, 3])],
      output: [{ ...value('result', resultType, []), type: { tensorType: { elemType: resultType } } }],
    },
  });
}

const openOn = (model: Uint8Array) => openSession({ model, ...size, threads: 1, provider: 'cpu' });
const picture = (...lit: number[]) =>
  Uint8Array.from({ length: 12 }, (_, index) => Number(lit.includes(index)));

test('the results of a run lie where those of the run before of that shape lay, and are its own', async () => {
  const session = await openOn(network(node('Neg', ['floats'], ['result']), elementType.float));
  const results: (ArrayLike<number | bigint> | undefined)[] = [];
  for (const lit of [[0], [1], [2]]) {
    const { result } = await session.run(picture(...lit), 1);
    expect(Array.from(result?.data ?? [], (number) => Math.abs(Number(number)))).toEqual([
      ...picture(...lit),
    ]);
    results.push(result?.data);
  }
  expect(results[2]).toBe(results[1]);
  const half = await session.run(picture(5).subarray(0, 6), 1, 1);
  expect(half['result']?.dims).toEqual([1, 1, 2, 3]);
  await session.close();
});

test('a network that tells as many things as it finds is heard out each time', async () => {
  const session = await openOn(network(node('NonZero', ['floats'], ['result']), elementType.int64));
  for (const lit of [[3], [0, 1, 2], [7, 9], []]) {
    const { result } = await session.run(picture(...lit), 1);
    expect(result?.dims).toEqual([4, lit.length]);
  }
  await session.close();
});
