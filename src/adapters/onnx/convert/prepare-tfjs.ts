import type { NanodetHead } from '#analytics/detection/head.ts';
import type { GraphHints, PreparedGraph } from '#features/models/ports.ts';
import { VigieError } from '#foundation/errors.ts';
import { convertTfjsGraph } from './convert-tfjs.ts';
import { decodeModel, encodeModel, type OnnxModel, type OnnxValue, plainNumber } from './onnx-model.ts';
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
  const { head, classes } = recogniseNanodet(simplified, width);
  const range = hints.range ?? plainRange;
  wrapInput(simplified.graph, { input: input.name, width, height, range, batch: 'batch' });
  return {
    onnx: encodeModel(simplified),
    input: { width, height, batch: 'free' },
    head,
    suppressionIou: 0.6,
    classes,
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

/** Scores and distances come as one pair of outputs a stride; a stride is known by its number of cells. */
function recogniseNanodet({ graph }: OnnxModel, width: number): { head: NanodetHead; classes: number } {
  const levels = new Map<number, { name: string; channels: number }[]>();
  for (const output of graph.output) {
    const [, cells = 0, channels = 0] = sizes(output);
    levels.set(cells, [...(levels.get(cells) ?? []), { name: output.name, channels }]);
  }
  const pairs = [...levels]
    .sort(([a], [b]) => b - a)
    .map(([cells, pair]) => {
      const [distances, scores] = pair.sort((a, b) => a.channels - b.channels);
      if (distances === undefined || scores === undefined || distances.channels % 4 !== 0)
        throw notNanodet('its outputs are no pairs');
      return { stride: width / Math.sqrt(cells), distances, scores };
    });
  const head: NanodetHead = {
    family: 'nanodet',
    strides: pairs.map(({ stride }) => stride),
    regMax: (pairs[0]?.distances.channels ?? 4) / 4 - 1,
    centre: 0.5,
    outputs: {
      scores: pairs.map(({ scores }) => scores.name),
      distances: pairs.map(({ distances }) => distances.name),
    },
  };
  return { head, classes: pairs[0]?.scores.channels ?? 0 };
}
