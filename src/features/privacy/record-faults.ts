import type { Fault } from '#foundation/errors.ts';
import type { Validity } from '#foundation/legal-gate.ts';
import { nearest } from '#foundation/nearest.ts';

/** The fault of a word that is not of a closed list, with the nearest that is. */
export function oneOf(field: string, word: string, words: readonly string[]): Fault[] {
  if (words.includes(word)) return [];
  const near = nearest(word, words);
  const list = `choose one: ${words.join(', ')}`;
  return [
    {
      field,
      message: `"${word}" is not in the closed list of the rule pack`,
      fix: near === undefined ? list : `did you mean "${near}"? ${list}`,
    },
  ];
}

/** When a record counts, from what was written over what was; faults where it ends before it begins. */
export function periodOf(
  { from, until }: { readonly from?: string; readonly until?: string | null },
  before: Validity,
): Validity & { readonly faults: readonly Fault[] } {
  const fromMs = from === undefined ? before.fromMs : Date.parse(from);
  const written = typeof until === 'string' ? Date.parse(until) : null;
  const untilMs = until === undefined ? before.untilMs : written;
  const isBackwards = untilMs !== null && untilMs <= fromMs;
  const fault = { field: 'until', message: 'does not lie after from', fix: 'exchange the two' };
  return { fromMs, untilMs, faults: isBackwards ? [fault] : [] };
}
