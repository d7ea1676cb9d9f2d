import { type RawBuilder, sql } from 'kysely';
import type { CameraScope } from '#foundation/camera-scope.ts';

/** The condition that a column names a camera of the scope. */
export function inCameraScope(
  column: RawBuilder<unknown>,
  scope: CameraScope | undefined,
): RawBuilder<boolean> {
  return scope === undefined || scope === 'all'
    ? sql<boolean>`true`
    : sql<boolean>`${column} = ANY (${[...scope]}::bigint[])`;
}
