import { expect, test } from 'vitest';
import { type HeadHints, type OutputShape, recogniseHead } from './recognise-head.ts';

const out = (...dims: number[]): OutputShape[] => [{ name: 'out', dims }];
const small = { width: 416, height: 416 };
const large = { width: 640, height: 640 };

const cases: {
  what: string;
  outputs: OutputShape[];
  hints: HeadHints;
  head: object | undefined;
  classes?: number;
}[] = [
  {
    what: 'YOLOX-nano',
    outputs: out(1, 3549, 85),
    hints: small,
    head: { family: 'yolox', strides: [8, 16, 32] },
    classes: 80,
  },
  { what: 'YOLOX-s', outputs: out(1, 8400, 85), hints: large, head: { family: 'yolox' }, classes: 80 },
  {
    what: 'YOLOv8',
    outputs: out(1, 84, 8400),
    hints: large,
    head: { family: 'yolo', layout: 'columns' },
    classes: 80,
  },
  {
    what: 'YOLOv8 turned',
    outputs: out(1, 8400, 84),
    hints: large,
    head: { family: 'yolo', layout: 'rows' },
    classes: 80,
  },
  {
    what: 'YOLO without suppression',
    outputs: out(1, 300, 6),
    hints: large,
    head: { family: 'yolo', layout: 'final' },
    classes: 0,
  },
  {
    what: 'NanoDet-g',
    outputs: out(1, 3549, 124),
    hints: small,
    head: { family: 'nanodet', regMax: 10, centre: 0.5 },
    classes: 80,
  },
  {
    what: 'NanoDet-m',
    outputs: out(1, 3549, 112),
    hints: small,
    head: { family: 'nanodet', regMax: 7 },
    classes: 80,
  },
  {
    what: 'NanoDet-Plus',
    outputs: out(1, 3598, 112),
    hints: small,
    head: { family: 'nanodet-plus', regMax: 7, centre: 0, strides: [8, 16, 32, 64] },
    classes: 80,
  },
  {
    what: 'a NanoDet in pairs',
    outputs: [2704, 676, 169].flatMap((cells) => [
      { name: `dis${cells}`, dims: [1, cells, 32] },
      { name: `cls${cells}`, dims: [1, cells, 80] },
    ]),
    hints: small,
    head: {
      family: 'nanodet',
      outputs: { scores: ['cls2704', 'cls676', 'cls169'], distances: ['dis2704', 'dis676', 'dis169'] },
    },
    classes: 80,
  },
  {
    what: 'RF-DETR',
    outputs: [
      { name: 'dets', dims: [1, 300, 4] },
      { name: 'labels', dims: [1, 300, 91] },
    ],
    hints: { width: 384, height: 384 },
    head: { family: 'detr', layout: 'logits', boxes: 'dets', logits: 'labels', activation: 'sigmoid' },
    classes: 91,
  },
  {
    what: 'DETR',
    outputs: [
      { name: 'logits', dims: [1, 100, 92] },
      { name: 'pred_boxes', dims: [1, 100, 4] },
    ],
    hints: large,
    head: { family: 'detr', activation: 'softmax' },
    classes: 92,
  },
  {
    what: 'D-FINE',
    outputs: [
      { name: 'labels', dims: [1, 300] },
      { name: 'boxes', dims: [1, 300, 4] },
      { name: 'scores', dims: [1, 300] },
    ],
    hints: large,
    head: { family: 'detr', layout: 'final', scores: 'scores', labels: 'labels' },
    classes: 0,
  },
  {
    what: 'YOLOX of three classes, said so',
    outputs: out(1, 3549, 8),
    hints: { ...small, classes: 3 },
    head: { family: 'yolox' },
    classes: 3,
  },
  {
    what: 'one of two that would fit, by family',
    outputs: out(1, 3549, 8),
    hints: { ...small, family: 'yolo' },
    head: { family: 'yolo' },
    classes: 4,
  },
  { what: 'what two families would fit', outputs: out(1, 3549, 8), hints: small, head: undefined },
  { what: 'the wrong input size', outputs: out(1, 3549, 85), hints: large, head: undefined },
  { what: 'a classifier', outputs: out(1, 1000), hints: small, head: undefined },
  {
    what: 'another family than said',
    outputs: out(1, 3549, 85),
    hints: { ...small, family: 'detr' },
    head: undefined,
  },
  { what: 'no output', outputs: [], hints: small, head: undefined },
];

test.each(cases)('$what is told by its outputs', ({ outputs, hints, head, classes }) => {
  const found = recogniseHead(outputs, hints);
  if (head === undefined) expect(found).toBeUndefined();
  else expect(found).toMatchObject({ head, classes });
});
