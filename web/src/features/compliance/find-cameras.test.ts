import { expect, test } from 'vitest';
import { findCameras } from './find-cameras.ts';

const cameras = [{ name: 'Place de l’Église' }, { name: 'Quai Félix' }, { name: 'Dépôt' }];

test.each([
  ['', 3],
  ['eglise', 1],
  ['FELIX quai', 1],
  ['q', 1],
  ['port', 0],
])('typing "%s" finds cameras whatever the accents and capitals', (typed, count) => {
  expect(findCameras(cameras, typed)).toHaveLength(count);
});
