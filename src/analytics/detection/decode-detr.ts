import type { Candidates } from './candidates.ts';
import { type DetrHead, floats, type OutputTensors, type Reading } from './head.ts';

/** DETR: each query is a box or nothing; queries do not repeat one another much. */
export function decodeDetr(head: DetrHead, outputs: OutputTensors, reading: Reading, into: Candidates): void {
  if (head.layout === 'final') decodeFinal(head, outputs, reading, into);
  else decodeLogits(head, outputs, reading, into);
}

function decodeLogits(
  head: DetrHead & { readonly layout: 'logits' },
  outputs: OutputTensors,
  reading: Reading,
  into: Candidates,
): void {
  const boxes = floats(outputs, head.boxes);
  const logits = floats(outputs, head.logits);
  const [, queries = 0, classes = 0] = outputs[head.logits]!.dims;
  const { inputWidth, inputHeight, confidence } = reading;
  const softmax = head.activation === 'softmax';
  for (let query = reading.picture * queries; query < (reading.picture + 1) * queries; query++) {
    // With softmax the last class is "no object".
    const [classId, score] = bestOf(logits, query * classes, classes, softmax);
    if (score < confidence || (softmax && classId === classes - 1)) continue;
    const [x, y] = [boxes[4 * query]! * inputWidth, boxes[4 * query + 1]! * inputHeight];
    const halfWidth = (boxes[4 * query + 2]! * inputWidth) / 2;
    const halfHeight = (boxes[4 * query + 3]! * inputHeight) / 2;
    into.add(classId, score, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
  }
}

function bestOf(
  logits: Float32Array,
  at: number,
  classes: number,
  softmax: boolean,
): [classId: number, score: number] {
  let best = 0;
  for (let index = 1; index < classes; index++) {
    if (logits[at + index]! > logits[at + best]!) best = index;
  }
  const largest = logits[at + best]!;
  if (!softmax) return [best, 1 / (1 + Math.exp(-largest))];
  let total = 0;
  for (let index = 0; index < classes; index++) total += Math.exp(logits[at + index]! - largest);
  return [best, 1 / total];
}

function decodeFinal(
  head: DetrHead & { readonly layout: 'final' },
  outputs: OutputTensors,
  reading: Reading,
  into: Candidates,
): void {
  const boxes = floats(outputs, head.boxes);
  const scores = floats(outputs, head.scores);
  const labels = outputs[head.labels]!.data;
  const queries = outputs[head.scores]!.dims[1]!;
  for (let query = reading.picture * queries; query < (reading.picture + 1) * queries; query++) {
    if (scores[query]! < reading.confidence) continue;
    const at = 4 * query;
    into.add(
      Number(labels[query]),
      scores[query]!,
      boxes[at]!,
      boxes[at + 1]!,
      boxes[at + 2]!,
      boxes[at + 3]!,
    );
  }
}
