import { stringify } from 'yaml';
import { ruleCatalogue } from '#analytics/rules/catalogue.ts';
import type { RuleDefinition, RuleParameter } from '#analytics/rules/rule.ts';
import { type RuleNote, ruleNotes } from './rule-notes.ts';

const head = `# Rules

<!-- Written by npm run rules-page from the catalogue in src/analytics/rules: change that, or scripts/rule-notes.ts. -->

Each rule watches one camera. Beside its own parameters each takes \`name\`, \`period\`, \`severity\`, \`cooldownSeconds\`
(quiet time of the same fact), \`minimumConfidence\` (median of the scores an object must have had) and \`enabled\`.
The same keys stand in a file for \`npx vigie import\` or \`--rules\`, in the form of the camera and, with ids, in the API;
\`GET /api/v1/rule-kinds\` gives the JSON Schema of each. How right each rule is: \`npm run accuracy\`.

For every rule: an object counts where it touches the ground, the middle of the lower edge of its box; a car,
lorry or bus goes over a line a tenth of its height above, by the middle of the ground it covers. It counts once three
pictures have seen it; the figure of a line waits a second and a half for the class of a vehicle and keeps its time,
alerts do not wait. What stands still keeps its number when others pass before it, and is never told again,
not after the camera reconnects nor after the analysis starts anew. A clock that jumps ends what lasts and makes
nothing up. At places open to the public rules that measure give statistics only; alerts want a closed site.`;

/** The page of rules as text. */
export function rulesPage(): string {
  const list = ruleCatalogue
    .map(({ kind, title, help }) => `| [\`${kind}\`](#${kind}) | ${title.en} · ${title.fr} | ${help.en} |`)
    .join('\n');
  const table = `| Kind | Title | What it does |\n|---|---|---|\n${list}`;
  return `${[head, table, ...ruleCatalogue.map(section)].join('\n\n')}\n`;
}

function section(definition: RuleDefinition): string {
  const { kind, title, help } = definition;
  const note = ruleNotes[kind];
  if (!note) throw new Error(`scripts/rule-notes.ts says nothing of "${kind}"`);
  return [
    `## ${kind}`,
    `**${title.en}** · _${title.fr}_`,
    `${help.en}\n\n_${help.fr}_`,
    `![${title.en}: ${note.caption}](images/rules/${kind}.jpg)`,
    parameterTable(definition.parameters),
    measuresText(definition),
    example(kind, note),
    `What it cannot do:\n\n${note.limits.map((limit) => `- ${limit}`).join('\n')}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function parameterTable(parameters: readonly RuleParameter[]): string {
  const rows = parameters.map(
    (parameter) =>
      `| \`${parameter.name}\` | ${parameter.title.en} · ${parameter.title.fr} | ${valuesOf(parameter)} | ${usual(parameter)} |`,
  );
  return `| Parameter | Meaning | Takes | Default |\n|---|---|---|---|\n${rows.join('\n')}`;
}

const takes: Readonly<Record<RuleParameter['type'], string>> = {
  zone: 'name of a zone',
  zones: 'names of zones',
  line: 'name of a line',
  lines: 'names of lines',
  classes: 'classes of objects; an empty list: all',
  direction: '`forward`, `backward` or `both`',
  number: 'number',
  seconds: 'seconds',
  choice: 'one of',
  choices: 'some of',
};

function valuesOf({ type, options, minimum, maximum, whole, unit }: RuleParameter): string {
  if (options)
    return `${takes[type]} ${options.map(({ value, title }) => `\`${value}\` (${title.en})`).join(', ')}`;
  if (type !== 'number' && type !== 'seconds') return takes[type];
  const range = minimum === undefined ? '' : ` ${minimum}–${maximum}`;
  return `${whole ? 'whole number' : takes[type]}${range}${unit === undefined ? '' : ` ${unit}`}`;
}

function usual({ required, default: value }: RuleParameter): string {
  if (required) return 'required';
  if (value === undefined) return '–';
  return Array.isArray(value) ? value.map((item) => `\`${item}\``).join(', ') : `\`${String(value)}\``;
}

function measuresText({ measures = [] }: RuleDefinition): string {
  if (measures.length === 0) return '';
  const list = measures.map(
    ({ name, title, unit, sort }) =>
      `\`${name}\` (${title.en}, ${unit === '1' ? 'number' : unit}, ${sort === 'each' ? 'one value an object' : 'weighed by its time'})`,
  );
  return `Measures: ${list.join('; ')}.`;
}

function example(kind: string, { exampleName, example: values }: RuleNote): string {
  const text = stringify([{ name: exampleName, kind, ...values }], {
    flowCollectionPadding: false,
    collectionStyle: 'any',
  });
  return `\`\`\`yaml\nrules:\n${text.trimEnd().replace(/^/gm, '  ')}\n\`\`\``;
}
