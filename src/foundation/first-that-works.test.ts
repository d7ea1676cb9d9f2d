import { expect, test } from 'vitest';
import { type Attempt, firstThatWorks, type Offer } from './first-that-works.ts';

const works: Attempt = { works: true, reason: '3 ms' };
const fails: Attempt = { works: false, reason: 'slower than the processor' };

/** A machine that offers some things; what is not named in `results` throws when it is tried. */
function machine(offers: readonly Offer[], results: Record<string, Attempt>) {
  const tried: string[] = [];
  const attempt = (name: string): Promise<Attempt> => {
    tried.push(name);
    const result = results[name];
    return result ? Promise.resolve(result) : Promise.reject(new Error('its driver crashed'));
  };
  return { tried, candidates: { offers, attempt, fallback: 'cpu' } };
}

test.each<[string, readonly Offer[], Record<string, Attempt>, string, string[]]>([
  ['nothing is offered', [], {}, 'cpu', []],
  ['the first works', [{ name: 'cuda' }, { name: 'webgpu' }], { cuda: works }, 'cuda', ['cuda']],
  [
    'the first fails',
    [{ name: 'cuda' }, { name: 'webgpu' }],
    { cuda: fails, webgpu: works },
    'webgpu',
    ['cuda', 'webgpu'],
  ],
  [
    'the first throws',
    [{ name: 'cuda' }, { name: 'webgpu' }],
    { webgpu: works },
    'webgpu',
    ['cuda', 'webgpu'],
  ],
  [
    'all fail',
    [{ name: 'cuda' }, { name: 'webgpu' }],
    { cuda: fails, webgpu: fails },
    'cpu',
    ['cuda', 'webgpu'],
  ],
  [
    'an obstacle is known',
    [{ name: 'cuda', obstacle: 'no card' }, { name: 'webgpu' }],
    { webgpu: works },
    'webgpu',
    ['webgpu'],
  ],
])('where %s', async (_, offers, results, used, expected) => {
  const { tried, candidates } = machine(offers, results);
  const choice = await firstThatWorks(candidates);
  expect(choice.used).toBe(used);
  expect(tried).toEqual(expected);
  expect(choice.outcomes.filter(({ isUsed }) => isUsed)).toEqual([expect.objectContaining({ name: used })]);
});

test('why each other is not used is kept', async () => {
  const offers = [
    { name: 'tensorrt', obstacle: 'takes minutes to start' },
    { name: 'cuda' },
    { name: 'dml' },
    { name: 'webgpu' },
  ];
  const { outcomes } = await firstThatWorks(machine(offers, { dml: works }).candidates);
  expect(outcomes).toEqual([
    { name: 'tensorrt', isUsed: false, reason: 'takes minutes to start' },
    { name: 'cuda', isUsed: false, reason: 'its driver crashed' },
    { name: 'dml', isUsed: true, reason: '3 ms' },
    { name: 'webgpu', isUsed: false, reason: 'not tried: dml is used' },
    { name: 'cpu', isUsed: false, reason: 'dml is used' },
  ]);
});
