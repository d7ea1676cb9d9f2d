import { describe, expect, it } from 'vitest';
import { createLiveParser } from './live-parser.ts';

const head = { cameraId: 3, timeMs: 1000, width: 4, height: 3, tracks: [] };

function part(bytes: Uint8Array): number[] {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return [...length, ...bytes];
}

const message = (picture: readonly number[]): number[] => [
  ...part(new TextEncoder().encode(JSON.stringify(head))),
  ...part(Uint8Array.from(picture)),
];

describe('live stream', () => {
  it.each([1, 3, 7, 1000])('yields both pictures when they come %i bytes at a time', (size) => {
    const stream = Uint8Array.from([...message([9, 8, 7]), ...message([])]);
    const parser = createLiveParser();
    const pictures = [];
    for (let at = 0; at < stream.length; at += size) {
      pictures.push(...parser.push(stream.subarray(at, at + size)));
    }
    expect(pictures.map((picture) => [...picture.bytes])).toEqual([[9, 8, 7], []]);
    expect(pictures[0]?.head).toEqual(head);
  });

  it('refuses a length that no picture has', () => {
    expect(() => createLiveParser().push(Uint8Array.from([255, 255, 255, 255]))).toThrow('part of');
  });
});
