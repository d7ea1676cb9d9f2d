import { isDeepStrictEqual } from 'node:util';
import { type Recognised, recogniseHead } from '#analytics/detection/recognise-head.ts';
import { rowStep } from '../row-window.ts';
import { decodeModel, encodeModel, type OnnxModel } from './onnx-model.ts';
import { tellResizeScales } from './resize-scales.ts';
import { type PictureSize, shapesOf } from './watch-tensors.ts';
import { pictureInput } from './wrap-input.ts';

/**
 * The wrapped network made to take pictures with fewer rows, so that the grey bands above and below a wide picture
 * cost nothing; undefined where its graph holds on to its height.
 */
export async function freeRows(
  onnx: Uint8Array,
  size: PictureSize,
  recognised: Recognised,
): Promise<Uint8Array | undefined> {
  const model = decodeModel(onnx);
  if (model === undefined || recognised.head.family === 'detr') return undefined;
  try {
    await tellResizeScales(model, size);
    declareFree(model);
    return (await answersForFewer(model, size, recognised)) ? encodeModel(model) : undefined;
  } catch {
    return undefined;
  }
}

function declareFree({ graph }: OnnxModel): void {
  const picture = graph.input.find(({ name }) => name === pictureInput);
  const rows = picture?.type?.tensorType?.shape?.dim[1];
  if (rows !== undefined) {
    delete rows.dimValue;
    rows.dimParam = 'rows';
  }
  for (const { type } of graph.output) delete type?.tensorType?.shape;
  graph.valueInfo = [];
}

/** True when pictures of fewer rows give as many cells as they should, read as before. */
async function answersForFewer(
  model: OnnxModel,
  { width, height }: PictureSize,
  { head, classes }: Recognised,
): Promise<boolean> {
  const step = rowStep(head);
  const names = model.graph.output.map(({ name }) => name);
  for (const rows of [step, height - step]) {
    if (rows < step || rows % step !== 0) return false;
    const size = { width, height: rows };
    const shapes = await shapesOf(model, names, size);
    const outputs = names.map((name) => ({ name, dims: shapes.get(name) ?? [] }));
    const seen = recogniseHead(outputs, { ...size, family: head.family, classes });
    if (!isDeepStrictEqual(seen?.head, head)) return false;
  }
  return true;
}
