import { type Static, Type } from 'typebox';
import { Id, Name, Point, Polygon } from '#foundation/wire-schema.ts';

/** A polygon of the picture in which presence is measured and rules hold. */
export const ZoneInput = Type.Object({ name: Name, polygon: Polygon }, { additionalProperties: false });
export type ZoneInput = Static<typeof ZoneInput>;
export const Zone = Type.Interface([ZoneInput], { id: Id, cameraId: Id });
export type Zone = Static<typeof Zone>;

/**
 * A counting line with two named directions.
 * `forward` is the side that lies to the right of someone walking from `from` to `to` on the picture.
 */
export const LineInput = Type.Object(
  {
    name: Name,
    from: Point,
    to: Point,
    forward: Type.Optional(Name),
    backward: Type.Optional(Name),
    classes: Type.Optional(Type.Array(Type.String(), { minItems: 1, maxItems: 20, uniqueItems: true })),
  },
  { additionalProperties: false },
);
export type LineInput = Static<typeof LineInput>;
export const Line = Type.Object({
  id: Id,
  cameraId: Id,
  name: Name,
  from: Point,
  to: Point,
  forward: Name,
  backward: Name,
  classes: Type.Array(Type.String()),
});
export type Line = Static<typeof Line>;

/** A polygon painted over before anything else sees the picture. */
export const MaskInput = Type.Object({ name: Name, polygon: Polygon }, { additionalProperties: false });
export type MaskInput = Static<typeof MaskInput>;
export const Mask = Type.Interface([MaskInput], { id: Id, cameraId: Id });
export type Mask = Static<typeof Mask>;
