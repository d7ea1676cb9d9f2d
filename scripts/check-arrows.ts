import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { cruise, format } from 'dependency-cruiser';
import rules from '../dependency-rules.cjs';

const folders = ['src', 'web/src', 'test'].filter((folder) => globSync(`${folder}/**/*.ts`).length > 0);
const { forbidden, options } = rules;

const { output } = await cruise(folders, {
  ...options,
  ruleSet: { forbidden },
  validate: true,
});
if (typeof output === 'string') throw new Error('the cruise gave text where a result was expected');

const { output: report, exitCode } = await format(output, { outputType: 'err' });
console.log(report);

const sources = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', 'src/*.ts', 'web/src/*.ts', 'web/src/*.tsx'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter(Boolean);
const cruised = new Set(output.modules.map((module) => module.source));
const missed = sources.filter((source) => !cruised.has(source) && !source.endsWith('.d.ts'));
if (missed.length > 0) {
  console.error(`The cruise missed ${missed.length} of ${sources.length} source files, first: ${missed[0]}`);
}
process.exitCode = exitCode > 0 || missed.length > 0 ? 1 : 0;
