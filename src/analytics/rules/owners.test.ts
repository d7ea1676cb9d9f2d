import { describe, expect, it } from 'vitest';
import type { Box } from '../geometry/boxes.ts';
import { SceneObserver, type SceneTrack } from '../zones/scene.ts';
import { Owners } from './owners.ts';

const thing = { left: 100, top: 90, right: 115, bottom: 104 };
const height = 60;
/** A person whose foot stands at x, 100. */
const personAt = (id: number, x: number, more: Partial<SceneTrack> = {}): SceneTrack => ({
  id,
  class: 'person',
  score: 0.8,
  medianScore: 0.8,
  firstSeenMs: 0,
  velocityX: 0,
  velocityY: 0,
  stillSinceMs: null,
  left: x - 10,
  top: 100 - height,
  right: x + 10,
  bottom: 100,
  ...more,
});

/** Looks every 200 ms, from `from` to `to` seconds. */
function watch(
  owners: Owners,
  [from, to]: readonly [number, number],
  tracks: (second: number) => readonly SceneTrack[],
  lost: (second: number) => readonly SceneTrack[] = () => [],
) {
  const observer = new SceneObserver({ zones: [], lines: [] }, 640, 360);
  let scene = observer.update([], from * 1000);
  for (let second = from; second <= to + 1e-9; second += 0.2) {
    scene = observer.update(tracks(second), Math.round(second * 1000), { lost: lost(second) });
    owners.update(scene);
  }
  return scene;
}

const found = (box: Box, sinceMs: number, tracks: (second: number) => readonly SceneTrack[]) => {
  const owners = new Owners();
  watch(owners, [0, 10], tracks);
  return owners.find(box, sinceMs);
};

describe('the owner of a thing', () => {
  it('is the person nearest to it when it came to rest', () => {
    const owner = found(thing, 5000, (second) => [
      personAt(1, second < 6 ? 90 : 300),
      personAt(2, 150),
      personAt(3, second < 7 ? 500 : 105),
    ]);
    expect(owner).toMatchObject({ id: 1, seenMs: 10_000, beside: [1, 2] });
  });

  it.each<[string, SceneTrack]>([
    ['nobody farther than a person is tall', personAt(1, 180)],
    ['no vehicle', personAt(1, 105, { class: 'car' })],
  ])('is %s', (_, track) => {
    expect(found(thing, 5000, () => [track])).toBeUndefined();
  });

  it('is nobody after the stream jumped', () => {
    const owners = new Owners();
    watch(owners, [0, 6], () => [personAt(1, 105)]);
    owners.clear();
    expect(owners.find(thing, 5000)).toBeUndefined();
  });

  it('is followed under the number of who shows up where it was lost', () => {
    const owners = new Owners();
    watch(owners, [0, 6], () => [personAt(1, 90)]);
    const owner = owners.find(thing, 5000)!;
    const scene = watch(owners, [7, 8], () => [personAt(4, 100, { firstSeenMs: 7000 })]);
    expect(owners.follow(owner, thing, scene, false)).toMatchObject({ id: 4, seenMs: 8000 });
    expect(owners.follow(owner, thing, scene, true)).toMatchObject({ id: 1, seenMs: 6000 });
  });

  it.each<[string, (second: number) => number, (second: number) => number]>([
    ['comes from elsewhere and passes there', () => 90, (second) => 300 - (second - 7) * 200],
    ['comes in where the owner was lost on the way off', (second) => (second < 5.5 ? 90 : 172), () => 172],
  ])('is not who %s', (_, ownerX, otherX) => {
    const owners = new Owners();
    watch(owners, [0, 6], (second) => [personAt(1, ownerX(second))]);
    const owner = owners.find(thing, 5000)!;
    const scene = watch(owners, [7, 8], (second) => [personAt(4, otherX(second), { firstSeenMs: 7000 })]);
    expect(owners.follow(owner, thing, scene, false)).toMatchObject({ id: 1 });
  });
});

describe('an owner has left', () => {
  const leave = (
    until: number,
    tracks: (second: number) => readonly SceneTrack[],
    lost?: (second: number) => readonly SceneTrack[],
  ) => {
    const owners = new Owners();
    watch(owners, [0, 6], tracks, lost);
    const owner = owners.find(thing, 5000)!;
    const scene = watch(owners, [6.2, until], tracks, lost);
    return owners.hasLeft(owners.follow(owner, thing, scene, false), thing, scene.timeMs);
  };
  const gone = (at: number, track: SceneTrack) => (second: number) => (second < at ? [track] : []);

  it.each<[string, boolean, number, (second: number) => readonly SceneTrack[]]>([
    ['once he has gone far', true, 12, (second) => [personAt(1, second < 8 ? 80 : 220)]],
    ['not while he stands beside it', false, 14, () => [personAt(1, 80)]],
    ['not as soon as he is missed', false, 10, gone(8, personAt(1, 70))],
    ['once he is missed for longer', true, 11, gone(8, personAt(1, 70))],
    ['not so soon where he was last before the thing', false, 14, gone(8, personAt(1, 107, { bottom: 110 }))],
    ['later where he was last before the thing', true, 17, gone(8, personAt(1, 107, { bottom: 110 }))],
    [
      'not while another, beside it from the first, still is: both may be the same',
      false,
      14,
      (second) => [...gone(8, personAt(1, 90))(second), personAt(2, 70)],
    ],
    [
      'though another who was beside it stands a little farther off',
      true,
      14,
      (second) => [...gone(8, personAt(1, 90))(second), personAt(2, second < 7 ? 70 : 40)],
    ],
  ])('%s', (_, hasLeft, until, tracks) => expect(leave(until, tracks)).toBe(hasLeft));

  it.each([
    [12, false],
    [18, true],
  ])('not while one who stood still may be missed: at %s s %s', (until, hasLeft) => {
    const standing = personAt(1, 70, { stillSinceMs: 2000 });
    const lost = (second: number) => (second < 8 ? [] : [standing]);
    expect(leave(until, gone(8, standing), lost)).toBe(hasLeft);
  });

  it('where the detector took the thing itself for a person, wide as it is', () => {
    const wide = { left: 90, top: 80, right: 115, bottom: 104 };
    const mistaken = { ...wide, top: 74 };
    const owners = new Owners();
    watch(owners, [0, 6], () => [personAt(1, 0, mistaken)]);
    const owner = owners.find(wide, 5000)!;
    expect(owners.hasLeft(owner, wide, 15_000)).toBe(true);
  });

  it('never where the thing is as tall as he: it is himself, unseen', () => {
    const owners = new Owners();
    watch(owners, [0, 6], () => [personAt(1, 107)]);
    const himself = { left: 98, top: 42, right: 116, bottom: 100 };
    const owner = owners.find(himself, 5000)!;
    expect(owners.hasLeft(owner, himself, 60_000)).toBe(false);
    expect(owners.hasLeft(owner, { ...himself, left: 80 }, 60_000)).toBe(false);
  });
});
