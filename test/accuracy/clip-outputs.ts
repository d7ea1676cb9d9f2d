import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { openDetector } from '#adapters/onnx/detector.ts';
import { loadConfig } from '#app/config.ts';
import { openModels, openPrecision } from '#app/models.ts';
import type { InstalledModel } from '#features/models/ports.ts';
import { int8Recipe, type PrecisionSetting } from '#features/models/precision.ts';
import type { Detector } from '#features/video-analysis/ports.ts';
import type { Log } from '#foundation/log.ts';
import { type AnalysedClip, analyseClip } from './analyse-clip.ts';
import type { Analysis } from './clip-plan.ts';
import { createDetectionStore, outputKey } from './detection-store.ts';
import { type PictureParts, recorded, replayed } from './detection-tape.ts';
import type { Clip } from './footage-truth.ts';

/** Where boxes come from: what is kept beside the clips where there is any, the network, or the network to be kept. */
export type Origin = 'store' | 'video' | 'renew';

/** One precision of the default model, and clips analysed with it. */
export interface ClipOutputs {
  readonly model: string;
  readonly precision: 'fp32' | 'int8';
  /** network input over picture: an object so many pixels high in the picture is scale times that in the network */
  readonly inputSize: { readonly width: number; readonly height: number };
  analyse(clip: Clip, analysis: Analysis, origin: Origin): Promise<AnalysedClip>;
  close(): Promise<void>;
}

/** Warnings go to the error output, so that JSON stays alone on the other. */
const log: Log = {
  debug() {},
  info() {},
  warn: (details, message) => console.error(message, details),
  error: (details, message) => console.error(message, details),
};

/** Opens one precision; the network itself starts only when a clip wants it. */
export async function openClipOutputs(
  asked: PrecisionSetting,
  folder: string,
): Promise<ClipOutputs & { readonly reason: string }> {
  const { models } = loadConfig().config;
  const float = await openModels(models.directory).ensure(models.name);
  const { model, choice } = await openPrecision(models.directory).choose(float, asked, 'cpu');
  const { manifest } = float;
  // The INT8 form is made on each machine: it is named by what it is made of and how.
  const form = choice.precision === 'int8' ? `int8 recipe ${int8Recipe}` : 'fp32';
  const store = createDetectionStore(folder);
  const source = createFrameSource({ log, anyFile: true, hardware: 'none' });
  let network: Promise<Detector> | undefined;
  const open = () => {
    network ??= openDetector({ model, workers: 2, log });
    return network;
  };

  async function analyse(clip: Clip, analysis: Analysis, origin: Origin): Promise<AnalysedClip> {
    const key = await outputKey(
      clip.video,
      `${manifest.name} ${manifest.sha256} ${form}`,
      analysis.framesPerSecond,
    );
    const kept = origin === 'store' ? await store.find(clip.name, choice.precision, key) : undefined;
    if (kept) return analyseClip(clip, replayed({ source, detector: silent(model) }, kept), analysis);
    const parts: PictureParts = { source, detector: await open() };
    if (origin !== 'renew') return analyseClip(clip, parts, analysis);
    const recording = recorded(parts);
    const analysed = await analyseClip(clip, recording, analysis);
    await store.insert(clip.name, choice.precision, key, recording.kept);
    return analysed;
  }

  return {
    model: manifest.name,
    precision: choice.precision,
    reason: choice.reason,
    inputSize: manifest.input,
    analyse,
    async close() {
      await (await network)?.close();
      await source.stop();
    },
  };
}

/** The model described, without its network. */
function silent({ manifest: { name, labels, input } }: InstalledModel): Detector {
  return {
    ...{ name, labels, provider: 'cpu', notice: undefined },
    ...{ inputWidth: input.width, inputHeight: input.height },
    detect: () => Promise.reject(new Error('no network is open')),
    usage: () => Promise.resolve({ runs: 0, inferenceMs: 0 }),
    close: () => Promise.resolve(),
  };
}
