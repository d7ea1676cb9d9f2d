import { expect, test } from 'vitest';
import type { LiveHead } from '#features/video-analysis/live-schema.ts';
import { LiveHub, type Watched } from './live-hub.ts';

const head: LiveHead = { cameraId: 1, timeMs: 5, width: 4, height: 3, tracks: [] };
const full = new Uint8Array([1]);
const coarse = new Uint8Array([2]);
const piece = { kind: 'delta', timeMs: 5, mediaMs: 0, bytes: new Uint8Array([3]) } as const;

function hub() {
  const told: Watched[] = [];
  const live = new LiveHub((watched) => told.push(watched));
  const view = (...[ids, wish]: [number[], Parameters<LiveHub['subscribe']>[3]]) => {
    const got: string[] = [];
    const end = live.subscribe(
      ids,
      5,
      (one, bytes) => got.push('video' in one ? one.video : `${one.timeMs}:${bytes[0] ?? '-'}`),
      wish,
    );
    return { got, end };
  };
  return { live, told, view };
}

test('each viewer gets the form asked for, and boxes beside video', () => {
  const { live, view } = hub();
  const sharp = view([1, 2], { form: 'full', videoIds: [] });
  const hazy = view([1], { form: 'coarse', videoIds: [] });
  const film = view([1, 2], { form: 'full', videoIds: [1] });
  const hazyFilm = view([1], { form: 'coarse', videoIds: [1] });
  live.publish(head, full, 'full');
  live.publish(head, coarse, 'coarse');
  live.publish(head, new Uint8Array(0), 'boxes');
  live.publishVideo({ cameraId: 1, form: 'full', piece });
  live.publishVideo({ cameraId: 2, form: 'full', piece });
  live.publishVideo({ cameraId: 1, form: 'coarse', piece: { kind: 'none' } });
  expect(sharp.got).toEqual(['5:1']);
  expect(hazy.got).toEqual(['5:2']);
  expect(film.got).toEqual(['5:-', 'delta']);
  expect(hazyFilm.got).toEqual(['5:-', 'none']);
});

test('one form of a camera is asked for once, however many look, and no longer than one does', () => {
  const { told, view } = hub();
  const views = [
    view([1, 2], { form: 'full', videoIds: [2] }),
    view([2], { form: 'full', videoIds: [2] }),
    view([2], { form: 'coarse', videoIds: [] }),
  ];
  expect(told.at(-1)).toEqual({
    framesPerSecond: 5,
    cameras: [
      { cameraId: 1, pictures: ['full'], videos: [] },
      { cameraId: 2, pictures: ['coarse'], videos: ['full'] },
    ],
  });
  for (const { end } of views) end();
  expect(told.at(-1)).toEqual({ framesPerSecond: 0, cameras: [] });
});
