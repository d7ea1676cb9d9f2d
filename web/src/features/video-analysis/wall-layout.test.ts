import { describe, expect, it } from 'vitest';
import { chosenCameras, pageOf, stepOnWall, wallSize } from './wall-layout.ts';

const cameras = [1, 2, 3].map((id) => ({ id, enabled: id !== 2 }));

describe('the wall', () => {
  it.each([
    [{}, [1, 3]],
    [{ cameras: '3,2' }, [2, 3]],
    [{ cameras: '9' }, []],
  ])('shows of three cameras, by %j, %j', (choice, ids) => {
    expect(chosenCameras(cameras, choice).map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    [0, 1],
    [1, 1],
    [3, 4],
    [5, 9],
    [40, 9],
  ] as const)('has room, for %i cameras, for %i', (count, size) => {
    expect(wallSize({}, count)).toBe(size);
    expect(wallSize({ size: 16 }, count)).toBe(16);
  });

  it('turns its pages, the last being partly filled', () => {
    const items = [1, 2, 3, 4, 5, 6];
    expect(pageOf(items, 4, 1)).toEqual({ at: 1, pages: 2, from: 4, shown: [5, 6] });
    expect(pageOf(items, 4, 7).at).toBe(1);
    expect(pageOf([], 4, 0)).toEqual({ at: 0, pages: 1, from: 0, shown: [] });
  });

  it.each<[string, number, number | undefined]>([
    ['ArrowRight', 0, 1],
    ['ArrowDown', 1, 4],
    ['ArrowUp', 4, 1],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 4, 4],
    ['End', 0, 4],
    ['Home', 3, 0],
    ['a', 3, undefined],
  ])('is walked by %s from place %i to %s', (key, from, to) => {
    expect(stepOnWall(key, from, 5, 3)).toBe(to);
  });
});
