import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeClip } from '../fakes/video-clip.ts';

const run = promisify(execFile);
const vigie = fileURLToPath(new URL('../../src/cli/vigie.ts', import.meta.url));
let folder: string;
let clip: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-analyse-'));
  clip = await makeClip(join(folder, 'clip.mp4'), { frames: 24, framesPerSecond: 12 });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command with a rules file; gives its exit code and what it printed. */
async function analyse(rules: string, ...args: string[]) {
  const file = join(folder, 'rules.yml');
  await writeFile(file, rules);
  const out = args.includes('--out') ? [] : ['--out', join(folder, 'result')];
  return run(process.execPath, [vigie, 'analyse', clip, '--rules', file, ...out, ...args], {
    cwd: folder,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  );
}

const closed =
  'place: closed-site\npurposes: [technical-trial]\nlines: [{ name: gate, from: [0, 0.5], to: [1, 0.5] }]\n';
const open = closed.replace('closed-site', 'public-road\nmaskWaiver: Drawn pictures show no dwelling');

it('writes counts, events and a summary, and leaves nothing beside them', async () => {
  const { code, stdout } = await analyse(
    closed,
    '--start',
    '2026-05-04T10:00:00Z',
    '--frames-per-second',
    '6',
  );
  expect(code).toBe(0);
  expect(stdout).toContain('gate');
  const result = join(folder, 'result');
  expect((await readdir(result)).sort()).toEqual(['counts.csv', 'events.ndjson', 'summary.json']);
  const summary = JSON.parse(await readFile(join(result, 'summary.json'), 'utf8'));
  expect(summary).toMatchObject({
    place: 'closed-site',
    start: '2026-05-04T10:00:00.000Z',
    startAssumed: false,
    frames: 12,
    width: 192,
    height: 108,
    events: 0,
    refused: [],
  });
  const [head, first] = (await readFile(join(result, 'counts.csv'), 'utf8')).split('\n');
  expect(head).toBe('line,direction,class,from,to,count,coverage');
  expect(first).toBe('gate,forward,person,2026-05-04T10:00:00.000Z,2026-05-04T10:15:00.000Z,0,0.002');
  expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
});

it('does not replace a folder that holds something, unless told to', async () => {
  const out = join(folder, 'full');
  await mkdir(out);
  await writeFile(join(out, 'notes.txt'), 'mine');
  const refused = await analyse(closed, '--out', out);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('--out') });
  expect(refused.stderr).toContain('--force');
  expect(await readFile(join(out, 'notes.txt'), 'utf8')).toBe('mine');
  expect(await analyse(closed, '--out', out, '--force')).toMatchObject({ code: 0 });
  expect(await readdir(out)).not.toContain('notes.txt');
});

it('makes no events of a public road and says why', async () => {
  const out = join(folder, 'road');
  const { code, stdout } = await analyse(open, '--out', out);
  expect(code).toBe(0);
  expect(stdout).toContain('506370');
  expect((await readdir(out)).sort()).toEqual(['counts.csv', 'summary.json']);
});

it.each([
  ['a place that is missing', 'purposes: [technical-trial]\n', [], 'place'],
  ['a purpose that is missing', 'place: closed-site\n', [], 'purposes'],
  ['tracks of a public road', open, ['--export-tracks', 'tracks.txt'], '--export-tracks'],
  [
    'tracks that the file forbids',
    `${closed}trackExport: refused\n`,
    ['--export-tracks', 't.txt'],
    'trackExport',
  ],
  ['a model that nobody knows', closed, ['--model', 'nanodett'], 'nanodett'],
])('names %s', async (_, rules, args, word) => {
  const out = join(folder, 'none');
  const { code, stderr } = await analyse(rules, '--out', out, ...args);
  expect(code).toBe(1);
  expect(stderr).toContain(word);
  expect(existsSync(out)).toBe(false);
  expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
});

it('exports tracks of a closed site, and of a public one whose file allows it', async () => {
  const tracks = join(folder, 'tracks.txt');
  const args = ['--export-tracks', tracks, '--force'];
  expect(await analyse(closed, ...args)).toMatchObject({ code: 0 });
  expect(existsSync(tracks)).toBe(true);
  expect(await analyse(`${open}trackExport: allowed\n`, ...args)).toMatchObject({ code: 0 });
});
