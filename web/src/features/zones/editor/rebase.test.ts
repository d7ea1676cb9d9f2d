import { describe, expect, it } from 'vitest';
import { changesOf, countChanges, rebased } from './rebase.ts';
import type { Shape } from './shape.ts';

const shape = (key: string, name: string, version = 1): Shape => ({
  key,
  kind: 'zone',
  id: 1,
  version,
  name,
  colour: null,
  points: [
    [0, 0],
    [1, 0],
    [1, 1],
  ],
});
const keys = (shapes: readonly Shape[]) => shapes.map(({ key, name }) => `${key}: ${name}`);

describe('the server is read again while somebody draws', () => {
  it('what nobody edited here follows it: changed, removed, added', () => {
    const base = [shape('a', 'A'), shape('b', 'B')];
    const now = [shape('a', 'A of the other', 2), shape('c', 'C')];
    expect(keys(rebased(base, base, now).shapes)).toEqual(['a: A of the other', 'c: C']);
  });

  it('what was edited here stays, with the base that it was edited from', () => {
    const base = [shape('a', 'A')];
    const after = rebased([shape('a', 'mine')], base, [shape('a', 'theirs', 2)]);
    expect(keys(after.shapes)).toEqual(['a: mine']);
    expect(after.base[0]).toMatchObject({ name: 'A', version: 1 });
  });

  it('what was removed here stays removed, what was drawn here stays drawn', () => {
    const base = [shape('a', 'A')];
    expect(keys(rebased([shape('new 1', 'N')], base, base).shapes)).toEqual(['new 1: N']);
  });
});

describe('what is sent', () => {
  it('is what differs from the base', () => {
    const base = [shape('a', 'A'), shape('b', 'B'), shape('c', 'C')];
    const changes = changesOf(base, [shape('a', 'A'), shape('b', 'other'), shape('new 1', 'N')]);
    expect(keys(changes.added)).toEqual(['new 1: N']);
    expect(keys(changes.changed)).toEqual(['b: other']);
    expect(keys(changes.removed)).toEqual(['c: C']);
    expect(countChanges(changes)).toBe(3);
  });
});
