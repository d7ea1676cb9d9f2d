import { expect, it } from 'vitest';
import { placeLabel } from './place-labels.ts';

const picture = { width: 400, height: 200 };
const size = { width: 60, height: 20 };

it('a label takes its first place when that is free', () =>
  expect(
    placeLabel(
      size,
      [
        [100, 50],
        [200, 50],
      ],
      [],
      picture,
    ),
  ).toMatchObject({ x: 70, y: 40 }));

it('a label makes way for one that is already there', () => {
  const taken = [{ x: 60, y: 30, width: 60, height: 20 }];
  expect(
    placeLabel(
      size,
      [
        [100, 50],
        [200, 50],
      ],
      taken,
      picture,
    ),
  ).toMatchObject({ x: 170, y: 40 });
});

it('a label stays inside the picture', () => {
  expect(placeLabel(size, [[395, 199]], [], picture)).toMatchObject({ x: 340, y: 180 });
  expect(placeLabel(size, [[-20, -20]], [], picture)).toMatchObject({ x: 0, y: 0 });
});
