import { expect, test } from 'vitest';
import { chooseDecoding, type DecodingMachine } from './hardware-choice.ts';

/** A machine whose drivers do what is said; those not named fail. */
function machine(
  built: readonly string[],
  obstacles: Readonly<Record<string, string>>,
  working: readonly string[],
): DecodingMachine {
  return {
    built,
    obstacle: (name) => obstacles[name],
    decode: (name) =>
      working.includes(name) ? Promise.resolve() : Promise.reject(new Error('it gave another picture')),
  };
}

const built = ['vaapi', 'cuda', 'qsv', 'v4l2'];

test.each<[string, string, DecodingMachine, string]>([
  ['an empty machine decodes in software', 'auto', machine(built, {}, []), 'none'],
  ['an Intel machine by VAAPI', 'auto', machine(built, {}, ['vaapi', 'qsv']), 'vaapi'],
  ['an NVIDIA machine by CUDA', 'auto', machine(built, { vaapi: 'no card' }, ['cuda']), 'cuda'],
  ['a small board by V4L2', 'auto', machine(built, { vaapi: 'no card', cuda: 'no card' }, ['v4l2']), 'v4l2'],
  ['none, where it is asked for', 'none', machine(built, {}, built), 'none'],
  ['what is asked for', 'qsv', machine(built, {}, built), 'qsv'],
  ['software, where what is asked for fails', 'qsv', machine(built, {}, ['vaapi']), 'none'],
  ['software, where what is asked for is not built in', 'videotoolbox', machine(built, {}, built), 'none'],
])('%s', async (_, asked, offered, used) => {
  expect((await chooseDecoding(asked, offered)).used).toBe(used);
});

test('why each other is not used is kept', async () => {
  const { outcomes } = await chooseDecoding('auto', machine(built, { vaapi: 'no card' }, ['qsv']));
  expect(outcomes.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
    'vaapi: no card',
    'cuda: it gave another picture',
    'qsv: decoded a tiny picture',
    'v4l2: not tried: qsv is used',
    'none: qsv is used',
  ]);
});
