import { expect, it } from 'vitest';
import { calmPixels } from '#analytics/motion/pixel-facts.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';
import { VisitNumbers } from './visit-numbers.ts';

/** Someone as seen in a picture: number, middle of the feet, and what differs from the usual. */
type Seen = readonly [id: number, x: number, y: number, more?: Partial<SceneTrack>];

const polygon = [
  [300, 300],
  [700, 300],
  [700, 600],
  [300, 600],
] as const;

const trackOf = ([id, x, y, more]: Seen, firstSeenMs: number): SceneTrack => ({
  ...{ id, class: 'person', score: 0.7, medianScore: 0.7, firstSeenMs },
  ...{ left: x - 20, right: x + 20, top: y - 120, bottom: y },
  ...{ velocityX: 0, velocityY: 0, stillSinceMs: null },
  ...more,
});

/** Numbers that rules see in the last of the pictures, five a second. */
function numbersAfter(pictures: readonly (readonly Seen[])[]): readonly number[] {
  const visits = new VisitNumbers(polygon);
  const begun = new Map<number, number>();
  let scene: Scene | undefined;
  for (const [index, seen] of pictures.entries()) {
    const timeMs = index * 200;
    const tracks = seen.map((one) => {
      begun.set(one[0], begun.get(one[0]) ?? timeMs);
      return trackOf(one, begun.get(one[0]) ?? timeMs);
    });
    const size = { width: 1000, height: 700 };
    const rest = { lost: [], crossings: [], present: new Map(), pixels: calmPixels };
    scene = visits.update({ timeMs, tracks, ...size, ...rest });
  }
  return scene?.tracks.map(({ id }) => id) ?? [];
}

const times = (count: number, ...seen: Seen[]): Seen[][] => Array.from({ length: count }, () => seen);

it.each<{ name: string; pictures: Seen[][]; numbers: readonly number[] }>([
  {
    name: 'goes on with the visit of one who was lost a moment ago near by',
    pictures: [...times(5, [1, 500, 450]), ...times(5), ...times(3, [2, 530, 450])],
    numbers: [1],
  },
  {
    name: 'gives one who appears far off a number of its own',
    pictures: [...times(5, [1, 350, 450]), ...times(5), [[2, 650, 560]], ...times(3, [2, 680, 590])],
    numbers: [2],
  },
  {
    name: 'gives one who appears long after a number of its own',
    pictures: [...times(5, [1, 500, 450]), ...times(35), [[2, 470, 450]], ...times(3, [2, 500, 450])],
    numbers: [2],
  },
  {
    name: 'gives one who walked in a number of its own, though another was lost there',
    pictures: [...times(5, [1, 320, 450]), [[2, 250, 450]], [[2, 280, 450]], ...times(3, [2, 310, 450])],
    numbers: [2],
  },
  {
    name: 'leaves out a second box over one who is there',
    pictures: [...times(5, [1, 500, 450]), ...times(9, [1, 500, 450], [2, 510, 445])],
    numbers: [1],
  },
  {
    name: 'leaves out what appears and never stirs, for a while',
    pictures: [...times(5, [1, 350, 450]), ...times(9, [1, 350, 450], [2, 600, 450])],
    numbers: [1],
  },
  {
    name: 'believes what has been there for long',
    pictures: [...times(5, [1, 350, 450]), ...times(30, [1, 350, 450], [2, 600, 450])],
    numbers: [1, 2],
  },
  {
    name: 'never believes a faint box that touches one who is there',
    pictures: [
      ...times(5, [1, 500, 450]),
      ...times(60, [1, 500, 450], [2, 530, 450, { medianScore: 0.35, score: 0.35 }]),
    ],
    numbers: [1],
  },
  {
    name: 'believes one who comes out from behind another',
    pictures: [
      ...times(5, [1, 500, 450]),
      ...times(5, [1, 500, 450], [2, 510, 445]),
      ...times(2, [1, 500, 450], [2, 560, 445]),
    ],
    numbers: [1, 2],
  },
  {
    name: 'believes one who stands behind another for long',
    pictures: [...times(5, [1, 500, 450]), ...times(30, [1, 500, 450], [2, 510, 445])],
    numbers: [1, 2],
  },
  {
    name: 'keeps the visit in the zone when its track walks off with one who passed by',
    pictures: [
      ...times(5, [1, 500, 320]),
      ...times(3, [1, 500, 320], [2, 505, 330]),
      ...times(3, [1, 420, 260], [2, 505, 330]),
    ],
    numbers: [2, 1],
  },
  {
    name: 'leaves vehicles alone',
    pictures: [
      ...times(5, [1, 500, 450, { class: 'car' }]),
      ...times(5),
      ...times(3, [2, 500, 450, { class: 'car' }]),
    ],
    numbers: [2],
  },
  {
    name: 'believes whoever is there when it begins',
    pictures: [
      [
        [1, 500, 450],
        [2, 510, 445],
      ],
    ],
    numbers: [1, 2],
  },
])('$name', ({ pictures, numbers }) => {
  expect(numbersAfter(pictures)).toEqual(numbers);
});
