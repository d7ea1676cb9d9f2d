import { Command, Option } from 'commander';
import { openModels, openPrecision } from '#app/models.ts';
import { sayPrecision } from '#app/setup.ts';
import { configOption, type ModelFlags, modelSettings } from './models-folder.ts';
import { numberOption } from './number-option.ts';

interface QuantizeFlags extends ModelFlags {
  readonly clips?: readonly string[];
  readonly cameraScene?: string;
  readonly pictures: number;
}

/** `vigie models quantize [NAME]`. */
export function quantizeCommand(): Command {
  return new Command('quantize')
    .description(
      'Make the INT8 form of an installed detector: it runs on bytes, about twice as fast. Its ranges are learnt from pictures; both forms are then compared and measured on this machine. Set-up does it for the detector in use.',
    )
    .argument('[name]', 'installed model (default: the model set in vigie.yml)')
    .option('--clips <files...>', 'videos or images to learn from (default: our own footage)')
    .addOption(
      new Option('--camera-scene <file>', 'a video of one camera, to learn from its own scene').conflicts(
        'clips',
      ),
    )
    .option(
      '--pictures <number>',
      'pictures to learn from, taken evenly',
      numberOption('--pictures', 1, 1000),
      40,
    )
    .addOption(configOption())
    .addHelpText(
      'after',
      `
Examples:
  vigie models quantize
  vigie models quantize yolox-s --clips square.mp4 gate.mp4 --pictures 60
  vigie models quantize --camera-scene yard.mp4

models.precision: auto takes the INT8 form where it is faster here and finds the same objects.`,
    )
    .action(async (name: string | undefined, flags: QuantizeFlags) => {
      const settings = modelSettings(flags);
      const float = await openModels(settings.directory).open(name ?? settings.name);
      const precision = openPrecision(settings.directory);
      const clips = flags.cameraScene === undefined ? (flags.clips ?? []) : [flags.cameraScene];
      const { model, details } = await precision.quantise(float, {
        clips,
        pictures: flags.pictures,
        onProgress: sayPrecision((line) => console.error(line)),
      });
      const { choice } = await precision.choose(float, 'auto', 'cpu');
      console.log(`${details.name} has an INT8 form: ${model.file}`);
      console.log(`  learnt from ${details.pictures} pictures of ${details.calibration}`);
      console.log(`  precision auto takes ${choice.precision.toUpperCase()}: ${choice.reason}`);
    });
}
