import type { Candidates } from './candidates.ts';
import { floats, type NanodetHead, type OutputTensors, type Reading } from './head.ts';

/** One stride of the head: where its rows begin and how far apart they are. */
interface Level {
  readonly stride: number;
  readonly columns: number;
  readonly rows: number;
  readonly classes: number;
  readonly scores: Float32Array;
  readonly scoreStart: number;
  readonly scoreStep: number;
  readonly distances: Float32Array;
  readonly distanceStart: number;
  readonly distanceStep: number;
}

/** Generalised focal loss head: the side of a box is the mean of a distribution (GFL, equation 6). */
export function decodeNanodet(
  head: NanodetHead,
  outputs: OutputTensors,
  reading: Reading,
  into: Candidates,
): void {
  for (const level of levels(head, outputs, reading)) decodeLevel(head, level, reading.confidence, into);
}

function levels(head: NanodetHead, outputs: OutputTensors, reading: Reading): Level[] {
  const bins = 4 * (head.regMax + 1);
  let before = 0;
  return head.strides.map((stride, index) => {
    const columns = Math.ceil(reading.inputWidth / stride);
    const rows = Math.ceil(reading.inputHeight / stride);
    const size = { stride, columns, rows };
    const start = before;
    before += columns * rows;
    return 'joined' in head.outputs
      ? joinedLevel(head.outputs.joined, outputs, reading.picture, bins, start, size)
      : splitLevel(head.outputs, index, outputs, reading.picture, bins, size);
  });
}

type Size = Pick<Level, 'stride' | 'columns' | 'rows'>;

function joinedLevel(
  name: string,
  outputs: OutputTensors,
  picture: number,
  bins: number,
  start: number,
  size: Size,
): Level {
  const [, cells = 0, step = 0] = outputs[name]!.dims;
  const first = (picture * cells + start) * step;
  const data = floats(outputs, name);
  return {
    ...size,
    classes: step - bins,
    scores: data,
    scoreStart: first,
    scoreStep: step,
    distances: data,
    distanceStart: first + step - bins,
    distanceStep: step,
  };
}

function splitLevel(
  names: { readonly scores: readonly string[]; readonly distances: readonly string[] },
  index: number,
  outputs: OutputTensors,
  picture: number,
  bins: number,
  size: Size,
): Level {
  const cells = size.columns * size.rows;
  const classes = outputs[names.scores[index]!]!.dims[2]!;
  return {
    ...size,
    classes,
    scores: floats(outputs, names.scores[index]!),
    scoreStart: picture * cells * classes,
    scoreStep: classes,
    distances: floats(outputs, names.distances[index]!),
    distanceStart: picture * cells * bins,
    distanceStep: bins,
  };
}

function decodeLevel(head: NanodetHead, level: Level, confidence: number, into: Candidates): void {
  const { columns, rows, classes, scores, scoreStart, scoreStep } = level;
  const cells = columns * rows;
  for (let cell = 0; cell < cells; cell++) {
    const row = scoreStart + cell * scoreStep;
    // Nearly every cell ends in this loop: nothing else is done in it.
    const end = row + classes;
    let best = row;
    while (best < end && scores[best]! < confidence) best++;
    if (best === end) continue;
    for (let at = best + 1; at < end; at++) if (scores[at]! > scores[best]!) best = at;
    addBox(head, level, cell, best - row, scores[best]!, into);
  }
}

function addBox(
  head: NanodetHead,
  level: Level,
  cell: number,
  classId: number,
  score: number,
  into: Candidates,
): void {
  const { stride, columns, distances } = level;
  const at = level.distanceStart + cell * level.distanceStep;
  const bins = head.regMax + 1;
  const column = cell % columns;
  const x = (column + head.centre) * stride;
  const y = ((cell - column) / columns + head.centre) * stride;
  into.add(
    classId,
    score,
    x - stride * meanOf(distances, at, bins),
    y - stride * meanOf(distances, at + bins, bins),
    x + stride * meanOf(distances, at + 2 * bins, bins),
    y + stride * meanOf(distances, at + 3 * bins, bins),
  );
}

/** Mean of the distribution whose logits begin at `at`. */
function meanOf(logits: Float32Array, at: number, bins: number): number {
  let largest = logits[at]!;
  for (let index = 1; index < bins; index++) largest = Math.max(largest, logits[at + index]!);
  let total = 0;
  let mean = 0;
  for (let index = 0; index < bins; index++) {
    const weight = Math.exp(logits[at + index]! - largest);
    total += weight;
    mean += weight * index;
  }
  return mean / total;
}
