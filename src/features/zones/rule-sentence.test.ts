import { describe, expect, it } from 'vitest';
import { ruleCatalogue } from '#analytics/rules/catalogue.ts';
import { readingOf, type SentenceParts, sentencesOf } from './rule-sentence.ts';

const parts: SentenceParts = {
  zones: [{ id: 4, name: 'yard' }],
  lines: [{ id: 7, name: 'gate', forward: 'in', backward: 'out' }],
  period: { name: 'Night' },
  camera: 'Depot',
};

const said = (reading: readonly { readonly text: string; readonly parameter?: string }[]) =>
  Object.fromEntries(
    reading.flatMap(({ text, parameter }) => (parameter === undefined ? [] : [[parameter, text]])),
  );

describe('a rule is read while it is typed', () => {
  it('each word that says a parameter is one to change', () => {
    const rule = { kind: 'crossing', parameters: { lineId: 7, classes: ['truck'], direction: 'backward' } };
    const { en, fr } = readingOf(rule, parts);
    expect(said(en)).toEqual({ classes: 'truck', lineId: 'gate', direction: 'out', period: 'Night' });
    expect(said(fr)).toMatchObject({ lineId: 'gate', direction: 'out', period: 'Night' });
    expect(en.map(({ text }) => text).join('')).toBe(sentencesOf(rule, parts).en);
  });

  it('what is missing is an ellipsis', () => {
    const { en } = readingOf(
      { kind: 'occupancy', parameters: { seconds: 30 } },
      { ...parts, period: undefined },
    );
    expect(said(en)).toMatchObject({ zoneId: '…', moreThan: '…', seconds: '30' });
  });

  it.each(ruleCatalogue.map(({ kind }) => [kind]))('%s reads whole without any parameter', (kind) => {
    const { en, fr } = readingOf({ kind, parameters: {} }, parts);
    for (const reading of [en, fr]) {
      const text = reading.map((part) => part.text).join('');
      expect(text).not.toMatch(/NaN|undefined|[\u{e000}\u{e001}]/u);
    }
  });

  it('a kind that this version does not know is named', () => {
    expect(readingOf({ kind: 'clairvoyance', parameters: {} }, parts).en).toEqual([{ text: 'clairvoyance' }]);
  });
});
