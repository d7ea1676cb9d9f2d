import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type Family, families } from '#analytics/detection/head.ts';
import { openModels } from '#app/models.ts';
import type { GraphHints, ValueRange } from '#features/models/ports.ts';
import { VigieError } from '#foundation/errors.ts';
import { configOption, type ModelFlags, modelSettings } from './models-folder.ts';

interface AddFlags extends ModelFlags {
  readonly name?: string;
  readonly family?: Family;
  readonly classes?: string;
  readonly input?: { readonly width: number; readonly height: number };
  readonly licence?: string;
  readonly channels?: ValueRange['order'];
  readonly mean?: readonly number[];
  readonly deviation?: readonly number[];
}

/** Above this a file is no detector one would run on cameras. */
const mostBytes = 1_000_000_000;

/** `vigie models add FILE`. */
export function addCommand(): Command {
  return new Command('add')
    .description(
      'Install an ONNX detector of your own. Its family is recognised by its outputs; scaling and channel order become part of the installed graph.',
    )
    .argument('<file>', 'ONNX file with one picture input, floats [N, 3, height, width]')
    .option('--name <name>', 'name to install it under (default: the name of the file)')
    .addOption(new Option('--family <family>', 'how its outputs are read').choices(families))
    .option('--classes <file>', 'text file, one class a line in the order of the network (default: COCO)')
    .option('--input <size>', 'picture size, where the file leaves it open, such as 640x640', sizeOption)
    .option('--licence <licence>', 'licence of the weights, kept beside the model')
    .addOption(
      new Option('--channels <order>', 'order of the channels it was trained on').choices(['rgb', 'bgr']),
    )
    .option('--mean <r,g,b>', 'mean taken off each channel, 0…255 (default: what its family uses)', triple)
    .option('--deviation <r,g,b>', 'what each channel is divided by (255,255,255 for 0…1)', triple)
    .addOption(configOption())
    .addHelpText(
      'after',
      `
Examples:
  vigie models add yolox_nano.onnx
  vigie models add dfine_n.onnx --name d-fine-n --licence Apache-2.0
  vigie models add depot.onnx --family yolo --classes depot.txt --input 640x640

Class names that rules use are those of COCO: person, bicycle, car, motorcycle, bus, truck, …`,
    )
    .action(async (file: string, flags: AddFlags) => {
      const service = openModels(modelSettings(flags).directory);
      const labels = flags.classes === undefined ? undefined : await readClasses(flags.classes);
      const { manifest, file: installed } = await service.add({
        file: basename(file),
        bytes: await readModel(file),
        name: flags.name ?? nameOf(file),
        ...(flags.licence === undefined ? {} : { licence: flags.licence }),
        ...(labels === undefined ? {} : { labels }),
        hints: hintsOf(flags, labels?.length),
      });
      const { width, height, batch } = manifest.input;
      console.log(`${manifest.name} is ready: ${installed}`);
      console.log(
        `  ${manifest.head.family}, ${width}×${height}, ${manifest.labels.filter(Boolean).length} classes`,
      );
      console.log(`  ${batch === 'free' ? 'several pictures at once' : 'one picture at a time'}`);
      console.log(`Try it: vigie models test IMAGE --model ${manifest.name}`);
    });
}

function hintsOf(flags: AddFlags, classes: number | undefined): GraphHints {
  const { family, input } = flags;
  const range = rangeOf(flags);
  return {
    ...(family === undefined ? {} : { family }),
    ...(input === undefined ? {} : { input }),
    ...(classes === undefined ? {} : { classes }),
    ...(range === undefined ? {} : { range }),
  };
}

/** All of the value range or none of it: half of one would be a guess. */
function rangeOf({ channels, mean, deviation }: AddFlags): ValueRange | undefined {
  if (channels !== undefined && deviation !== undefined) {
    return { order: channels, mean: mean ?? [0, 0, 0], deviation };
  }
  if (channels === undefined && deviation === undefined && mean === undefined) return undefined;
  throw refused(
    channels === undefined ? '--channels' : '--deviation',
    'is needed where --channels, --mean or --deviation is given',
    'give both, for instance --channels rgb --deviation 255,255,255',
  );
}

function sizeOption(text: string): { width: number; height: number } {
  const [, width, height] = /^(\d{2,4})x(\d{2,4})$/.exec(text) ?? [];
  const size = { width: Number(width), height: Number(height) };
  if (size.width % 32 === 0 && size.height % 32 === 0) return size;
  throw new InvalidArgumentError('--input takes WIDTHxHEIGHT, multiples of 32, such as 640x640.');
}

function triple(text: string): number[] {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (values.length === 3 && values.every(Number.isFinite)) return values;
  throw new InvalidArgumentError(
    'Takes three numbers for red, green and blue, such as 123.675,116.28,103.53.',
  );
}

/** `Yolox_Nano v2.onnx` → `yolox-nano-v2`. */
function nameOf(file: string): string {
  return basename(file)
    .replace(/\.onnx$/i, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
}

async function readModel(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > mostBytes)
      throw refused('file', `${file} has ${size} bytes`, 'give a detector of at most 1 GB');
    return await readFile(file);
  } catch (cause) {
    throw unreadable('file', file, cause);
  }
}

async function readClasses(file: string): Promise<string[]> {
  try {
    const lines = (await readFile(file, 'utf8')).split(/\r?\n/).map((line) => line.trim());
    const labels = lines.filter((line) => line !== '');
    if (labels.length > 0 && labels.length <= 10_000) return labels;
  } catch (cause) {
    throw unreadable('--classes', file, cause);
  }
  throw refused('--classes', `${file} holds no class`, 'write one class name a line');
}

function unreadable(field: string, file: string, cause: unknown): VigieError {
  if (cause instanceof VigieError) return cause;
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return refused(field, `${file} cannot be read (${reason})`, 'check the path and its rights');
}

function refused(field: string, message: string, fix: string): VigieError {
  return new VigieError('invalid', `${field}: ${message}`, { faults: [{ field, message, fix }], fix });
}
