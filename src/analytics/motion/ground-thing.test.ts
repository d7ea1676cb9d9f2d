import { expect, it } from 'vitest';
import { arePartsOfOne, wholeThings } from './ground-thing.ts';

const box = { left: 10, top: 10, right: 14, bottom: 16 };
const part = (more = {}) => ({ id: 1, change: 'appeared' as const, box, since: 5, isHidden: false, ...more });
const right = (by: number) => ({ ...box, left: box.right + by, right: box.right + by + 4 });

it.each([
  ['near in place and time', part({ box: right(3), since: 11 }), true],
  ['too far away', part({ box: right(4) }), false],
  ['too far below', part({ box: { ...box, top: 20, bottom: 25 } }), false],
  ['too late', part({ box: right(3), since: 11.1 }), false],
  ['of another sort', part({ box: right(3), change: 'removed' as const }), false],
])('parts of one thing: %s', (_, other, areOne) => {
  expect(arePartsOfOne(part(), other)).toBe(areOne);
  expect(arePartsOfOne(other, part())).toBe(areOne);
});

it('parts are told as one thing, under the number and since the time of the first', () => {
  const parts = [
    part(),
    part({ id: 4, box: right(2), since: 8, isHidden: true }),
    part({ id: 5, since: 90 }),
  ];
  expect(wholeThings(parts)).toEqual([
    { ...box, right: 20, id: 1, change: 'appeared', since: 5, isHidden: false },
    { ...box, id: 5, change: 'appeared', since: 90, isHidden: false },
  ]);
});

it('what cannot be told, and what is no thing, is left out', () => {
  const parts = (['unclear', 'nothing', 'hidden'] as const).map((change, id) => part({ id, change }));
  expect(wholeThings(parts)).toEqual([]);
});
