import { describe, expect, it } from 'vitest';
import { hitTest } from './hit-test.ts';
import type { Point, Shape } from './shape.ts';

const shape = (key: string, kind: Shape['kind'], points: readonly Point[]): Shape => ({
  key,
  kind,
  name: key,
  colour: null,
  points,
});
const large = shape('large', 'zone', [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
]);
const small = shape('small', 'zone', [
  [0.2, 0.2],
  [0.6, 0.2],
  [0.6, 0.6],
  [0.2, 0.6],
]);
const line = shape('line', 'line', [
  [0.1, 0.5],
  [0.9, 0.5],
]);
const shapes = [large, small, line];
const size = { width: 1000, height: 500 };
const under = (at: Point, selected?: string) => hitTest(shapes, { at, size, reach: 10, selected });

describe('what lies under the pointer', () => {
  it.each<[string, Point, string | undefined, unknown]>([
    ['a point of the selected shape', [0.205, 0.21], 'small', { kind: 'point', key: 'small', index: 0 }],
    [
      'its edge, and the place on it',
      [0.4, 0.205],
      'small',
      { kind: 'edge', key: 'small', index: 0, at: [0.4, 0.2] },
    ],
    [
      'the edge from its last point to its first',
      [0.2, 0.4],
      'small',
      { kind: 'edge', key: 'small', index: 3, at: [0.2, 0.4] },
    ],
    ['no point of a shape that is not selected', [0.2, 0.2], undefined, { kind: 'shape', key: 'small' }],
    ['the smallest shape', [0.3, 0.3], undefined, { kind: 'shape', key: 'small' }],
    ['the selected one before a smaller one', [0.3, 0.3], 'large', { kind: 'shape', key: 'large' }],
    ['a line before the zone that it crosses', [0.3, 0.51], undefined, { kind: 'shape', key: 'line' }],
  ])('%s', (_, at, selected, expected) => expect(under(at, selected)).toEqual(expected));

  it('nothing beside all shapes', () => {
    expect(hitTest([small], { at: [0.9, 0.9], size, reach: 10, selected: undefined })).toBeUndefined();
  });

  it('a point of the ground', () => {
    const ground = shape('ground', 'ground', [[0.5, 0.5]]);
    const at: Point = [0.505, 0.5];
    expect(hitTest([ground], { at, size, reach: 10, selected: undefined })).toEqual({
      kind: 'shape',
      key: 'ground',
    });
    expect(hitTest([ground], { at, size, reach: 10, selected: 'ground' })).toEqual({
      kind: 'point',
      key: 'ground',
      index: 0,
    });
  });
});
