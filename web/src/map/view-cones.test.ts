import { describe, expect, it } from 'vitest';
import { gridLines, type MapCamera, roundLength, viewCone } from './view-cones.ts';

const camera: MapCamera = {
  id: 1,
  name: 'Gate',
  latitude: 49.5,
  longitude: 5.77,
  heading: 90,
  fieldOfView: 60,
  newAlerts: 0,
};

describe('the view of a camera on the map', () => {
  it('opens around its heading: a camera that looks east sees nothing west of it', () => {
    const cone = viewCone(camera, 50) ?? [];
    expect(cone.every(([longitude]) => longitude >= camera.longitude)).toBe(true);
    expect(cone[0]).toEqual(cone.at(-1));
  });

  it('is not drawn while the heading is unknown', () => {
    expect(viewCone({ ...camera, heading: undefined }, 50)).toBeUndefined();
  });
});

describe('the grid of the plain background', () => {
  it.each([
    [7, 5],
    [43, 20],
    [180, 100],
  ])('for %i m picks %i m', (asked, picked) => expect(roundLength(asked)).toBe(picked));

  it('covers the part of the map that is shown', () => {
    const lines = gridLines({ west: 5.7, south: 49.5, east: 5.71, north: 49.51 }, 100);
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.length).toBeLessThan(40);
  });
});
