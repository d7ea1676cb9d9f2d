import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeTables } from './clip-table.ts';
import { retold, type Truth, truthText } from './plan/truth.ts';
import { CLIPS, type Clip, planOf, SCENES } from './scenes/catalogue.ts';
import { renderClip } from './studio/render-clip.ts';

const FIXTURES = join(import.meta.dirname, '..', 'test', 'fixtures', 'footage');
const DRAWINGS = join(import.meta.dirname, '..', '.cache', 'drawings');
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const USAGE = `npm run footage -- [options]
  --list             the clips that are kept, and the scenes
  --clip NAME        render this clip (default: all of them)
  --scene NAME       render a scene …
  --seed NUMBER      … with this seed (default 1)
  --seconds NUMBER   … so long
  --retell           draw nothing: tell the truth of kept clips anew, after a change of lines, zones or rules
  --tables           write the tables of clips and events into the README beside the clips
  --out FOLDER       default test/fixtures/footage
  --every NUMBER     only one frame in so many, for a quick look
  --drawings FOLDER  where clean drawings are kept, to be developed anew (default .cache/drawings)
  --chromium PATH    the browser (default: the first found of ${BROWSERS.join(', ')})
`;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const { values } = parseArgs({
  options: {
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    clip: { type: 'string' },
    scene: { type: 'string' },
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string' },
    tables: { type: 'boolean', default: false },
    retell: { type: 'boolean', default: false },
    out: { type: 'string', default: FIXTURES },
    every: { type: 'string', default: '1' },
    drawings: { type: 'string', default: DRAWINGS },
    chromium: { type: 'string' },
  },
});

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new RangeError(`--${option} must be a whole number above 0, not "${text}"`);
}

function chosenClips(): readonly Clip[] {
  if (values.scene !== undefined) {
    const scene = SCENES.find(({ name }) => name === values.scene);
    if (!scene)
      throw new RangeError(`no scene "${values.scene}": choose ${SCENES.map(({ name }) => name).join(', ')}`);
    const seed = wholeNumber('seed', values.seed);
    const seconds = values.seconds === undefined ? scene.seconds : wholeNumber('seconds', values.seconds);
    const kept = CLIPS.find((clip) => clip.scene === scene && clip.seed === seed);
    return [
      kept && values.seconds === undefined ? kept : { name: `${scene.name}-${seed}`, scene, seed, seconds },
    ];
  }
  const chosen = CLIPS.filter(({ name }) => values.clip === undefined || name === values.clip);
  if (chosen.length > 0) return chosen;
  throw new RangeError(`no clip "${values.clip}": choose ${CLIPS.map(({ name }) => name).join(', ')}`);
}

function browserPath(): string {
  const path = values.chromium ?? BROWSERS.find((candidate) => existsSync(candidate));
  if (path !== undefined && existsSync(path)) return path;
  throw new Error('no Chromium found: install one, or give its path with --chromium');
}

function summary(truth: Truth): string {
  const hidden = truth.crossings.filter(({ visibility }) => visibility < 0.8);
  const counts = truth.counts.map(
    (entry) => `${entry.line} ${entry.class} ${entry.direction} ${entry.count}`,
  );
  return `  ${counts.join(', ')}\n  crossings with less than 80 % in sight: ${hidden.length}`;
}

async function render(clip: Clip): Promise<void> {
  const plan = planOf(clip);
  say(`${clip.name}: ${plan.frames} frames, ${plan.actors.length} actors, seed ${clip.seed}`);
  const started = performance.now();
  const truth = await renderClip(plan, {
    target: join(values.out, clip.name),
    chromium: browserPath(),
    drawings: values.drawings,
    every: wholeNumber('every', values.every),
    progress: (done, all) => {
      if (done % 50 === 0 || done === all) say(`  ${done} of ${all} frames`);
    },
  });
  say(`  ${Math.round((performance.now() - started) / 1000)} s\n${summary(truth)}`);
}

async function retell(clip: Clip): Promise<void> {
  const path = join(values.out, `${clip.name}.truth.json`);
  if (!existsSync(path)) return;
  const truth = JSON.parse(await readFile(path, 'utf8')) as Truth;
  await writeFile(path, truthText(retold(planOf(clip), truth)));
  say(`${clip.name}: told anew`);
}

if (values.help) say(USAGE);
else if (values.tables) await writeTables(values.out, CLIPS);
else if (values.retell) for (const clip of chosenClips()) await retell(clip);
else if (values.list) {
  for (const { name, scene, seed, seconds } of CLIPS)
    say(`${name}: seed ${seed}, ${seconds ?? scene.seconds} s. ${scene.about}`);
  say(`scenes: ${SCENES.map(({ name }) => name).join(', ')}`);
} else for (const clip of chosenClips()) await render(clip);
