import { expect, it } from 'vitest';
import type { Line, Zone } from '#features/zones/zone-schema.ts';
import { type SceneLabel, sceneLabels } from './scene-labels.ts';

const picture = { width: 700, height: 400 };
const line = (id: number, from: Line['from'], to: Line['to']) =>
  ({
    id,
    name: `pavement ${id}`,
    from,
    to,
    forward: 'to the station',
    backward: 'to the town hall',
    colour: null,
  }) as Line;
const zone = {
  id: 1,
  colour: 'red',
  name: 'crossing place',
  polygon: [
    [0.2, 0.4],
    [0.9, 0.5],
    [0.9, 0.7],
    [0, 0.6],
  ],
} as Zone;

const touch = (a: SceneLabel, b: SceneLabel): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

it('words of neighbouring lines and a zone neither touch nor leave the picture', () => {
  const labels = sceneLabels({
    picture,
    zones: [zone],
    lines: [
      line(1, [0.55, 0.4], [0.45, 0.7]),
      line(2, [0.58, 0.71], [0.54, 0.95]),
      line(3, [0.47, 0.26], [0.4, 0.39]),
    ],
    figures: () => ({ forward: undefined, backward: '12' }),
    widthOf: (text) => text.length * 7,
  });
  expect(labels.map(({ text }) => text)).toContain('to the town hall 12');
  for (const [at, a] of labels.entries()) {
    expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= 700 && a.y + a.height <= 400).toBe(true);
    for (const b of labels.slice(at + 1)) expect(touch(a, b), `${a.text} on ${b.text}`).toBe(false);
  }
});

it('the word of a direction stands on its side of the line', () => {
  const [forward, backward] = sceneLabels({
    picture,
    zones: [],
    lines: [line(1, [0.1, 0.5], [0.9, 0.5])],
    figures: () => ({ forward: undefined, backward: undefined }),
    widthOf: () => 80,
  });
  expect(forward?.y).toBeGreaterThan(200);
  expect(backward?.y).toBeLessThan(200);
});

it('a word has the colour of the shape it names', () => {
  const labels = sceneLabels({
    picture,
    zones: [zone, { ...zone, id: 2, colour: null }],
    lines: [line(1, [0.1, 0.5], [0.9, 0.5])],
    figures: () => ({ forward: undefined, backward: undefined }),
    widthOf: () => 80,
  });
  expect(labels.map(({ key, colour }) => [key, colour])).toEqual([
    ['line 1 forward', '#fff'],
    ['line 1 backward', '#fff'],
    ['line 1', '#7cc4ff'],
    ['zone 1', '#ff6b5e'],
    ['zone 2', '#ffd166'],
  ]);
});
