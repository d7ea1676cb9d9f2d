import type { ModelProgress } from '#features/models/model-service.ts';
import type { InstalledModel } from '#features/models/ports.ts';
import type { PrecisionProgress } from '#features/models/precision-service.ts';
import { usedProvider } from './choose-hardware.ts';
import type { Config } from './config.ts';
import { openModels, openPrecision } from './models.ts';
import { setUpWeb } from './setup-web.ts';

/** Brings what is not in the repository: the detector and the built web UI. Says what it does, and nothing when all is there. */
export async function setUp(models: Config['models'], say: (line: string) => void): Promise<void> {
  const model = await openModels(models.directory).ensure(models.name, sayProgress(say));
  await setUpPrecision(models, model, say);
  const started = performance.now();
  if (await setUpWeb()) say(`web UI built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** Makes the INT8 form where it may be used; where that fails, floats stay in use and set-up goes on. */
async function setUpPrecision(
  models: Config['models'],
  model: InstalledModel,
  say: (line: string) => void,
): Promise<void> {
  const provider = await usedProvider(models.provider, model);
  // Graphics cards and the like run floats, unless bytes are asked for.
  if (models.precision === 'fp32' || (models.precision === 'auto' && provider !== 'cpu')) return;
  const precision = openPrecision(models.directory);
  let isNew = false;
  const { notice } = await precision.prepare(model, {
    onProgress: sayPrecision((line) => {
      isNew = true;
      say(line);
    }),
  });
  if (notice !== undefined) say(notice);
  if (!isNew) return;
  const { choice } = await precision.choose(model, models.precision, provider);
  say(`${model.manifest.name} runs in ${choice.precision.toUpperCase()}: ${choice.reason}`);
}

/** Says what takes seconds, and every quarter of it. */
export function sayPrecision(say: (line: string) => void): (progress: PrecisionProgress) => void {
  return (progress) => {
    const { step, name } = progress;
    if (step === 'pictures') say(`quantising ${name}: taking pictures to learn from`);
    else if (step === 'measuring') say(`measuring ${name} in FP32 and INT8`);
    else if (progress.done % Math.max(1, Math.ceil(progress.of / 4)) === 0) {
      say(`quantising ${name}: ${progress.done} of ${progress.of} pictures`);
    }
  };
}

/** A line for each step, not for each packet. */
function sayProgress(say: (line: string) => void): (progress: ModelProgress) => void {
  let told: ModelProgress['step'] | undefined;
  return (progress) => {
    if (progress.step === told) return;
    told = progress.step;
    say(
      progress.step === 'fetching'
        ? `fetching the detector ${progress.name}`
        : `converting ${progress.name} to ONNX`,
    );
  };
}
