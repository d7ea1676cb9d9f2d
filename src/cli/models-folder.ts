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

/** Where models lie and which one is used. */
export function modelSettings({ config: file }: ModelFlags): Config['models'] {
  return loadConfig({ file }).config.models;
}
