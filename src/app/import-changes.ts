import { isDeepStrictEqual } from 'node:util';

/** One thing that an import added or changed; what stayed as it was is counted only. */
export interface ImportChange {
  readonly what: 'territory' | 'purpose' | 'period' | 'camera' | 'mask' | 'zone' | 'line' | 'rule';
  readonly name: string;
  readonly change: 'added' | 'changed' | 'unchanged';
}

/** Notes what became of one thing. */
export type Note = (what: ImportChange['what'], name: string, change: ImportChange['change']) => void;

/** What became of a thing that was so and is so now. */
export function changeOf(before: unknown, after: unknown): ImportChange['change'] {
  if (before === undefined) return 'added';
  return isDeepStrictEqual(plain(before), plain(after)) ? 'unchanged' : 'changed';
}

/** A copy of plain data that may be changed, without keys that hold nothing. */
export const plain = <Value>(value: Value): unknown => JSON.parse(JSON.stringify(value));
