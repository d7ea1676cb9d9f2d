import type { GroundMark } from './facts.ts';
import { projectionOf } from './projection.ts';
import type { PicturePoint, Plan } from './scene.ts';

const NEAR_ROW = 0.96;
const FARTHEST_METRES = 26;
const COLUMNS = [0.1, 0.5, 0.9];

/** Six places of the ground that the picture shows, as one would measure them on a map. */
export function groundMarks({ scene: { camera }, width, height }: Plan): GroundMark[] {
  const projection = projectionOf(camera, width / height);
  const [x, , z] = camera.position;
  const turn = (camera.yaw * Math.PI) / 180;
  const far = [x - Math.sin(turn) * FARTHEST_METRES, 0, z - Math.cos(turn) * FARTHEST_METRES] as const;
  const farRow = projection.toPicture(far)?.[1] ?? 0.5;
  const spots = [NEAR_ROW, farRow].flatMap((row) => COLUMNS.map((column): PicturePoint => [column, row]));
  return spots.flatMap((spot) => {
    const ground = projection.toGround(spot);
    if (!ground) return [];
    const at: PicturePoint = [Number(spot[0].toFixed(4)), Number(spot[1].toFixed(4))];
    const exact = projection.toGround(at) ?? ground;
    return [{ at, metres: [Number(exact[0].toFixed(3)), Number((-exact[2]).toFixed(3))] }];
  });
}
