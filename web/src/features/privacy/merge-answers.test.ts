import { expect, test } from 'vitest';
import { mergeAnswers } from './merge-answers.ts';

const words = { en: 'text', fr: 'texte' };
const yes = { allowed: true, reason: null, rule: null, lift: null };
const no = { allowed: false, reason: 'no-basis', rule: words, lift: words };

test('the same text is read once, for all kinds of rule it blocks', () => {
  const merged = mergeAnswers([
    { output: 'statistics', detector: 'any', ...yes },
    { output: 'alert', detector: 'intrusion', ...no },
    { output: 'alert', detector: 'queue', ...no },
    { output: 'alert', detector: 'camera-health', ...yes },
  ]);
  expect(merged.map(({ output, allowed, detectors }) => [output, allowed, detectors])).toEqual([
    ['statistics', true, []],
    ['alert', false, ['intrusion', 'queue']],
    ['alert', true, ['camera-health']],
  ]);
});
