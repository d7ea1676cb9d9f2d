import { expect, test } from 'vitest';
import { fitLetterbox } from '#analytics/detection/letterbox.ts';
import { rowsOf, rowWindow } from './row-window.ts';

test.each([
  // wide: 234 of 416 rows hold the picture, 256 is the next multiple of 32
  [1280, 720, 416, 32, { top: 80, rows: 256 }],
  [640, 480, 416, 32, { top: 48, rows: 320 }],
  // upright and square pictures fill the height
  [480, 640, 416, 32, { top: 0, rows: 416 }],
  [600, 600, 416, 32, { top: 0, rows: 416 }],
  [1280, 720, 416, 64, { top: 80, rows: 256 }],
  // a strip thinner than one cell
  [4000, 20, 416, 32, { top: 193, rows: 32 }],
])('of a %i×%i picture in %i rows, cells of %i', (width, height, input, step, window) => {
  const letterbox = fitLetterbox(width, height, input, input);
  expect(rowWindow({ height, letterbox }, input, step)).toEqual(window);
});

test('a part of a picture that fills the input takes all rows', () => {
  expect(rowWindow({ height: 1080, letterbox: { scale: 1, padX: -100, padY: -300 } }, 416, 32)).toEqual({
    top: 0,
    rows: 416,
  });
});

test('a picture at the lower edge leaves no row out', () => {
  expect(rowWindow({ height: 100, letterbox: { scale: 1, padX: 0, padY: 380 } }, 416, 32)).toEqual({
    top: 352,
    rows: 64,
  });
});

test('rows are cut out without a copy', () => {
  const bytes = Uint8Array.from({ length: 3 * 2 * 4 }, (_, index) => index);
  const rows = rowsOf(bytes, { top: 1, rows: 2 }, 2);
  expect(Array.from(rows)).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
  expect(rows.buffer).toBe(bytes.buffer);
});
