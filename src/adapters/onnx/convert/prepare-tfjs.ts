import { recogniseHead } from '#analytics/detection/recognise-head.ts';
import type { GraphHints, PreparedGraph } from '#features/models/ports.ts';
import { VigieError } from '#foundation/errors.ts';
import { convertTfjsGraph } from './convert-tfjs.ts';
import { freeRows } from './free-rows.ts';
import { decodeModel, encodeModel, type OnnxValue, plainNumber } from './onnx-model.ts';
import { optimise } from './optimise.ts';
import { wrapInput } from './wrap-input.ts';

const plainRange = { order: 'rgb', mean: [0, 0, 0], deviation: [1, 1, 1] } as const;

/** Turns a TF.js NanoDet into a graph that takes bytes and any number of pictures. */
export async function prepareTfjs(
  topology: string,
  weights: Uint8Array,
  hints: GraphHints,
): Promise<PreparedGraph> {
  const simplified = decodeModel(await optimise(encodeModel(convertTfjsGraph(topology, weights))));
  const input = simplified?.graph.input[0];
  if (simplified === undefined || input === undefined) throw notNanodet('it has no input');
  const [, , height = 0, width = 0] = sizes(input);
  const outputs = simplified.graph.output.map((output) => ({ name: output.name, dims: sizes(output) }));
  const recognised = recogniseHead(outputs, { width, height, family: hints.family });
  if (recognised === undefined) throw notNanodet('its outputs do not fit');
  const range = hints.range ?? plainRange;
  wrapInput(simplified.graph, { input: input.name, width, height, range, batch: 'batch' });
  const onnx = encodeModel(simplified);
  const freed = await freeRows(onnx, { width, height }, recognised);
  return {
    onnx: freed ?? onnx,
    input: { width, height, batch: 'free', ...(freed ? { rows: 'free' } : {}) },
    head: recognised.head,
    suppressionIou: 0.6,
    classes: recognised.classes,
  };
}

function sizes(value: OnnxValue): number[] {
  const dims = value.type?.tensorType?.shape?.dim ?? [];
  return dims.map(({ dimValue }) => (dimValue === undefined ? 0 : plainNumber(dimValue)));
}

function notNanodet(why: string): VigieError {
  return new VigieError('invalid', `The TF.js graph is not a NanoDet: ${why}.`, {
    fix: 'Export the model to ONNX, then run: vigie models add FILE',
  });
}
