import { VigieError } from '#foundation/errors.ts';
import { decodeModel, encodeModel } from '../convert/onnx-model.ts';
import { optimise } from '../convert/optimise.ts';
import { tellResizeScales } from '../convert/resize-scales.ts';
import { groupPixels } from './group-pixels.ts';
import { type Calibration, observe } from './observe.ts';
import { readPictureBytes } from './picture-bytes.ts';
import { simplifyForBytes } from './simplify.ts';
import { planWholeNumbers } from './whole-number-plan.ts';
import { writeWholeNumbers } from './write-whole-numbers.ts';

/** The same network on whole numbers, its ranges learnt from the pictures; the same input gives the same bytes. */
export async function quantise(onnx: Uint8Array, calibration: Calibration): Promise<Uint8Array> {
  if (calibration.pictures.length === 0) {
    throw new VigieError('invalid', 'There is no picture to learn the ranges of the network from.', {
      fix: 'Give clips with pictures such as your cameras show: vigie models quantize NAME --clips FILE',
    });
  }
  const model = decodeModel(await optimise(onnx));
  if (model === undefined) throw new VigieError('invalid', 'The network cannot be read as ONNX.');
  await tellResizeScales(model, calibration);
  simplifyForBytes(model.graph);
  const picture = readPictureBytes(model.graph);
  if (picture !== undefined) groupPixels(model.graph, picture.tensor, calibration.width);
  const plan = planWholeNumbers(model.graph);
  if (plan.nodes.size === 0) {
    throw new VigieError('invalid', 'The network has no convolution that could run on whole numbers.', {
      fix: 'Use it as it is: models.precision: fp32',
    });
  }
  const observed = await observe(model, plan, calibration);
  if (picture !== undefined) observed.spreads.set(picture.tensor, picture.spread);
  return encodeModel(writeWholeNumbers(model, plan, observed));
}
