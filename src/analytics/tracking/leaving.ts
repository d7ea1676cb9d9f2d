import { type Box, boxSize } from '#analytics/geometry/boxes.ts';
import { type PictureSize, touchesBorder } from './picture-size.ts';

/** Speed towards the border of an object that leaves, sizes a second. */
const leavingSpeed = 0.2;

interface Moving {
  readonly hits: number;
  readonly lastBox: Box;
  readonly velocityX: number;
  readonly velocityY: number;
}

/** Whether it touches a border of the picture and moves towards it. */
export function isLeaving({ hits, lastBox, velocityX, velocityY }: Moving, picture?: PictureSize): boolean {
  if (picture === undefined || hits === 1) return false;
  const at = touchesBorder(lastBox, picture);
  const speed = leavingSpeed * boxSize(lastBox);
  return (
    (at.left && velocityX < -speed) ||
    (at.right && velocityX > speed) ||
    (at.top && velocityY < -speed) ||
    (at.bottom && velocityY > speed)
  );
}
