import type { CameraHealth } from '#features/video-analysis/live-schema.ts';

/** The last health told of each camera. */
export interface HealthBoard {
  update(cameras: readonly CameraHealth[]): void;
  of(cameraId: number): CameraHealth | undefined;
  all(): readonly CameraHealth[];
  /** Forgets the cameras that are analysed no longer. */
  keep(cameraIds: readonly number[]): void;
}

/** Makes an empty board. */
export function createHealthBoard(): HealthBoard {
  const board = new Map<number, CameraHealth>();
  return {
    update: (cameras) => {
      for (const camera of cameras) board.set(camera.cameraId, camera);
    },
    of: (cameraId) => board.get(cameraId),
    all: () => [...board.values()],
    keep: (cameraIds) => {
      for (const id of board.keys()) if (!cameraIds.includes(id)) board.delete(id);
    },
  };
}
