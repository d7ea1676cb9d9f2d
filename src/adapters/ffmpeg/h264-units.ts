/** Kinds of units of H.264 (ITU-T H.264, table 7-1). */
const supplement = 6;
const sequenceSet = 7;
const pictureSet = 8;
const delimiter = 9;

/** What one encoded picture holds: the sets that a decoder needs first, and the rest. */
export interface H264Units {
  readonly sequenceSet: Uint8Array | undefined;
  readonly pictureSet: Uint8Array | undefined;
  /** the units of the picture itself */
  readonly picture: readonly Uint8Array[];
}

/** Takes a byte stream (ITU-T H.264, annex B) apart. */
export function readUnits(bytes: Uint8Array): H264Units {
  const units = splitUnits(bytes);
  const ofKind = (kind: number) => units.find((unit) => kindOf(unit) === kind);
  const others: readonly number[] = [supplement, sequenceSet, pictureSet, delimiter];
  return {
    sequenceSet: ofKind(sequenceSet),
    pictureSet: ofKind(pictureSet),
    picture: units.filter((unit) => !others.includes(kindOf(unit))),
  };
}

/** The name of the codec (RFC 6381), from profile, constraints and level in the sequence set. */
export function codecName(set: Uint8Array): string {
  const hex = [...set.subarray(1, 4)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `avc1.${hex.join('')}`;
}

const kindOf = (unit: Uint8Array): number => (unit[0] ?? 0) & 31;

/** Units follow start codes of two or three zero bytes and a one. */
function splitUnits(bytes: Uint8Array): Uint8Array[] {
  const starts: number[] = [];
  for (let at = 0; at + 2 < bytes.length; at += 1) {
    if (bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 1) {
      starts.push(at + 3);
      at += 2;
    }
  }
  return starts.flatMap((start, index) => {
    const next = starts[index + 1];
    let end = next === undefined ? bytes.length : next - 3;
    // A fourth byte of a start code, or padding, belongs to no unit.
    while (end > start && bytes[end - 1] === 0) end -= 1;
    return end > start ? [bytes.subarray(start, end)] : [];
  });
}
