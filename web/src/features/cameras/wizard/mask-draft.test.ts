import { expect, it } from 'vitest';
import { isDrawn, maskBetween, maskInput, maskWithin } from './mask-draft.ts';

it.each([
  [[10, 20], [30, 60], { left: 10, top: 20, width: 20, height: 40 }],
  [[30, 60], [10, 20], { left: 10, top: 20, width: 20, height: 40 }],
  [[-5, 90], [50, 140], { left: 0, top: 90, width: 50, height: 10 }],
] as const)('dragged from %o to %o it stays in the picture', (from, to, mask) => {
  expect(maskBetween('1', from, to)).toEqual({ key: '1', ...mask });
});

it('figures that are typed are kept inside the picture', () => {
  expect(maskWithin({ key: '1', left: 90, top: -4, width: 50, height: 0 })).toEqual({
    key: '1',
    left: 90,
    top: 0,
    width: 10,
    height: 1,
  });
});

it('a click draws no mask', () => {
  expect(isDrawn(maskBetween('1', [50, 50], [50.2, 50.3]))).toBe(false);
});

it('is sent as its four corners', () => {
  expect(maskInput('Windows', { key: '1', left: 10, top: 20, width: 30, height: 40 }).polygon).toEqual([
    [0.1, 0.2],
    [0.4, 0.2],
    [0.4, 0.6],
    [0.1, 0.6],
  ]);
});
