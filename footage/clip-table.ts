import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuleEvent } from './plan/facts.ts';
import type { Truth } from './plan/truth.ts';
import type { Clip } from './scenes/catalogue.ts';

const BEGIN = '<!-- tables: npm run footage -- --tables -->';
const END = '<!-- end of tables -->';
const KINDS = ['true', 'tempting', 'unclear'] as const;

interface Kept {
  readonly clip: Clip;
  readonly truth: Truth;
}

function keptClips(folder: string, clips: readonly Clip[]): Promise<Kept[]> {
  const drawn = clips.filter(({ name }) => existsSync(join(folder, `${name}.mp4`)));
  return Promise.all(
    drawn.map(async (clip) => ({
      clip,
      truth: JSON.parse(await readFile(join(folder, `${clip.name}.truth.json`), 'utf8')) as Truth,
    })),
  );
}

const isHeldOut = ({ clip }: Kept): boolean => clip.name.endsWith('-heldout');

function kindsOf({ truth }: Kept): Map<string, RuleEvent[]> {
  const kindOf = new Map(truth.rules.map(({ name, kind }) => [name, kind]));
  return Map.groupBy(truth.events, ({ rule }) => kindOf.get(rule) ?? rule);
}

const number = (events: readonly RuleEvent[], kind: RuleEvent['kind']): number =>
  events.filter((one) => one.kind === kind).length;

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

function clipRow(kept: Kept): string {
  const { clip, truth } = kept;
  const seconds = Math.round(truth.frames.length / truth.framesPerSecond);
  const events = [...kindsOf(kept)].map(
    ([kind, list]) => `${kind} ${number(list, 'true')}/${number(list, 'tempting')}`,
  );
  return row([
    `\`${clip.name}\``,
    clip.seed,
    `${seconds} s`,
    isHeldOut(kept) ? 'yes' : 'no',
    events.join(', ') || '–',
  ]);
}

function ruleRow(kind: string, all: readonly Kept[]): string {
  const cells = [all.filter(isHeldOut), all.filter((kept) => !isHeldOut(kept))].flatMap((group) => {
    const events = group.flatMap((kept) => kindsOf(kept).get(kind) ?? []);
    return KINDS.map((one) => number(events, one));
  });
  return row([kind, ...cells]);
}

function tables(kept: readonly Kept[]): string {
  const kinds = [...new Set(kept.flatMap((one) => [...kindsOf(one).keys()]))].sort();
  return [
    row(['Clip', 'Seed', 'Length', 'Held out', 'Events of its rules: true/tempting']),
    '|---|---|---|---|---|',
    ...kept.map(clipRow),
    '',
    row([
      'Events of rule',
      'held out: true',
      'tempting',
      'unclear',
      'for tuning: true',
      'tempting',
      'unclear',
    ]),
    '|---|---|---|---|---|---|---|',
    ...kinds.map((kind) => ruleRow(kind, kept)),
  ].join('\n');
}

/** Writes the tables of the clips that are kept into the README beside them. */
export async function writeTables(folder: string, clips: readonly Clip[]): Promise<void> {
  const path = join(folder, 'README.md');
  const text = await readFile(path, 'utf8');
  const [before, after] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (before === -1 || after === -1) throw new Error(`${path} has no place for the tables`);
  const body = tables(await keptClips(folder, clips));
  await writeFile(path, `${text.slice(0, before + BEGIN.length)}\n\n${body}\n\n${text.slice(after)}`);
}
