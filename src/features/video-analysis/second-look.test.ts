import { describe, expect, it } from 'vitest';
import { type Box, coveredShare } from '#analytics/geometry/boxes.ts';
import { regionsToLookAt } from './second-look.ts';

const input = { width: 416, height: 416 };
const fullHd = { width: 1920, height: 1080 };
const person = (left: number, top: number, height = 25): Box => ({
  left,
  top,
  right: left + height * 0.4,
  bottom: top + height,
});

describe('the parts looked at again', () => {
  it.each<[string, readonly Box[], { width: number; height: number }]>([
    ['nothing is there', [], fullHd],
    ['all is large enough', [person(100, 100, 400)], fullHd],
    ['the picture is no larger than the input', [person(100, 100)], { width: 416, height: 416 }],
    ['the picture is hardly larger', [person(100, 100)], { width: 500, height: 400 }],
  ])('are none where %s', (_, candidates, picture) => {
    expect(regionsToLookAt(candidates, picture, input)).toEqual([]);
  });

  it('show a small thing pixel by pixel, with room round it', () => {
    const [region] = regionsToLookAt([person(900, 500)], fullHd, input);
    expect(region).toBeDefined();
    expect((region?.right ?? 0) - (region?.left ?? 0)).toBe(416);
    expect(coveredShare({ left: 885, top: 485, right: 925, bottom: 540 }, region as Box)).toBe(1);
  });

  it.each<[string, Box]>([
    ['top left', person(0, 0)],
    ['bottom right', person(1905, 1050)],
    ['beyond the border', person(-8, 1070)],
  ])('stay inside the picture: %s', (_, thing) => {
    const [region] = regionsToLookAt([thing], fullHd, input);
    expect(
      region && region.left >= 0 && region.top >= 0 && region.right <= 1920 && region.bottom <= 1080,
    ).toBe(true);
  });

  it('hold neighbours together', () => {
    const group = [person(900, 500), person(1000, 560), person(1100, 480)];
    expect(regionsToLookAt(group, fullHd, input)).toHaveLength(1);
  });

  it.each([1, 2, 5, 12, 40])('are few, and cover %i things wherever they can', (count) => {
    const things = Array.from({ length: count }, (_, index) =>
      person(40 + ((index * 613) % 1800), 40 + ((index * 379) % 980)),
    );
    const regions = regionsToLookAt(things, fullHd, input);
    expect(regions.length).toBeGreaterThan(0);
    expect(regions.length).toBeLessThanOrEqual(4);
    if (count <= 2) {
      for (const thing of things)
        expect(regions.some((region) => coveredShare(thing, region) === 1)).toBe(true);
    }
    expect(regions.some((region) => coveredShare(things[0] as Box, region) === 1)).toBe(true);
  });
});
