import { expect, test } from 'vitest';
import { fitLetterbox } from './letterbox.ts';

test.each([
  {
    picture: [768, 576],
    input: [416, 416],
    fit: { scale: 416 / 768, width: 416, height: 312, padX: 0, padY: 52 },
  },
  {
    picture: [576, 768],
    input: [416, 416],
    fit: { scale: 416 / 768, width: 312, height: 416, padX: 52, padY: 0 },
  },
  { picture: [416, 416], input: [416, 416], fit: { scale: 1, width: 416, height: 416, padX: 0, padY: 0 } },
  { picture: [320, 240], input: [640, 640], fit: { scale: 2, width: 640, height: 480, padX: 0, padY: 80 } },
])('a picture of $picture lies in $input with its shape kept', ({ picture, input, fit }) => {
  expect(fitLetterbox(picture[0]!, picture[1]!, input[0]!, input[1]!)).toEqual(fit);
});
