import * as ort from 'onnxruntime-node';
import { encodeModel, type OnnxModel } from './onnx-model.ts';
import { pictureInput } from './wrap-input.ts';

/** Size of the picture a network takes. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A network whose inner tensors can be looked at. */
export interface WatchedNetwork {
  /** Outputs and watched tensors by name for one picture of RGB bytes, however many rows it has. */
  look(picture: Uint8Array): Promise<ort.InferenceSession.OnnxValueMapType>;
  close(): Promise<void>;
}

/** Opens a float network with the named tensors among its outputs. */
export async function watchTensors(
  model: OnnxModel,
  names: Iterable<string>,
  { width }: Pick<PictureSize, 'width'>,
): Promise<WatchedNetwork> {
  const { graph } = model;
  const known = new Set([...graph.output, ...graph.input].map(({ name }) => name));
  const watched = [...new Set(names)].filter((name) => !known.has(name)).map((name) => ({ name }));
  const onnx = encodeModel({ ...model, graph: { ...graph, output: [...graph.output, ...watched] } });
  const session = await ort.InferenceSession.create(onnx, { intraOpNumThreads: 1, logSeverityLevel: 4 });
  return {
    look(picture) {
      const rows = picture.length / (3 * width);
      return session.run({ [pictureInput]: new ort.Tensor('uint8', picture, [1, rows, width, 3]) });
    },
    close: () => session.release(),
  };
}

/** Shapes of tensors for one picture. */
export async function shapesOf(
  model: OnnxModel,
  names: readonly string[],
  size: PictureSize,
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (names.length === 0) return new Map();
  const network = await watchTensors(model, names, size);
  try {
    const values = await network.look(new Uint8Array(size.width * size.height * 3));
    return new Map(names.map((name) => [name, (values[name] as ort.Tensor | undefined)?.dims ?? []]));
  } finally {
    await network.close();
  }
}
