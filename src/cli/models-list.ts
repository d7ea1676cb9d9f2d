import { Command } from 'commander';
import pc from 'picocolors';
import { openModels, openPrecision } from '#app/models.ts';
import { findEntry } from '#features/models/catalogue.ts';
import type { ListedModel } from '#features/models/model-service.ts';
import type { PrecisionService, PrecisionState } from '#features/models/precision-service.ts';
import { configOption, type ModelFlags, modelSettings } from './models-folder.ts';

/** `vigie models list`. */
export function listCommand(): Command {
  return new Command('list')
    .description('Show the detectors known by name and those installed, with licence, size and limits.')
    .option('--json', 'print one JSON array and nothing else')
    .addOption(configOption())
    .addHelpText(
      'after',
      `
Examples:
  vigie models list
  vigie models list --json

AP is the average precision on COCO that the authors publish: higher sees more. It is no promise for your cameras:
try the model on your own pictures (vigie models test).`,
    )
    .action(async (flags: ModelFlags & { json?: true }) => {
      const { directory, name, precision } = modelSettings(flags);
      const models = await Promise.all(
        (await openModels(directory).list()).map((model) => withPrecision(model, openPrecision(directory))),
      );
      const used = findEntry(name)?.name ?? name;
      if (flags.json) {
        console.log(
          JSON.stringify(
            models.map((model) => summary(model, used)),
            null,
            2,
          ),
        );
        return;
      }
      console.log(models.map((model) => describe(model, used)).join('\n'));
      console.log(pc.dim(`\nFolder: ${directory}. Used: ${used}, precision ${precision}.`));
    });
}

/** A model of the list with what is known of both its forms. */
interface ListedForms extends ListedModel {
  readonly forms: PrecisionState | undefined;
}

async function withPrecision(model: ListedModel, precision: PrecisionService): Promise<ListedForms> {
  const { installed } = model;
  return { ...model, forms: installed === undefined ? undefined : await precision.state(installed) };
}

function summary({ name, entry, installed, fault, forms }: ListedForms, used: string): object {
  const manifest = installed?.manifest;
  return {
    name,
    family: manifest?.head.family ?? entry?.family,
    licence: manifest?.licence ?? entry?.licence,
    source: manifest?.source ?? sourceOf(entry),
    sha256: manifest?.sha256,
    input: manifest?.input ?? entry?.input,
    classes: manifest?.labels ?? entry?.labels,
    averagePrecision: entry?.averagePrecision,
    installed: installed !== undefined,
    used: name === used,
    int8: forms?.form?.details,
    speed: forms?.speed,
    fault: fault ?? forms?.fault,
    notes: manifest?.notes ?? entry?.notes ?? [],
  };
}

function sourceOf(entry: ListedModel['entry']): string | undefined {
  if (entry === undefined) return undefined;
  const { source } = entry;
  return source.kind === 'npm' ? `npm:${source.package}@${source.version}` : source.url;
}

/** `FP32 33 ms, INT8 17 ms a look` as measured on this machine. */
function precisionWords({ form, speed }: PrecisionState): string {
  if (form === undefined) return 'FP32';
  return speed === undefined
    ? 'FP32, INT8 (not measured here)'
    : `FP32 ${speed.fp32Ms.toFixed(1)} ms, INT8 ${speed.int8Ms.toFixed(1)} ms a look`;
}

function describe({ name, entry, installed, fault, forms }: ListedForms, used: string): string {
  const size = installed?.manifest.input ?? entry?.input;
  const facts = [
    installed?.manifest.head.family ?? entry?.family,
    size === undefined ? undefined : `${size.width}×${size.height}`,
    entry === undefined ? undefined : `AP ${(100 * entry.averagePrecision).toFixed(1)}`,
    installed?.manifest.licence ?? entry?.licence,
    forms && precisionWords(forms),
  ];
  const head = `${pc.bold(name.padEnd(22))}${state(installed !== undefined, fault, name === used).padEnd(16)}`;
  const notes = [
    ...[fault, forms?.fault].flatMap((text) => (text === undefined ? [] : [pc.red(text)])),
    ...(installed?.manifest.notes ?? entry?.notes ?? []),
  ];
  return [head + facts.filter(Boolean).join(' · '), ...notes.map((note) => pc.dim(`  ${note}`))].join('\n');
}

function state(installed: boolean, fault: string | undefined, used: boolean): string {
  if (fault !== undefined) return 'damaged';
  if (!installed) return 'not installed';
  return used ? 'in use' : 'installed';
}
