import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ClipDetections, createDetectionStore, outputKey, rounded } from './detection-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-store-'));
  writeFileSync(join(folder, 'gate.mp4'), 'a film');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const found: ClipDetections = [
  rounded({
    count: 2,
    boxesXyxy: Float32Array.from([-3.3, 0, 20.125, 70.06, 300, 40, 320, 90]),
    scores: Float32Array.from([0.91, 0.4]),
    classIds: Uint16Array.from([0, 2]),
  }),
  { count: 0, boxesXyxy: new Float32Array(), scores: new Float32Array(), classIds: new Uint16Array() },
];

const key = (film = 'gate.mp4', detector = 'nanodet', rate = 5) =>
  outputKey(join(folder, film), detector, rate);

test('what a detector found comes back as it was rounded', async () => {
  const store = createDetectionStore(folder);
  await store.insert('gate', 'int8', await key(), found);
  expect(await store.find('gate', 'int8', await key())).toEqual(found);
});

test('nothing is kept of another clip or precision', async () => {
  const store = createDetectionStore(folder);
  await store.insert('gate', 'int8', await key(), found);
  expect(await store.find('gate', 'fp32', await key())).toBeUndefined();
  expect(await store.find('yard', 'int8', await key())).toBeUndefined();
});

test.each([
  ['another detector', () => key('gate.mp4', 'yolox-s')],
  ['another rate', () => key('gate.mp4', 'nanodet', 10)],
  [
    'a clip that was rendered anew',
    () => {
      writeFileSync(join(folder, 'gate.mp4'), 'another film');
      return key();
    },
  ],
])('output of %s is refused, with the command that renews it', async (_, present) => {
  const store = createDetectionStore(folder);
  await store.insert('gate', 'int8', await key(), found);
  await expect(store.find('gate', 'int8', await present())).rejects.toThrow(
    /^gate: .*\(int8\).* Renew it: npm run accuracy -- --store$/,
  );
});
