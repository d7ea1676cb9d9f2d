/** A picture of a recording: JPEG, its masks burned in and whoever is on it pixelated. */
export interface RecordedPicture {
  /** milliseconds since 1970 */
  readonly timeMs: number;
  readonly jpeg: Uint8Array;
}

const headBytes = 12;

/** Pictures one behind the other: time (float64), length (uint32), JPEG; big endian. */
export function packPictures(pictures: readonly RecordedPicture[]): Uint8Array {
  const packed = new Uint8Array(pictures.reduce((sum, { jpeg }) => sum + headBytes + jpeg.length, 0));
  const view = new DataView(packed.buffer);
  let offset = 0;
  for (const { timeMs, jpeg } of pictures) {
    view.setFloat64(offset, timeMs);
    view.setUint32(offset + 8, jpeg.length);
    packed.set(jpeg, offset + headBytes);
    offset += headBytes + jpeg.length;
  }
  return packed;
}

/** The pictures of what `packPictures` made. */
export function unpackPictures(packed: Uint8Array): readonly RecordedPicture[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const pictures: RecordedPicture[] = [];
  for (let offset = 0; offset + headBytes <= packed.length; ) {
    const end = offset + headBytes + view.getUint32(offset + 8);
    pictures.push({ timeMs: view.getFloat64(offset), jpeg: packed.subarray(offset + headBytes, end) });
    offset = end;
  }
  return pictures;
}
