import { expect, it } from 'vitest';
import { parseRecordedPictures } from './recorded-pictures.ts';

function packed(...pictures: readonly (readonly [timeMs: number, bytes: readonly number[]])[]) {
  const parts = pictures.flatMap(([timeMs, bytes]) => {
    const head = new DataView(new ArrayBuffer(12));
    head.setFloat64(0, timeMs);
    head.setUint32(8, bytes.length);
    return [...new Uint8Array(head.buffer), ...bytes];
  });
  return Uint8Array.from(parts);
}

it('reads every still with its time', () => {
  const pictures = parseRecordedPictures(packed([1000, [1, 2]], [2500, [3]]));
  expect(pictures.map(({ timeMs, jpeg }) => [timeMs, [...jpeg]])).toEqual([
    [1000, [1, 2]],
    [2500, [3]],
  ]);
});

it('leaves out a still that did not come whole', () => {
  expect(parseRecordedPictures(packed([1000, [1, 2]], [2500, [3, 4]]).slice(0, -1))).toHaveLength(1);
  expect(parseRecordedPictures(new Uint8Array(5))).toEqual([]);
});
