import { chooseEncoding, thisEncodingMachine } from '#adapters/ffmpeg/encoder-choice.ts';
import { builtHardware } from '#adapters/ffmpeg/hardware.ts';
import { chooseDecoding, thisDecodingMachine } from '#adapters/ffmpeg/hardware-choice.ts';
import { chooseProvider, thisMachine } from '#adapters/onnx/providers.ts';
import type { InstalledModel } from '#features/models/ports.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Choice } from '#foundation/first-that-works.ts';
import type { Log } from '#foundation/log.ts';
import type { Config } from './config.ts';
import { openModels } from './models.ts';

/** What runs the network here; `auto` tries what there is, each in a process of its own. */
export function chooseInference(asked: string, model: InstalledModel): Promise<Choice> {
  return chooseProvider(asked, thisMachine(model));
}

/** What decodes video here; `none` is the processor. */
export function chooseDecoder(asked: string): Promise<Choice> {
  return chooseDecoding(asked, thisDecodingMachine(builtHardware()));
}

/** What makes live video here; `none`: viewers get the pictures of the analysis. */
export function chooseEncoder(asked: string): Promise<Choice> {
  return chooseEncoding(asked, thisEncodingMachine());
}

/** The provider of a setting: what was asked for by name is left to start, and to fall back with a notice. */
export async function usedProvider(asked: string, model: InstalledModel, log?: Log): Promise<string> {
  if (asked !== 'auto') return asked;
  const choice = await chooseInference(asked, model);
  return log === undefined ? choice.used : tellChoice('Inference', asked, choice, log);
}

/** Names what was left to choose, once for the life of this process: an analysis that is restarted tries nothing again. */
export async function settleHardware(config: Config, log: Log): Promise<Config> {
  const { models, sources } = config;
  const { hardwareDecoding: decoder, videoEncoding: encoder } = sources;
  const hardware = {
    hardwareDecoding: tellChoice('Decoding', decoder, await chooseDecoder(decoder), log),
    videoEncoding: tellChoice('Live video', encoder, await chooseEncoder(encoder), log),
  };
  try {
    const model = await openModels(models.directory).open(models.name);
    const provider = await usedProvider(models.provider, model, log);
    return { ...config, models: { ...models, provider }, sources: { ...sources, ...hardware } };
  } catch (fault) {
    // A model that is not there is the analysis process's to tell.
    if (fault instanceof VigieError) return { ...config, sources: { ...sources, ...hardware } };
    throw fault;
  }
}

/** The chosen one, told in the log; a warning where something was asked for by name and is not used. */
export function tellChoice(task: string, asked: string, { used, outcomes }: Choice, log: Log): string {
  const wasNamed = !['auto', used].includes(asked);
  const details = {
    used,
    others: outcomes.filter(({ isUsed }) => !isUsed).map(({ name, reason }) => `${name}: ${reason}`),
  };
  if (wasNamed) log.warn(details, `${task}: ${asked} cannot be used`);
  else log.info(details, task);
  return used;
}
