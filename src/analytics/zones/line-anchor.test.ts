import { describe, expect, test } from 'vitest';
import { lineAnchorOf } from './line-anchor.ts';

const box = { left: 100, top: 40, right: 250, bottom: 130 };

describe('where an object goes over a line', () => {
  test.each(['person', 'bicycle', 'motorcycle'])('a %s goes over it with its feet or wheels', (name) => {
    expect(lineAnchorOf({ ...box, class: name })).toEqual([175, 130]);
  });

  test.each([
    { name: 'car', height: 118.3 },
    { name: 'truck', height: 121 },
    { name: 'bus', height: 121 },
  ])('a $name goes over it with the middle of the ground it covers', ({ name, height }) => {
    const [x, y] = lineAnchorOf({ ...box, class: name });
    expect(x).toBe(175);
    expect(y).toBeCloseTo(height);
  });
});
