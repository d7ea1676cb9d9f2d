import { Option } from 'commander';
import { type Config, loadConfig } from '#app/config.ts';

/** Options of every `vigie models` command. */
export interface ModelFlags {
  readonly config?: string;
}

/** `--config FILE`. */
export function configOption(): Option {
  return new Option('--config <file>', 'settings to use (default: vigie.yml where there is one)');
}

/** `--precision auto|fp32|int8`. */
export function precisionOption(): Option {
  return new Option(
    '--precision <precision>',
    'numbers the network runs on (default: as set in vigie.yml)',
  ).choices(['auto', 'fp32', 'int8']);
}

/** Where models lie and which one is used. */
export function modelSettings({ config: file }: ModelFlags): Config['models'] {
  return loadConfig({ file }).config.models;
}
