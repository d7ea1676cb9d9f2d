/** Width and height that a header of a few bytes claims. */
export const huge = 20_000;

/** The JPEG with a header that claims a huge picture. ITU-T T.81, B.2.2. */
export function hugeJpeg(jpeg: Buffer): Buffer {
  const copy = Buffer.from(jpeg);
  const frame = copy.indexOf('ffc0', 0, 'hex');
  copy.writeUInt16BE(huge, frame + 5);
  copy.writeUInt16BE(huge, frame + 7);
  return copy;
}

/** Unsigned Exp-Golomb code. ITU-T H.264, 9.1. */
function exponential(value: number): string {
  const bits = (value + 1).toString(2);
  return '0'.repeat(bits.length - 1) + bits;
}

/** A sequence parameter set, without start code, that claims huge pictures. ITU-T H.264, 7.3.2.1.1. */
export const hugeSequenceUnit: Buffer = sequenceOf(huge / 16, huge / 16);

/** The same as a raw stream holds it. */
export const hugeSequence: Buffer = Buffer.concat([Buffer.of(0, 0, 0, 1), hugeSequenceUnit]);

function sequenceOf(columns: number, rows: number): Buffer {
  const bits = [
    ...[0, 0, 2, 1].map(exponential),
    '0',
    exponential(columns - 1),
    exponential(rows - 1),
    '1',
    '1',
    '0',
    '0',
    '1',
  ].join('');
  const bytes = bits.match(/.{1,8}/g)?.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)) ?? [];
  const [baseline, noConstraint, level] = [66, 0, 62];
  return Buffer.of(0x67, baseline, noConstraint, level, ...bytes);
}
