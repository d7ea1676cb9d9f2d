import { expect, it } from 'vitest';
import { type SceneGeometry, SceneObserver, type SceneTrack } from './scene.ts';

const track = (id: number, x: number, y: number): SceneTrack => ({
  id,
  class: 'person',
  score: 0.8,
  medianScore: 0.8,
  firstSeenMs: 0,
  velocityX: 0,
  velocityY: 0,
  stillSinceMs: null,
  left: x - 10,
  top: y - 60,
  right: x + 10,
  bottom: y,
});

const geometry = {
  zones: [
    {
      id: 7,
      polygon: [
        [0.5, 0.5],
        [1, 0.5],
        [1, 1],
        [0.5, 1],
      ] as const,
    },
  ],
  lines: [{ id: 3, from: [0, 0.5] as const, to: [1, 0.5] as const }],
};

it('an object is in a zone by its feet, not by its head', () => {
  const observer = new SceneObserver(geometry, 1000, 500);
  const { present } = observer.update([track(1, 700, 300), track(2, 700, 240), track(3, 100, 300)], 0);
  expect(present.get(7)?.map(({ id }) => id)).toEqual([1]);
});

it('a crossing names its line, its direction and its object', () => {
  const observer = new SceneObserver(geometry, 1000, 500);
  observer.update([track(1, 200, 200)], 0);
  const { crossings } = observer.update([track(1, 200, 300)], 200);
  expect(crossings).toMatchObject([{ lineId: 3, direction: 'forward', track: { id: 1 } }]);
});

it('a jump of the picture makes no crossing', () => {
  const observer = new SceneObserver(geometry, 1000, 500);
  observer.update([track(1, 200, 200)], 0);
  observer.reset();
  expect(observer.update([track(1, 200, 300)], 200).crossings).toEqual([]);
});

it('an object that crosses before it is confirmed counts once it is', () => {
  const observer = new SceneObserver(geometry, 1000, 500);
  observer.update([], 0, { tentative: [track(1, 200, 200)] });
  expect(observer.update([], 200, { tentative: [track(1, 200, 300)] }).crossings).toEqual([]);
  expect(observer.update([track(1, 200, 320)], 400).crossings).toMatchObject([
    { lineId: 3, direction: 'forward' },
  ]);
  expect(observer.update([track(1, 200, 340)], 600).crossings).toEqual([]);
});

it('an object that is never confirmed never counts', () => {
  const observer = new SceneObserver(geometry, 1000, 500);
  observer.update([], 0, { tentative: [track(1, 200, 200)] });
  observer.update([], 200, { tentative: [track(1, 200, 300)] });
  observer.update([], 400);
  expect(observer.update([track(1, 200, 320)], 600).crossings).toEqual([]);
});

it('a new box that lies over a known object crosses nothing before it is confirmed', () => {
  const observer = new SceneObserver(geometry, 1000, 500);
  const known = track(1, 200, 330);
  const group = { ...track(2, 200, 330), left: 150, right: 250 };
  observer.update([known], 0, { tentative: [group] });
  expect(observer.update([known, track(2, 200, 200)], 200).crossings).toEqual([]);
});

const restarted = (observer: SceneObserver, drawn: SceneGeometry = geometry) => {
  const next = new SceneObserver(drawn, 1000, 500);
  next.restore(JSON.parse(JSON.stringify(observer.save())));
  return next;
};

it('a restart between both sides of a line loses no crossing and tells none twice', () => {
  const before = new SceneObserver(geometry, 1000, 500);
  before.update([track(1, 200, 200)], 0);
  const during = restarted(before);
  expect(during.update([track(1, 200, 300)], 4000).crossings).toMatchObject([{ lineId: 3 }]);
  expect(restarted(during).update([track(1, 200, 320)], 8000).crossings).toEqual([]);
});

it('what is known of a line that has moved since is forgotten', () => {
  const before = new SceneObserver(geometry, 1000, 500);
  before.update([track(1, 200, 200)], 0);
  const moved = { ...geometry, lines: [{ id: 3, from: [0, 0.55] as const, to: [1, 0.55] as const }] };
  expect(restarted(before, moved).update([track(1, 200, 300)], 4000).crossings).toEqual([]);
});

it.each([
  undefined,
  null,
  'x',
  [],
  {},
  { version: 1 },
  { version: 1, lines: [null, { from: [0, 250], to: [1000, 250], passages: [[1, 2]] }] },
  { version: 2, lines: [] },
])('of %j nothing is taken', (rubbish) => {
  const observer = new SceneObserver(geometry, 1000, 500);
  observer.restore(rubbish);
  expect(observer.update([track(1, 200, 300)], 0).crossings).toEqual([]);
});

it('an object hidden for minutes, still believed, counts when it shows up on the other side', () => {
  const observer = new SceneObserver(geometry, 1000, 500);
  observer.update([track(1, 200, 200)], 0);
  for (let time = 1000; time < 180_000; time += 1000)
    observer.update([], time, { lost: [track(1, 200, 200)] });
  expect(observer.update([track(1, 200, 300)], 180_000).crossings).toMatchObject([{ lineId: 3 }]);
});
