import { availableParallelism } from 'node:os';
import { noVideo } from '#adapters/ffmpeg/encoder-choice.ts';
import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { softwareEncoders } from '#adapters/ffmpeg/h264-encoder.ts';
import { openDetector } from '#adapters/onnx/detector.ts';
import { findEntry } from '#features/models/catalogue.ts';
import { createModelStore } from '#features/models/model-store.ts';
import type { InstalledModel } from '#features/models/ports.ts';
import type { AnalysisInit } from '#features/video-analysis/messages-schema.ts';
import { allowAddress } from '#foundation/allowed-addresses.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';
import type { AnalysisEngine } from './analysis-host.ts';
import { chooseDecoder, tellChoice, usedProvider } from './choose-hardware.ts';
import { openPrecision } from './models.ts';

/** Opens the detector and the sources as the settings say. */
export async function openEngine(init: AnalysisInit, log: Log): Promise<AnalysisEngine> {
  const { threads } = init;
  const float = await installedModel(init.modelsDirectory, init.model);
  const provider = await usedProvider(init.provider, float, log);
  const { hardwareDecoding } = init;
  const hardware =
    hardwareDecoding === 'auto'
      ? tellChoice('Decoding', hardwareDecoding, await chooseDecoder(hardwareDecoding), log)
      : hardwareDecoding;
  const precision = openPrecision(init.modelsDirectory);
  const { model, choice } = await precision.choose(float, init.precision ?? 'auto', provider);
  const details = { model: model.manifest.name, precision: choice.precision };
  if (choice.isFallback) log.warn(details, `The detector runs in FP32: ${choice.reason}`);
  else log.info(details, `The detector runs in ${choice.precision.toUpperCase()}: ${choice.reason}`);
  const workers = init.workers ?? (provider === 'cpu' ? availableParallelism() : 1);
  const detector = await openDetector({ model, provider, threads, workers, log });
  const source = createFrameSource({
    log,
    filesDirectory: init.sourcesDirectory,
    allowAddress: allowAddress(init.cameraNetworks),
    hardware,
    ...(init.videoEncoder === undefined ? {} : { videoEncoders: encodersOf(init.videoEncoder) }),
  });
  return { detector, source, model: labelOf(model) };
}

/** What was chosen when `main` started; the processor's, should that fail meanwhile. */
function encodersOf(chosen: string): readonly string[] {
  if (chosen === noVideo) return [];
  return [...new Set([...(chosen === 'auto' ? [] : [chosen]), ...softwareEncoders])];
}

/** What stands beside each figure: which file was run, and on which numbers. */
function labelOf({ manifest, precision = 'fp32' }: InstalledModel): string {
  return `${manifest.name} ${manifest.sha256.slice(0, 12)} ${precision}`;
}

/** The installed model of a name, its file checked. */
async function installedModel(directory: string, name: string): Promise<InstalledModel> {
  const known = findEntry(name)?.name ?? name;
  const model = await createModelStore(directory).verify(known);
  if (model) return model;
  throw new VigieError('unavailable', `The model ${name} is not installed in ${directory}.`, {
    fix: `Fetch it: vigie models pull ${name}`,
  });
}
