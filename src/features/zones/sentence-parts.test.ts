import { describe, expect, it } from 'vitest';
import { sentenceParts } from './sentence-parts.ts';

const parts = (sentence: string, others: Record<string, readonly string[]>) =>
  sentenceParts(sentence, new Map(Object.entries(others)));

describe('a sentence is cut at the words of its parameters', () => {
  it('a number, a list and a name', () => {
    const found = parts('Tell when “yard” holds more than 5 objects (car) for 30 s', {
      zoneId: ['Tell when “x” holds more than 5 objects (car) for 30 s'],
      classes: ['Tell when “yard” holds more than 5 objects (person) for 30 s'],
      seconds: ['Tell when “yard” holds more than 5 objects (car) for 1 min'],
      moreThan: ['Tell when “yard” holds more than 6 objects (car) for 30 s'],
    });
    expect(found.map(({ text }) => text).join('')).toBe(
      'Tell when “yard” holds more than 5 objects (car) for 30 s',
    );
    expect(found.filter(({ parameter }) => parameter !== undefined)).toEqual([
      { parameter: 'zoneId', text: 'yard' },
      { parameter: 'moreThan', text: '5' },
      { parameter: 'classes', text: 'car' },
      { parameter: 'seconds', text: '30 s' },
    ]);
  });

  it('a value whose other sentence only adds words is found by another try', () => {
    const found = parts('gone for 1 min', { seconds: ['gone for 1 min 1 s', 'gone for 2 min'] });
    expect(found.at(-2)).toEqual({ parameter: 'seconds', text: '1' });
  });

  it('what the sentence does not say has no part', () => {
    expect(parts('Measure the queue', { seconds: ['Measure the queue'] })).toEqual([
      { text: 'Measure the queue' },
    ]);
  });
});
