import { Command } from 'commander';
import { addCommand } from './models-add.ts';
import { listCommand } from './models-list.ts';
import { pullCommand } from './models-pull.ts';
import { quantizeCommand } from './models-quantize.ts';
import { testCommand } from './models-test.ts';

/** `vigie models`: the detectors of this installation. */
export function modelsCommand(): Command {
  return new Command('models')
    .summary('list, fetch, add, quantise and try detectors')
    .description('The detectors: those known by name, those installed, and your own ONNX files.')
    .addCommand(listCommand())
    .addCommand(pullCommand())
    .addCommand(addCommand())
    .addCommand(quantizeCommand())
    .addCommand(testCommand())
    .addHelpText(
      'after',
      `
Examples:
  vigie models list
  vigie models pull yolox-s
  vigie models add my-detector.onnx --classes classes.txt
  vigie models quantize yolox-s --clips square.mp4 gate.mp4
  vigie models test street.jpg --model yolox-s

The model a territory uses is set by models.name in vigie.yml (VIGIE_MODELS_NAME), the numbers it runs on by
models.precision (VIGIE_MODELS_PRECISION).`,
    );
}
