import { describe, expect, it } from 'vitest';
import {
  angleBetween,
  bearingTo,
  destination,
  gridLines,
  type MapCamera,
  roundLength,
  viewCone,
} from './view-cones.ts';

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

describe('a handle that is dragged on the map', () => {
  it.each([
    [0, 40],
    [90, 25],
    [215, 300],
  ])('to %i° and %i m gives that direction and distance', (degrees, metres) => {
    expect(bearingTo(camera, destination(camera, degrees, metres))).toEqual({ degrees, metres });
  });

  it.each([
    [350, 10, 20],
    [10, 350, 20],
    [90, 270, 180],
    [45, 45, 0],
  ])('the angle between %i° and %i° is %i°', (one, other, angle) => {
    expect(angleBetween(one, other)).toBe(angle);
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
