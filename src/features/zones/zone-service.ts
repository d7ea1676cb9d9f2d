import type { Page, PageRequest } from '#foundation/page.ts';
import type { Line, LineInput, Mask, MaskInput, Zone, ZoneInput } from './zone-schema.ts';

/** The shapes of one sort drawn on cameras. */
export interface ShapeService<Input, Shape> {
  /** Throws `not-found` for an unknown camera. */
  list(cameraId: number, request: PageRequest): Promise<Page<Shape>>;
  find(id: number): Promise<Shape>;
  insert(cameraId: number, input: Input): Promise<Shape>;
  update(id: number, patch: Partial<Input>): Promise<Shape>;
  /** Throws `conflict` while a rule uses the shape. */
  remove(id: number): Promise<void>;
}

/** Zones, counting lines and privacy masks as drawn and stored. */
export interface ZoneService {
  readonly zones: ShapeService<ZoneInput, Zone>;
  readonly lines: ShapeService<LineInput, Line>;
  readonly masks: ShapeService<MaskInput, Mask>;
}
