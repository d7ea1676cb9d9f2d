import { VigieError } from './errors.ts';

/** A stored thing that several people may change. */
export interface Versioned {
  readonly version: number;
  readonly name: string;
}

/** Throws `conflict`, with the present state, when a thing was changed since the one who changes it read it. */
export function refuseStale(word: string, readVersion: number | undefined, present: Versioned): void {
  if (readVersion === undefined || readVersion === present.version) return;
  throw new VigieError('conflict', `The ${word} "${present.name}" was changed by somebody else meanwhile`, {
    fix: 'look at what it is now, then change it with its present version',
    present,
  });
}
