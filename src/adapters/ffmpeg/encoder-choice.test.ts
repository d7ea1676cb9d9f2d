import { expect, test } from 'vitest';
import { chooseEncoding, type EncodingMachine, thisEncodingMachine } from './encoder-choice.ts';

function machine(
  built: readonly string[],
  obstacles: Readonly<Record<string, string>>,
  working: readonly string[],
): EncodingMachine {
  return {
    built,
    obstacle: (name) => obstacles[name],
    encode: (name) => (working.includes(name) ? Promise.resolve() : Promise.reject(new Error('no device'))),
  };
}

const built = ['h264_nvenc', 'h264_v4l2m2m', 'libx264', 'libopenh264'];
const noDevices = { h264_nvenc: 'no card', h264_v4l2m2m: 'no encoder of the board' };

test.each<[string, string, EncodingMachine, string]>([
  ['the card where it works', 'auto', machine(built, {}, ['h264_nvenc', 'libx264']), 'h264_nvenc'],
  ['the processor where a card has no encoder', 'auto', machine(built, {}, ['libx264']), 'libx264'],
  ['the processor where there is no device', 'auto', machine(built, noDevices, built), 'libx264'],
  ['the other encoder where one is not built in', 'auto', machine(['libopenh264'], {}, built), 'libopenh264'],
  [
    'none where nothing works: viewers get the pictures of the analysis',
    'auto',
    machine(built, {}, []),
    'none',
  ],
  ['none, where it is asked for', 'none', machine(built, {}, built), 'none'],
  ['what is asked for', 'libopenh264', machine(built, {}, built), 'libopenh264'],
])('live video is made by %s', async (_, asked, offered, used) => {
  expect((await chooseEncoding(asked, offered)).used).toBe(used);
});

test('this machine has an encoder that works', async () => {
  const { used } = await chooseEncoding('auto', thisEncodingMachine());
  expect(used).not.toBe('none');
});
