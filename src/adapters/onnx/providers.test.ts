import { expect, test } from 'vitest';
import { chooseProvider, type ProviderMachine } from './providers.ts';

interface Fake {
  readonly built?: readonly string[];
  readonly obstacles?: Readonly<Record<string, string>>;
  /** milliseconds; what is missing does not start */
  readonly speeds?: Readonly<Record<string, number>>;
}

function machine({ built = ['cpu', 'cuda', 'webgpu'], obstacles = {}, speeds = {} }: Fake) {
  const measured: string[] = [];
  const fake: ProviderMachine = {
    built,
    obstacle: (provider) => obstacles[provider],
    measure: (provider) => {
      measured.push(provider);
      const speed = speeds[provider];
      return speed === undefined ? Promise.reject(new Error('it crashed (SIGSEGV)')) : Promise.resolve(speed);
    },
  };
  return { fake, measured };
}

test.each<[string, string, Fake, string, string[]]>([
  ['a processor alone is not even measured', 'auto', { built: ['cpu'] }, 'cpu', []],
  [
    'a card that beats the processor is used',
    'auto',
    { speeds: { cuda: 3, cpu: 30 } },
    'cuda',
    ['cuda', 'cpu'],
  ],
  [
    'a card that is slower is not',
    'auto',
    { speeds: { cuda: 40, webgpu: 35, cpu: 30 } },
    'cpu',
    ['cuda', 'cpu', 'webgpu'],
  ],
  [
    'a card whose driver crashes is passed over',
    'auto',
    { speeds: { webgpu: 5, cpu: 30 } },
    'webgpu',
    ['cuda', 'webgpu', 'cpu'],
  ],
  [
    'a card without its library is not tried',
    'auto',
    { obstacles: { cuda: 'no library' }, speeds: { webgpu: 5, cpu: 30 } },
    'webgpu',
    ['webgpu', 'cpu'],
  ],
  ['TensorRT is left to those who ask for it', 'auto', { built: ['cpu', 'tensorrt'] }, 'cpu', []],
  [
    'TensorRT is used when it is asked for',
    'tensorrt',
    { built: ['cpu', 'tensorrt'], speeds: { tensorrt: 1 } },
    'tensorrt',
    ['tensorrt'],
  ],
  ['what is asked for is used though it is slow', 'webgpu', { speeds: { webgpu: 90 } }, 'webgpu', ['webgpu']],
  ['what is asked for and fails falls back', 'cuda', {}, 'cpu', ['cuda']],
  ['what is asked for and was not built in falls back', 'dml', {}, 'cpu', []],
  ['the processor, asked for, tries nothing', 'cpu', { speeds: { cuda: 1 } }, 'cpu', []],
])('%s', async (_, asked, fake, used, expected) => {
  const { fake: offered, measured } = machine(fake);
  const choice = await chooseProvider(asked, offered);
  expect(choice.used).toBe(used);
  expect(measured).toEqual(expected);
});

test('the reason of each is told with its figures', async () => {
  const { outcomes } = await chooseProvider(
    'auto',
    machine({ speeds: { cuda: 40, webgpu: 3, cpu: 30 } }).fake,
  );
  expect(outcomes.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
    'cuda: slower: 40.0 ms a look, 30.0 ms on the processor',
    'webgpu: 3.0 ms a look, 30.0 ms on the processor',
    'cpu: webgpu is used',
  ]);
});
