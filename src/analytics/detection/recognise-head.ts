import type { DetrHead, Family, Head, NanodetHead } from './head.ts';

/** An output of a network for one picture. */
export interface OutputShape {
  readonly name: string;
  readonly dims: readonly number[];
}

/** What is known of a network before its outputs are looked at. */
export interface HeadHints {
  readonly width: number;
  readonly height: number;
  readonly family?: Family | undefined;
  readonly classes?: number | undefined;
}

/** A head, and how many classes it tells apart (0 when its outputs do not show it). */
export interface Recognised {
  readonly head: Head;
  readonly classes: number;
}

const threeStrides = [8, 16, 32];
const fourStrides = [8, 16, 32, 64];

/** Tells from the shapes of its outputs how a network is to be read; undefined when no family fits, or two do. */
export function recogniseHead(outputs: readonly OutputShape[], hints: HeadHints): Recognised | undefined {
  const found = [...joinedHeads(outputs, hints), ...splitHeads(outputs, hints), ...detrHeads(outputs)];
  const fitting = found.filter(({ head, classes }) => {
    const familyFits = hints.family === undefined || head.family === hints.family;
    return familyFits && (hints.classes === undefined || classes === 0 || classes === hints.classes);
  });
  const [first, second] = fitting;
  if (second === undefined) return first;
  const coco = fitting.filter(({ classes }) => classes === 80);
  return coco.length === 1 ? coco[0] : undefined;
}

/** Number of cells of a picture for all strides together. */
function cellsOf({ width, height }: HeadHints, strides: readonly number[]): number {
  return strides.reduce((sum, stride) => sum + Math.ceil(width / stride) * Math.ceil(height / stride), 0);
}

/** Networks with one output [1, boxes, fields] or [1, fields, boxes]. */
function joinedHeads(outputs: readonly OutputShape[], hints: HeadHints): Recognised[] {
  const [output] = outputs;
  if (outputs.length !== 1 || output === undefined || output.dims.length !== 3) return [];
  const [, first = 0, second = 0] = output.dims;
  const { name } = output;
  if (second === 6 && first <= 1000) {
    return [{ head: { family: 'yolo', layout: 'final', output: name }, classes: 0 }];
  }
  const three = cellsOf(hints, threeStrides);
  if (first === cellsOf(hints, fourStrides))
    return joinedNanodet('nanodet-plus', name, second, 7, fourStrides);
  if (second === three)
    return [{ head: { family: 'yolo', layout: 'columns', output: name }, classes: first - 4 }];
  if (first !== three) return [];
  return [
    { head: { family: 'yolox' as const, strides: threeStrides, output: name }, classes: second - 5 },
    { head: { family: 'yolo' as const, layout: 'rows' as const, output: name }, classes: second - 4 },
    ...joinedNanodet('nanodet', name, second, 10, threeStrides),
    ...joinedNanodet('nanodet', name, second, 7, threeStrides),
  ].filter(({ classes }) => classes > 0);
}

function joinedNanodet(
  family: NanodetHead['family'],
  joined: string,
  fields: number,
  regMax: number,
  strides: readonly number[],
): Recognised[] {
  const classes = fields - 4 * (regMax + 1);
  return classes > 0 ? [{ head: nanodet(family, strides, regMax, { joined }), classes }] : [];
}

/** NanoDet-Plus takes the corner of a cell as its point, NanoDet the centre. */
function nanodet(
  family: NanodetHead['family'],
  strides: readonly number[],
  regMax: number,
  outputs: NanodetHead['outputs'],
): NanodetHead {
  return { family, strides, regMax, centre: family === 'nanodet' ? 0.5 : 0, outputs };
}

/** NanoDet whose scores and distances come as one pair of outputs a stride. */
function splitHeads(outputs: readonly OutputShape[], hints: HeadHints): Recognised[] {
  const strides = [threeStrides, fourStrides].find(({ length }) => outputs.length === 2 * length);
  if (strides === undefined) return [];
  const pairs = strides.map((stride) =>
    outputs
      .filter(({ dims }) => dims[1] === cellsOf(hints, [stride]))
      .sort((a, b) => channelsOf(a) - channelsOf(b)),
  );
  const distances = pairs.map(([few]) => few);
  const scores = pairs.map(([, many]) => many);
  const bins = distances[0] === undefined ? 0 : channelsOf(distances[0]);
  const classes = scores[0] === undefined ? 0 : channelsOf(scores[0]);
  const whole =
    distances.every((output) => output !== undefined && channelsOf(output) === bins) &&
    scores.every((output) => output !== undefined && channelsOf(output) === classes);
  if (!whole || bins % 4 !== 0) return [];
  const names = { scores: scores.map((one) => one!.name), distances: distances.map((one) => one!.name) };
  const family = strides === fourStrides ? 'nanodet-plus' : 'nanodet';
  return [{ head: nanodet(family, strides, bins / 4 - 1, names), classes }];
}

function channelsOf({ dims }: OutputShape): number {
  return dims[2] ?? 0;
}

/** DETR: boxes [1, queries, 4] beside logits [1, queries, classes], or beside scores and labels [1, queries]. */
function detrHeads(outputs: readonly OutputShape[]): Recognised[] {
  const boxes = outputs.find(({ dims }) => dims.length === 3 && dims[2] === 4);
  if (boxes === undefined) return [];
  const others = outputs.filter((output) => output !== boxes && output.dims[1] === boxes.dims[1]);
  const [only] = others;
  if (outputs.length === 2 && only !== undefined && only.dims.length === 3) {
    const classes = channelsOf(only);
    // Of the heads in use only the first DETR counts "no object" as a class, after COCO's 91 numbers.
    const activation = classes === 92 ? 'softmax' : 'sigmoid';
    const head: DetrHead = {
      family: 'detr',
      boxes: boxes.name,
      layout: 'logits',
      logits: only.name,
      activation,
    };
    return [{ head, classes }];
  }
  const labels = others.find(({ name, dims }) => dims.length === 2 && /label|class/i.test(name));
  const scores = others.find(({ name, dims }) => dims.length === 2 && /score|conf/i.test(name));
  if (outputs.length !== 3 || labels === undefined || scores === undefined) return [];
  const head: DetrHead = {
    family: 'detr',
    boxes: boxes.name,
    layout: 'final',
    scores: scores.name,
    labels: labels.name,
  };
  return [{ head, classes: 0 }];
}
