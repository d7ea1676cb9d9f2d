import { expect, test } from 'vitest';
import { decide, type Output, type Place } from './legal-gate.ts';

test.each<[Place, string, Output, boolean]>([
  ['closed-site', 'intrusion', 'alert', true],
  ['closed-site', 'dwell', 'stay', true],
  ['public-road', 'intrusion', 'alert', false],
  ['open-to-public', 'dwell', 'alert', false],
  ['public-road', 'dwell', 'statistics', true],
  ['public-road', 'dwell', 'stay', false],
  ['public-road', 'count', 'live-count', false],
  ['public-road', 'camera-health', 'alert', true],
  ['open-to-public', 'camera-health', 'alert', true],
  ['public-road', 'camera-health', 'live-count', false],
])('on a %s, %s may give its %s: %s', (place, detector, output, expected) => {
  expect(decide(place, detector, output).allowed).toBe(expected);
});
