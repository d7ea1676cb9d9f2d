import type { Page, PageRequest } from '#foundation/page.ts';
import type { Camera, CameraInput } from './camera-schema.ts';

/** What a PATCH of a camera may say; a source whose password is `***` keeps the stored one. */
export type CameraPatch = Partial<CameraInput>;

/** The register of cameras. Every answer shows `***` in place of a password. */
export interface CameraService {
  list(request: PageRequest): Promise<Page<Camera>>;
  /** Throws `not-found`. */
  find(id: number): Promise<Camera>;
  insert(input: CameraInput): Promise<Camera>;
  update(id: number, patch: CameraPatch): Promise<Camera>;
  /** Removes its zones, lines, masks, rules and alerts too; its series stay without it. */
  remove(id: number): Promise<void>;
}
