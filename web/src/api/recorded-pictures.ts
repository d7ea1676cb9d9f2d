/** A still of a recording. */
export interface RecordedPicture {
  readonly timeMs: number;
  readonly jpeg: Uint8Array<ArrayBuffer>;
}

const headBytes = 12;

/**
 * Cuts the answer of GET /api/v1/recordings/{id}/pictures into stills: time (float64, big endian, ms since 1970),
 * length (uint32), picture (JPEG). A last picture that is cut short is left out.
 */
export function parseRecordedPictures(packed: Uint8Array<ArrayBuffer>): readonly RecordedPicture[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const pictures: RecordedPicture[] = [];
  for (let offset = 0; offset + headBytes <= packed.length; ) {
    const end = offset + headBytes + view.getUint32(offset + 8);
    if (end > packed.length) break;
    pictures.push({ timeMs: view.getFloat64(offset), jpeg: packed.slice(offset + headBytes, end) });
    offset = end;
  }
  return pictures;
}
