import { describe, expect, test } from 'vitest';
import { readDetections, type Source } from './decode.ts';
import type { Head, NanodetHead, OutputTensors } from './head.ts';

/** A square of 64 pixels, seen as it is. */
const source: Source = {
  picture: 0,
  inputWidth: 64,
  inputHeight: 64,
  confidence: 0.4,
  width: 64,
  height: 64,
  letterbox: { scale: 1, padX: 0, padY: 0 },
};
const labels = ['person', 'bicycle', 'car'];

function tensor(...dims: number[]) {
  return { data: new Float32Array(dims.reduce((a, b) => a * b, 1)), dims };
}

function read(
  head: Head,
  outputs: OutputTensors,
  at: Partial<Source> = {},
  names: readonly string[] = labels,
) {
  const found = readDetections(head, outputs, { ...source, ...at }, 0.6, names);
  return Array.from({ length: found.count }, (_, index) => ({
    class: names[found.classIds[index]!],
    score: Math.round(found.scores[index]! * 100) / 100,
    box: [...found.boxesXyxy.slice(4 * index, 4 * index + 4)].map((side) => Math.round(side * 100) / 100),
  }));
}

/** A distribution that is all on one distance. */
function setDistance(data: Float32Array, at: number, distance: number): void {
  data[at + distance] = 50;
}

describe('NanoDet', () => {
  const head: NanodetHead = {
    family: 'nanodet',
    strides: [8, 16],
    regMax: 3,
    centre: 0.5,
    outputs: { scores: ['s8', 's16'], distances: ['d8', 'd16'] },
  };

  function outputs(count = 1) {
    return {
      s8: tensor(count, 64, 3),
      s16: tensor(count, 16, 3),
      d8: tensor(count, 64, 16),
      d16: tensor(count, 16, 16),
    };
  }

  test('a box is the mean distance of its four sides from the middle of the cell', () => {
    const out = outputs();
    // Cell (2, 1) of the 4 × 4 cells of stride 16: its middle is (40, 24).
    const cell = 1 * 4 + 2;
    out.s16.data[cell * 3 + 2] = 0.8;
    for (const [side, distance] of [1, 1, 1, 2].entries())
      setDistance(out.d16.data, cell * 16 + side * 4, distance);
    expect(read(head, out)).toEqual([{ class: 'car', score: 0.8, box: [24, 8, 56, 56] }]);
  });

  test('a distribution over several distances gives their mean', () => {
    const out = outputs();
    out.s8.data[3 * (8 * 4 + 4)] = 0.5;
    // Equal weight of 0…3 everywhere: one and a half cells.
    expect(read(head, out)[0]?.box).toEqual([24, 24, 48, 48]);
  });

  test('the best class of a cell counts, below the confidence none', () => {
    const out = outputs();
    out.s8.data.set([0.5, 0.7, 0.2], 3 * 20);
    out.s8.data.set([0.39, 0.1, 0.1], 3 * 50);
    expect(read(head, out).map((found) => found.class)).toEqual(['bicycle']);
  });

  test('each picture of a batch has its own objects', () => {
    const out = outputs(2);
    out.s16.data[16 * 3 + 5 * 3] = 0.9;
    expect(read(head, out)).toEqual([]);
    expect(read(head, out, { picture: 1 })).toHaveLength(1);
  });

  test('NanoDet-Plus joins scores and distances, and measures from the corner of the cell', () => {
    const plus: NanodetHead = {
      family: 'nanodet-plus',
      strides: [8, 16],
      regMax: 3,
      centre: 0,
      outputs: { joined: 'out' },
    };
    const out = { out: tensor(1, 80, 19) };
    const row = (64 + 1 * 4 + 2) * 19;
    out.out.data[row] = 0.6;
    for (const [side, distance] of [1, 1, 1, 2].entries())
      setDistance(out.out.data, row + 3 + side * 4, distance);
    expect(read(plus, out)).toEqual([{ class: 'person', score: 0.6, box: [16, 0, 48, 48] }]);
  });
});

describe('YOLOX', () => {
  const head: Head = { family: 'yolox', strides: [8, 16, 32], output: 'out' };

  test('offsets and sizes are in cells, the score is objectness times class', () => {
    const out = { out: tensor(1, 84, 8) };
    // Stride 32 begins after 64 + 16 cells; cell (1, 0).
    out.out.data.set([0.5, 0.5, Math.log(0.5), 0, 0.9, 0.1, 0.8, 0.2], (64 + 16 + 1) * 8);
    expect(read(head, out)).toEqual([{ class: 'bicycle', score: 0.72, box: [40, 0, 56, 32] }]);
  });

  test('much objectness without a class is nothing', () => {
    const out = { out: tensor(1, 84, 8) };
    out.out.data.set([0, 0, 0, 0, 0.95, 0.2, 0.3, 0.1], 0);
    expect(read(head, out)).toEqual([]);
  });
});

