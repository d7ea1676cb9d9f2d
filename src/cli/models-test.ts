import { resolve } from 'node:path';
import { Command } from 'commander';
import pc from 'picocolors';
import { usedProvider } from '#app/choose-hardware.ts';
import { silentLog } from '#app/log.ts';
import { openModels, openPrecision } from '#app/models.ts';
import { type FoundObject, type ModelTest, testModel } from '#app/test-model.ts';
import type { PrecisionSetting } from '#features/models/precision.ts';
import { configOption, type ModelFlags, modelSettings, precisionOption } from './models-folder.ts';
import { numberOption } from './number-option.ts';

interface TestFlags extends ModelFlags {
  readonly model?: string;
  readonly confidence: number;
  readonly precision?: PrecisionSetting;
  readonly json?: true;
}

/** `vigie models test IMAGE`. */
export function testCommand(): Command {
  return new Command('test')
    .description(
      'Show what a detector finds on an image, or on the first picture of a video, and how long it takes.',
    )
    .argument('<image>', 'image or video file')
    .option('-m, --model <name>', 'installed model (default: the model set in vigie.yml)')
    .option('--confidence <share>', 'least confidence shown', numberOption('--confidence', 0.01, 1), 0.4)
    .addOption(precisionOption())
    .option('--json', 'print one JSON object and nothing else')
    .addOption(configOption())
    .addHelpText(
      'after',
      `
Examples:
  vigie models test street.jpg
  vigie models test depot.mp4 --model yolox-s --confidence 0.3

Boxes are left, top, right, bottom in pixels of the picture. Nothing is stored.`,
    )
    .action(async (image: string, flags: TestFlags) => {
      const { directory, name, provider: wanted, precision } = modelSettings(flags);
      const float = await openModels(directory).open(flags.model ?? name);
      const provider = await usedProvider(wanted, float);
      const asked = flags.precision ?? precision;
      const { model, choice } = await openPrecision(directory).choose(float, asked, provider);
      if (choice.isFallback) console.error(pc.yellow(`FP32 is used: ${choice.reason}`));
      const { confidence } = flags;
      const result = await testModel({ model, file: resolve(image), confidence, provider, log: silentLog });
      console.log(flags.json ? JSON.stringify(result) : table(result));
    });
}

function table({
  model,
  precision,
  provider,
  notice,
  width,
  height,
  objects,
  milliseconds,
}: ModelTest): string {
  return [
    ...(notice === undefined ? [] : [pc.yellow(notice)]),
    ...objects.map(row),
    objects.length === 0 ? 'Nothing found. A lower --confidence shows more.' : '',
    `${objects.length} objects on ${width}×${height} by ${model} in ${precision.toUpperCase()}: ${milliseconds.toFixed(1)} ms of one core a picture (${provider})`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function row({ class: name, score, box }: FoundObject): string {
  const sides = [box.left, box.top, box.right, box.bottom].map((side) =>
    String(Math.round(side)).padStart(6),
  );
  return `${name.padEnd(16)}${score.toFixed(2)} ${sides.join('')}`;
}
