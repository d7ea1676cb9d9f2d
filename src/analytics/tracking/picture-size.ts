import type { Box } from '#analytics/geometry/boxes.ts';

/** Size of the picture in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Share of the picture within which a box touches its border. */
const borderShare = 0.01;

/** Which sides of a box lie at the border of the picture; none when its size is not known. */
export function touchesBorder(box: Box, picture: PictureSize | undefined): Record<keyof Box, boolean> {
  if (picture === undefined) return { left: false, top: false, right: false, bottom: false };
  const { width, height } = picture;
  return {
    left: box.left <= borderShare * width,
    top: box.top <= borderShare * height,
    right: box.right >= (1 - borderShare) * width,
    bottom: box.bottom >= (1 - borderShare) * height,
  };
}