describe('YOLO', () => {
  const fields = [32, 20, 16, 8, 0.1, 0.2, 0.7];
  const expected = [{ class: 'car', score: 0.7, box: [24, 16, 40, 24] }];

  test('one column a box', () => {
    const out = { out: tensor(1, 7, 84) };
    fields.forEach((value, field) => {
      out.out.data[field * 84 + 30] = value;
    });
    expect(read({ family: 'yolo', layout: 'columns', output: 'out' }, out)).toEqual(expected);
  });

  test('one row a box', () => {
    const out = { out: tensor(2, 84, 7) };
    out.out.data.set(fields, (84 + 30) * 7);
    expect(read({ family: 'yolo', layout: 'rows', output: 'out' }, out, { picture: 1 })).toEqual(expected);
  });

  test('boxes already final', () => {
    const out = { out: tensor(1, 300, 6) };
    out.out.data.set([24, 16, 40, 24, 0.7, 2], 12);
    expect(read({ family: 'yolo', layout: 'final', output: 'out' }, out)).toEqual(expected);
  });
});

describe('DETR', () => {
  test('logits through a sigmoid, boxes as shares of the input', () => {
    const out = { boxes: tensor(1, 10, 4), logits: tensor(1, 10, 3) };
    out.logits.data.fill(-8);
    out.boxes.data.set([0.5, 0.25, 0.5, 0.25], 4 * 7);
    out.logits.data.set([-3, Math.log(3), -2], 3 * 7);
    const head: Head = {
      family: 'detr',
      layout: 'logits',
      boxes: 'boxes',
      logits: 'logits',
      activation: 'sigmoid',
    };
    expect(read(head, out)).toEqual([{ class: 'bicycle', score: 0.75, box: [16, 8, 48, 24] }]);
  });

  test('with a softmax the last class is nothing', () => {
    const out = { boxes: tensor(1, 2, 4), logits: tensor(1, 2, 4) };
    out.boxes.data.fill(0.5);
    out.logits.data.set([0, 0, 0, 9, 9, 0, 0, 0]);
    const head: Head = {
      family: 'detr',
      layout: 'logits',
      boxes: 'boxes',
      logits: 'logits',
      activation: 'softmax',
    };
    expect(read(head, out).map((found) => found.class)).toEqual(['person']);
  });

  test('labels, scores and boxes already final, labels as 64-bit numbers', () => {
    const out = {
      labels: { data: BigInt64Array.from([0n, 2n]), dims: [1, 2] },
      scores: { data: Float32Array.from([0.1, 0.9]), dims: [1, 2] },
      boxes: { data: Float32Array.from([0, 0, 1, 1, 8, 8, 24, 40]), dims: [1, 2, 4] },
    };
    const head: Head = {
      family: 'detr',
      layout: 'final',
      boxes: 'boxes',
      scores: 'scores',
      labels: 'labels',
    };
    expect(read(head, out)).toEqual([{ class: 'car', score: 0.9, box: [8, 8, 24, 40] }]);
  });

  test('a number without a class is left out', () => {
    const out = { boxes: tensor(1, 1, 4), logits: tensor(1, 1, 3) };
    out.boxes.data.fill(0.5);
    out.logits.data.set([3, -9, -9]);
    const head: Head = {
      family: 'detr',
      layout: 'logits',
      boxes: 'boxes',
      logits: 'logits',
      activation: 'sigmoid',
    };
    expect(read(head, out, {}, ['', 'person', 'bicycle'])).toEqual([]);
  });
});

test('boxes are brought back to the picture and cut at its borders', () => {
  const out = { out: tensor(1, 300, 6) };
  out.out.data.set([-10, 10, 32, 40, 0.9, 0]);
  out.out.data.set([0, 0, 64, 7, 0.8, 0], 6);
  const letterbox = { scale: 0.5, padX: 0, padY: 8 };
  const found = read({ family: 'yolo', layout: 'final', output: 'out' }, out, {
    width: 128,
    height: 96,
    letterbox,
  });
  // The second box lies in the padding above the picture.
  expect(found).toEqual([{ class: 'person', score: 0.9, box: [0, 4, 64, 64] }]);
});
