import { useSyncExternalStore } from 'react';
import type { CameraHealth } from '#features/video-analysis/live-schema.ts';

const latest = new Map<number, CameraHealth>();
const listeners = new Set<() => void>();

/** Keeps the newest health of a camera. */
export function rememberHealth(health: CameraHealth): void {
  latest.set(health.cameraId, health);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The newest health of a camera: what the server sent since, else what came with the camera. */
export function useCameraHealth(
  cameraId: number,
  fromCamera: CameraHealth | null | undefined,
): CameraHealth | undefined {
  const live = useSyncExternalStore(subscribe, () => latest.get(cameraId));
  return live ?? fromCamera ?? undefined;
}
