import { describe, expect, it } from 'vitest';
import { type MaskPolygon, paintSpans, rasteriseMask } from './mask.ts';

const halves = { shiftX: 1, shiftY: 1 };

/** The painted pixels as rows of `#` and `.`. */
function drawn(polygon: MaskPolygon, width: number, height: number, margin = 0): string[] {
  const plane = new Uint8Array(width * height).fill(46);
  paintSpans(plane, width, rasteriseMask([polygon], { width, height }, halves, margin).luma, 35, 1);
  return Array.from({ length: height }, (_, row) =>
    String.fromCharCode(...plane.subarray(row * width, (row + 1) * width)),
  );
}

describe('a privacy mask', () => {
  it('covers every pixel the polygon touches', () => {
    const rectangle: MaskPolygon = [
      [0.21, 0.26],
      [0.79, 0.26],
      [0.79, 0.74],
      [0.21, 0.74],
    ];
    expect(drawn(rectangle, 10, 4)).toEqual(['..........', '..######..', '..######..', '..........']);
  });

  it('follows slanted edges outwards', () => {
    const triangle: MaskPolygon = [
      [0, 0],
      [1, 0],
      [0, 1],
    ];
    expect(drawn(triangle, 4, 4)).toEqual(['####', '###.', '##..', '#...']);
  });

  it('grows by its margin on all sides', () => {
    const dot: MaskPolygon = [
      [0.51, 0.51],
      [0.55, 0.51],
      [0.51, 0.55],
    ];
    expect(drawn(dot, 8, 8, 1).filter((row) => row.includes('#'))).toEqual([
      '...###..',
      '...###..',
      '...###..',
    ]);
  });

  it('has no hole where a polygon crosses itself', () => {
    const star: MaskPolygon = [
      [0.5, 0],
      [0.8, 1],
      [0, 0.4],
      [1, 0.4],
      [0.2, 1],
    ];
    expect(drawn(star, 21, 21)[11]?.[10]).toBe('#');
  });

  it('covers the whole picture with a polygon of its corners', () => {
    const all: MaskPolygon = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    const mask = rasteriseMask([all], { width: 6, height: 3 }, halves, 2);
    expect([...mask.luma]).toEqual([0, 0, 6, 1, 0, 6, 2, 0, 6]);
    expect([...mask.chroma]).toEqual([0, 0, 3, 1, 0, 3]);
  });

  it('covers each colour sample that any hidden pixel shares', () => {
    const pixel: MaskPolygon = [
      [3.1 / 8, 3.1 / 8],
      [3.9 / 8, 3.1 / 8],
      [3.9 / 8, 3.9 / 8],
    ];
    expect([...rasteriseMask([pixel], { width: 8, height: 8 }, halves, 0).chroma]).toEqual([1, 1, 2]);
  });
});
