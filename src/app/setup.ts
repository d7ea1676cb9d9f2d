import type { ModelProgress } from '#features/models/model-service.ts';
import type { Config } from './config.ts';
import { openModels } from './models.ts';
import { setUpWeb } from './setup-web.ts';

/** Brings what is not in the repository: the detector and the built web UI. Says what it does, and nothing when all is there. */
export async function setUp(models: Config['models'], say: (line: string) => void): Promise<void> {
  await openModels(models.directory).ensure(models.name, sayProgress(say));
  const started = performance.now();
  if (await setUpWeb()) say(`web UI built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
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
