import { useSyncExternalStore } from 'react';
import type { CameraHealth } from '#features/video-analysis/live-schema.ts';

const latest = new Map<number, CameraHealth>();
/** A new map whenever a state changes, not with every figure: health comes once a second for each camera. */
let states: ReadonlyMap<number, CameraHealth> = new Map();
const listeners = new Set<() => void>();

/** Keeps the newest health of a camera. */
export function rememberHealth(health: CameraHealth): void {
  const before = states.get(health.cameraId);
  latest.set(health.cameraId, health);
  if (before?.state !== health.state || before.fault !== health.fault) {
    states = new Map(states).set(health.cameraId, health);
  }
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

/** The states of all cameras that the server told of since the page opened; their figures may be older. */
export function useCameraStates(): ReadonlyMap<number, CameraHealth> {
  return useSyncExternalStore(subscribe, () => states);
}
