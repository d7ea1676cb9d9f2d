import { floatTensor } from './onnx-build.ts';
import type { OnnxGraph, OnnxModel, OnnxNode } from './onnx-model.ts';
import { integersOf } from './tensor-values.ts';
import { type PictureSize, shapesOf } from './watch-tensors.ts';

/**
 * Makes each resize to a fixed size tell how many times larger its result is instead: the graph then takes pictures
 * of other sizes, and can be laid out for bytes (ONNX Runtime 1.30 fails on a resize that names its axes).
 */
export async function tellResizeScales(model: OnnxModel, size: PictureSize): Promise<void> {
  const { graph } = model;
  const resizes = graph.node.filter(
    (resize) => resize.opType === 'Resize' && sizesOf(graph, resize) !== undefined,
  );
  const inputs = resizes.map(({ input }) => input[0] ?? '');
  const shapes = await shapesOf(model, inputs, size);
  for (const [index, resize] of resizes.entries())
    tellScales(graph, resize, shapes.get(inputs[index] ?? '') ?? []);
}

function sizesOf(graph: OnnxGraph, { input }: OnnxNode): number[] | undefined {
  const sizes = input[3] ? graph.initializer.find(({ name }) => name === input[3]) : undefined;
  return sizes && integersOf(sizes);
}

function tellScales(graph: OnnxGraph, resize: OnnxNode, shape: readonly number[]): void {
  const named = resize.attribute.find(({ name }) => name === 'axes');
  const axes = named?.ints?.map(Number) ?? shape.map((_, axis) => axis);
  const sizes = sizesOf(graph, resize) ?? [];
  const scales = shape.map((size, axis) => {
    const at = axes.indexOf(axis);
    return at < 0 ? 1 : (sizes[at] ?? 0) / size;
  });
  // Scales are 32-bit floats and the result's size is rounded down: another scale could change what comes out.
  if (scales.length === 0 || scales.some((scale) => !(Math.fround(scale) === scale && scale > 0))) return;
  const name = `${resize.output[0] ?? ''}/scales`;
  graph.initializer.push(floatTensor(name, [scales.length], scales));
  resize.input = [resize.input[0] ?? '', '', name];
  resize.attribute = resize.attribute.filter((attribute) => attribute !== named);
}
