/** Cameras by id, or all there are: what exists for who asks. */
export type CameraScope = readonly number[] | 'all';

/** Whether a camera is in a scope; without one, all are. */
export function inScope(scope: CameraScope | undefined, cameraId: number): boolean {
  return scope === undefined || scope === 'all' || scope.includes(cameraId);
}

/** What a list is asked with, besides its page: cameras out of the scope do not exist for it. */
export interface Scoped {
  /** all there are when absent */
  readonly cameraIds?: CameraScope | undefined;
}
