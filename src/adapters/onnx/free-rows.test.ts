import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fitLetterbox } from '#analytics/detection/letterbox.ts';
import type { InstalledModel, ModelManifest } from '#features/models/ports.ts';
import { gridFile, gridSide } from '../../../test/fakes/grid-detector.ts';
import { prepareOnnx } from './convert/prepare-onnx.ts';
import { openDetector } from './detector.ts';
import { openSession } from './session.ts';

vi.setConfig({ testTimeout: 60_000 });

const hints = { family: 'yolox', classes: 2 } as const;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-rows-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function install(
  name: string,
  change: (input: ModelManifest['input']) => ModelManifest['input'],
): Promise<InstalledModel> {
  const { onnx, input, head, suppressionIou } = await prepareOnnx(gridFile(), hints);
  const file = join(folder, `${name}.onnx`);
  await writeFile(file, onnx);
  const origin = { licence: 'EUPL-1.2', source: 'test', recipe: 0, notes: [], sha256: '0'.repeat(64) };
  const labels = ['person', 'car'];
  return {
    file,
    manifest: { version: 1, name, ...origin, input: change(input), head, suppressionIou, labels },
  };
}

/** Grey, with red squares of 8 pixels at the given places of the model's input. */
function picture(...squares: readonly (readonly [x: number, y: number])[]): Uint8Array {
  const bytes = new Uint8Array(3 * gridSide * gridSide).fill(20);
  for (const [left, top] of squares) {
    for (let at = 0; at < 64; at++) {
      const pixel = (top + (at >> 3)) * gridSide + left + (at & 7);
      bytes.set([250, 0, 0], 3 * pixel);
    }
  }
  return bytes;
}

async function boxes(
  model: InstalledModel,
  width: number,
  height: number,
  input: Uint8Array,
): Promise<number[][]> {
  const detector = await openDetector({ model });
  const letterbox = fitLetterbox(width, height, gridSide, gridSide);
  const found = await detector.detect({ input, letterbox, width, height, confidence: 0.5 });
  await detector.close();
  return Array.from({ length: found.count }, (_, index) =>
    Array.from(found.boxesXyxy.subarray(4 * index, 4 * index + 4)),
  );
}

test('a graph that takes fewer rows is told so, resizes to fixed sizes included', async () => {
  const { onnx, input, head } = await prepareOnnx(gridFile(), hints);
  expect(input).toEqual({ width: gridSide, height: gridSide, batch: 'free', rows: 'free' });
  const session = await openSession({
    model: onnx,
    width: gridSide,
    height: gridSide,
    threads: 1,
    provider: 'cpu',
  });
  const name = head.family === 'yolox' ? head.output : '';
  const rows = async (count: number) =>
    (await session.run(new Uint8Array(3 * gridSide * count), 1, count))[name]?.dims;
  expect(await rows(64)).toEqual([1, 168, 7]);
  expect(await rows(64)).toEqual([1, 168, 7]);
  expect(await rows(128)).toEqual([1, 336, 7]);
  await session.close();
});

test('a graph that holds on to its number of cells is left as it is', async () => {
  const { input } = await prepareOnnx(gridFile({ fixed: true }), hints);
  expect(input.rows).toBeUndefined();
});

test.each([
  [
    'wide',
    256,
    128,
    [
      [16, 40],
      [96, 80],
    ],
  ],
  [
    'square',
    128,
    128,
    [
      [0, 0],
      [120, 120],
    ],
  ],
] as const)('objects of a %s picture are where they are with all rows', async (_, width, height, squares) => {
  const free = await install('free', (input) => input);
  const whole = await install('whole', ({ rows, ...input }) => input);
  const input = picture(...squares);
  const expected = await boxes(whole, width, height, input.slice());
  expect(expected).toHaveLength(squares.length);
  expect(await boxes(free, width, height, input)).toEqual(expected);
});
