import { expect, it } from 'vitest';
import { isOnEarth, numberIn, placeIn } from './pasted-place.ts';

it.each([
  ['49.4712, 5.9318', { latitude: 49.4712, longitude: 5.9318 }],
  ['-21.115 55.536', { latitude: -21.115, longitude: 55.536 }],
  ['49,4712', undefined],
  ['494712, 59318', undefined],
  ['Place du Marché', undefined],
])('%s pasted from a map', (text, place) => {
  expect(placeIn(text)).toEqual(place);
});

it.each([
  ['49.4712', 49.4712],
  [' 49,4712 ', 49.4712],
  ['-3', -3],
  ['49.47.12', undefined],
  ['', undefined],
])('the number %s', (text, value) => {
  expect(numberIn(text)).toBe(value);
});

it('what is typed of a latitude may lie beyond the pole for a moment', () => {
  expect(isOnEarth({ latitude: 494, longitude: 5 })).toBe(false);
  expect(isOnEarth({ latitude: 49.4, longitude: 5 })).toBe(true);
});
