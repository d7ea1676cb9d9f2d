import { type Static, Type } from 'typebox';

const Size = Type.Integer({ minimum: 32, maximum: 4096 });
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Word = Type.String({ minLength: 1 });
const Strides = Type.Array(Type.Number({ exclusiveMinimum: 0 }), { minItems: 1 });

const NanodetHead = Type.Object({
  family: Type.Union([Type.Literal('nanodet'), Type.Literal('nanodet-plus')]),
  strides: Strides,
  regMax: Type.Integer({ minimum: 1 }),
  centre: Type.Number(),
  outputs: Type.Union([
    Type.Object({ scores: Type.Array(Word), distances: Type.Array(Word) }),
    Type.Object({ joined: Word }),
  ]),
});
const YoloxHead = Type.Object({ family: Type.Literal('yolox'), strides: Strides, output: Word });
const YoloHead = Type.Object({
  family: Type.Literal('yolo'),
  layout: Type.Union([Type.Literal('columns'), Type.Literal('rows'), Type.Literal('final')]),
  output: Word,
});
const DetrLogitsHead = Type.Object({
  family: Type.Literal('detr'),
  boxes: Word,
  layout: Type.Literal('logits'),
  logits: Word,
  activation: Type.Union([Type.Literal('sigmoid'), Type.Literal('softmax')]),
});
const DetrFinalHead = Type.Object({
  family: Type.Literal('detr'),
  boxes: Word,
  layout: Type.Literal('final'),
  scores: Word,
  labels: Word,
});

/** The manifest of an installed model, as it lies on disk. */
export const Manifest = Type.Object({
  version: Type.Literal(1),
  name: Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{0,63}$' }),
  licence: Type.String(),
  source: Type.String(),
  sha256: Sha256,
  recipe: Type.Integer({ minimum: 0 }),
  input: Type.Object({
    width: Size,
    height: Size,
    batch: Type.Union([Type.Literal('free'), Type.Literal(1)]),
    rows: Type.Optional(Type.Literal('free')),
  }),
  head: Type.Union([NanodetHead, YoloxHead, YoloHead, DetrLogitsHead, DetrFinalHead]),
  suppressionIou: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
  labels: Type.Array(Type.String(), { minItems: 1 }),
  notes: Type.Array(Type.String()),
});
export type Manifest = Static<typeof Manifest>;

/** The manifest of the INT8 form of a model, as it lies on disk. */
export const Int8ManifestFile = Type.Object({
  version: Type.Literal(1),
  name: Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{0,63}$' }),
  of: Sha256,
  sha256: Sha256,
  recipe: Type.Integer({ minimum: 1 }),
  pictures: Type.Integer({ minimum: 1 }),
  calibration: Type.String(),
  agreement: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()]),
});

/** What was measured of both forms on one machine, as it lies on disk. */
export const SpeedFile = Type.Object({
  version: Type.Literal(1),
  fp32: Sha256,
  int8: Sha256,
  machine: Type.String(),
  fp32Ms: Type.Number({ exclusiveMinimum: 0 }),
  int8Ms: Type.Number({ exclusiveMinimum: 0 }),
});
