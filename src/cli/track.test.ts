import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { evaluateCommand } from './evaluate.ts';
import { trackCommand } from './track.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-track-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

function lines(write: (frame: number) => string): string {
  return Array.from({ length: 20 }, (_, index) => `${write(index + 1)}\n`).join('');
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

async function run(command: 'track' | 'evaluate', ...words: readonly string[]): Promise<string> {
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  const chosen = command === 'track' ? trackCommand() : evaluateCommand();
  await chosen
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parseAsync(words, { from: 'user' });
  return printed.join('\n');
}

const detections = lines((frame) => `${frame},-1,${frame * 5},10,40,90,0.9`);
const truth = lines((frame) => `${frame},1,${frame * 5},10,40,90,1`);

test('detections become tracks, and tracks are measured against the truth', async () => {
  const out = join(folder, 'tracks.txt');
  const said = await run('track', await file('det.txt', detections), '--out', out, '--frame-rate', '10');
  expect(said).toContain('1 objects, 18 boxes from 20 detections');
  expect((await readFile(out, 'utf8')).split('\n')[0]).toMatch(/^3,1,/u);
  const report: unknown = JSON.parse(
    await run('evaluate', out, '--truth', await file('gt.txt', truth), '--json'),
  );
  expect(report).toMatchObject({ mota: 0.9, misses: 2, falsePositives: 0, idSwitches: 0 });
  expect(await run('evaluate', out, '--truth', join(folder, 'gt.txt'))).toContain('MOTA          90.0 %');
});

test.each([
  { name: 'an empty file', text: '', says: 'holds no row' },
  {
    name: 'a line that is not MOT',
    text: '1,-1,0,0,5,5,1\nhello\n',
    says: 'line 2: frame: "hello" is not a number',
  },
  { name: 'a NaN', text: '1,-1,NaN,0,5,5,1\n', says: 'line 1: left: "NaN" is not a number' },
  { name: 'another scale of confidence', text: '1,-1,0,0,5,5,37\n', says: 'run from 37 to 37' },
])('$name is refused and nothing is written', async ({ text, says }) => {
  const out = join(folder, 'tracks.txt');
  await expect(run('track', await file('det.txt', text), '--out', out)).rejects.toThrow(says);
  expect(await readdir(folder)).toEqual(['det.txt']);
});

test('a missing file and a directory that is not there are named', async () => {
  const det = await file('det.txt', detections);
  await expect(run('track', join(folder, 'no.txt'), '--out', det)).rejects.toThrow('there is no such file');
  await expect(run('track', folder, '--out', det)).rejects.toThrow('is a directory');
  await expect(run('track', det, '--out', join(folder, 'no', 'x.txt'))).rejects.toThrow('--out');
  expect(await readFile(det, 'utf8')).toBe(detections);
});

test('detections are not taken for tracks', async () => {
  const det = await file('det.txt', detections);
  await expect(run('evaluate', det, '--truth', det)).rejects.toThrow('these are detections, not tracks');
});

test.each([
  ['--frame-rate', 'fast'],
  ['--frame-rate', '0'],
  ['--confirm', ''],
])('%s %s is refused', async (option, value) => {
  await expect(run('track', 'det.txt', '--out', 'x', option, value)).rejects.toThrow('takes a number');
});
