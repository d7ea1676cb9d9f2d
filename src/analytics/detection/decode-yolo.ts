import type { Candidates } from './candidates.ts';
import { floats, type OutputTensors, type Reading, type YoloHead, type YoloxHead } from './head.ts';

/** YOLOX: offsets and sizes are in cells of their stride; the score is objectness × class. */
export function decodeYolox(
  head: YoloxHead,
  outputs: OutputTensors,
  reading: Reading,
  into: Candidates,
): void {
  const data = floats(outputs, head.output);
  const [, cells = 0, step = 0] = outputs[head.output]!.dims;
  let row = reading.picture * cells * step;
  for (const stride of head.strides) {
    const columns = Math.ceil(reading.inputWidth / stride);
    const rows = Math.ceil(reading.inputHeight / stride);
    for (let cell = 0; cell < columns * rows; cell++, row += step) {
      const objectness = data[row + 4]!;
      // A class score is at most one: most cells end here.
      if (objectness < reading.confidence) continue;
      const column = cell % columns;
      const x = (data[row]! + column) * stride;
      const y = (data[row + 1]! + (cell - column) / columns) * stride;
      const size = { width: Math.exp(data[row + 2]!) * stride, height: Math.exp(data[row + 3]!) * stride };
      const best = bestClass(data, row + 5, 1, step - 5);
      const score = objectness * data[row + 5 + best]!;
      if (score >= reading.confidence) addCentred(into, best, score, x, y, size.width, size.height);
    }
  }
}

/** YOLO of the v8 kind: boxes are in pixels of the input, scores are probabilities. */
export function decodeYolo(head: YoloHead, outputs: OutputTensors, reading: Reading, into: Candidates): void {
  const data = floats(outputs, head.output);
  const [, first = 0, second = 0] = outputs[head.output]!.dims;
  const start = reading.picture * first * second;
  if (head.layout === 'final') {
    decodeFinal(data, start, first, second, reading.confidence, into);
    return;
  }
  const inColumns = head.layout === 'columns';
  const boxes = inColumns ? second : first;
  const fields = inColumns ? first : second;
  // Steps from one field of a box to the next, and from one box to the next.
  const fieldStep = inColumns ? second : 1;
  const boxStep = inColumns ? 1 : second;
  for (let box = 0; box < boxes; box++) {
    const at = start + box * boxStep;
    const best = bestClass(data, at + 4 * fieldStep, fieldStep, fields - 4);
    const score = data[at + (4 + best) * fieldStep]!;
    if (score < reading.confidence) continue;
    const [x, y] = [data[at]!, data[at + fieldStep]!];
    addCentred(into, best, score, x, y, data[at + 2 * fieldStep]!, data[at + 3 * fieldStep]!);
  }
}

function decodeFinal(
  data: Float32Array,
  start: number,
  boxes: number,
  step: number,
  confidence: number,
  into: Candidates,
): void {
  for (let at = start; at < start + boxes * step; at += step) {
    const score = data[at + 4]!;
    if (score < confidence) continue;
    into.add(data[at + 5]!, score, data[at]!, data[at + 1]!, data[at + 2]!, data[at + 3]!);
  }
}

function bestClass(data: Float32Array, at: number, step: number, classes: number): number {
  let best = 0;
  for (let index = 1; index < classes; index++) {
    if (data[at + index * step]! > data[at + best * step]!) best = index;
  }
  return best;
}

function addCentred(
  into: Candidates,
  classId: number,
  score: number,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  into.add(classId, score, x - width / 2, y - height / 2, x + width / 2, y + height / 2);
}
