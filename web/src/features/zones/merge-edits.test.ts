import { describe, expect, it } from 'vitest';
import { mergeEdits } from './merge-edits.ts';

const base = { name: 'yard', points: [1, 2, 3], colour: 'blue' };
const fields = ['name', 'points', 'colour'] as const;
const merge = (mine: Partial<typeof base>, theirs: Partial<typeof base>) =>
  mergeEdits(base, { ...base, ...mine }, { ...base, ...theirs }, fields);

describe('two persons changed the same thing', () => {
  it('other fields: keeping mine keeps theirs too', () => {
    const { kept, hasClash, theirs } = merge({ points: [1, 2, 4] }, { name: 'court' });
    expect(kept).toEqual({ name: 'court', points: [1, 2, 4], colour: 'blue' });
    expect(hasClash).toBe(false);
    expect(theirs).toEqual([{ field: 'name', base: 'yard', mine: 'yard', theirs: 'court', isClash: false }]);
  });

  it('the same field: mine counts, and the clash is told', () => {
    const { kept, hasClash } = merge({ name: 'gate' }, { name: 'court', colour: 'red' });
    expect(kept).toEqual({ name: 'gate', points: [1, 2, 3], colour: 'red' });
    expect(hasClash).toBe(true);
  });

  it('the same change twice is no clash', () => {
    expect(merge({ name: 'gate' }, { name: 'gate' })).toMatchObject({
      hasClash: false,
      kept: { name: 'gate' },
    });
  });

  it('what the other left alone is not told', () => expect(merge({ name: 'gate' }, {}).theirs).toEqual([]));
});
