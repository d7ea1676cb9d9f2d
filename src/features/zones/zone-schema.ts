import { type Static, Type } from 'typebox';
import { Id, Name, Point, Polygon, Version } from '#foundation/wire-schema.ts';

/** What a shape is drawn with: colours that stand out from pictures, and from each other. */
export const Colour = Type.Union([
  Type.Literal('yellow'),
  Type.Literal('orange'),
  Type.Literal('red'),
  Type.Literal('pink'),
  Type.Literal('violet'),
  Type.Literal('blue'),
  Type.Literal('cyan'),
  Type.Literal('green'),
]);
export type Colour = Static<typeof Colour>;
const ColourOrNone = Type.Union([Colour, Type.Null()], { description: 'null: the usual one of its sort' });

const polygonInput = { name: Name, polygon: Polygon, colour: Type.Optional(ColourOrNone) };
const polygon = {
  id: Id,
  cameraId: Id,
  name: Name,
  polygon: Polygon,
  colour: ColourOrNone,
  version: Version,
};

/** A polygon of the picture in which presence is measured and rules hold. */
export const ZoneInput = Type.Object(polygonInput, { additionalProperties: false });
export type ZoneInput = Static<typeof ZoneInput>;
export const Zone = Type.Object(polygon);
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
    colour: Type.Optional(ColourOrNone),
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
  colour: ColourOrNone,
  version: Version,
});
export type Line = Static<typeof Line>;

/** A polygon painted over before anything else sees the picture. */
export const MaskInput = Type.Object(polygonInput, { additionalProperties: false });
export type MaskInput = Static<typeof MaskInput>;
export const Mask = Type.Object(polygon);
export type Mask = Static<typeof Mask>;

/** Shapes that are being drawn: what a person has so far, which need not be sound yet. */
export const DrawnShapes = Type.Object(
  {
    polygons: Type.Optional(Type.Array(Type.Array(Point, { maxItems: 64 }), { maxItems: 200 })),
    lines: Type.Optional(
      Type.Array(Type.Object({ from: Point, to: Point }, { additionalProperties: false }), { maxItems: 200 }),
    ),
    ground: Type.Optional(
      Type.Array(
        Type.Object(
          { at: Point, metres: Type.Tuple([Type.Number(), Type.Number()]) },
          { additionalProperties: false },
        ),
        { maxItems: 32 },
      ),
    ),
  },
  { additionalProperties: false },
);
export type DrawnShapes = Static<typeof DrawnShapes>;

/** What makes drawn shapes unusable, in the words in which saving them would be refused. */
export const ShapeFaults = Type.Object({
  faults: Type.Array(
    Type.Object({ field: Type.String(), message: Type.String(), fix: Type.Optional(Type.String()) }),
  ),
});
export type ShapeFaults = Static<typeof ShapeFaults>;
