/** Ticks a second of the clock of a video. */
const ticksPerSecond = 1000;
const track = 1;
/** ISO/IEC 14496-12, 8.8.3.1: a picture that others need, and one that needs others. */
const keyFlags = 0x0200_0000;
const deltaFlags = 0x0101_0000;

/** What the head of the file tells of the pictures. */
interface Mp4Video {
  readonly width: number;
  readonly height: number;
  readonly sequenceSet: Uint8Array;
  readonly pictureSet: Uint8Array;
}

/** One picture of the video. */
interface Mp4Picture {
  readonly number: number;
  /** on the clock of the video, milliseconds */
  readonly mediaMs: number;
  readonly durationMs: number;
  readonly isKey: boolean;
  readonly units: readonly Uint8Array[];
}

/** The head of a file in fragments: ISO/IEC 14496-12 with the sample entry of ISO/IEC 14496-15. */
export function mp4Head(video: Mp4Video): Uint8Array {
  return joined([
    box('ftyp', text('iso5'), u32(1), text('iso5'), text('avc1'), text('mp41')),
    box('moov', movieHeader(), trackOf(video), box('mvex', full('trex', 0, 0, u32(track, 1, 0, 0, 0)))),
  ]);
}

/** A fragment with one picture, so that none waits for the next. */
export function mp4Fragment({ number, mediaMs, durationMs, isKey, units }: Mp4Picture): Uint8Array {
  const sample = joined(units.flatMap((unit) => [u32(unit.length), unit]));
  const movieFragment = (offset: number): Uint8Array =>
    box(
      'moof',
      full('mfhd', 0, 0, u32(number)),
      box(
        'traf',
        // Base is the fragment itself.
        full('tfhd', 0, 0x02_0000, u32(track)),
        full('tfdt', 1, 0, u64(mediaMs)),
        // Offset, then duration, size and flags of the picture.
        full('trun', 0, 0x701, u32(1, offset, durationMs, sample.length, isKey ? keyFlags : deltaFlags)),
      ),
    );
  const dataOffset = movieFragment(0).length + 8;
  return joined([movieFragment(dataOffset), box('mdat', sample)]);
}

const unityMatrix = u32(0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000);

function movieHeader(): Uint8Array {
  const times = u32(0, 0, ticksPerSecond, 0);
  return full('mvhd', 0, 0, times, u32(0x1_0000, 0x100_0000, 0, 0), unityMatrix, zeros(24), u32(track + 1));
}

function trackOf(video: Mp4Video): Uint8Array {
  const { width, height } = video;
  const header = full(
    'tkhd',
    0,
    3,
    u32(0, 0, track, 0, 0),
    zeros(8),
    zeros(8),
    unityMatrix,
    u32(width * 0x1_0000, height * 0x1_0000),
  );
  const media = box(
    'mdia',
    // `und`: no language.
    full('mdhd', 0, 0, u32(0, 0, ticksPerSecond, 0, 0x55c4_0000)),
    full('hdlr', 0, 0, u32(0), text('vide'), zeros(12), text('Vigie\0')),
    box('minf', full('vmhd', 0, 1, zeros(8)), dataInformation(), sampleTable(video)),
  );
  return box('trak', header, media);
}

function dataInformation(): Uint8Array {
  return box('dinf', full('dref', 0, 0, u32(1), full('url ', 0, 1)));
}

function sampleTable(video: Mp4Video): Uint8Array {
  const none = (name: string) => full(name, 0, 0, u32(0));
  return box(
    'stbl',
    full('stsd', 0, 0, u32(1), sampleEntry(video)),
    none('stts'),
    none('stsc'),
    full('stsz', 0, 0, u32(0, 0)),
    none('stco'),
  );
}

function sampleEntry({ width, height, sequenceSet, pictureSet }: Mp4Video): Uint8Array {
  const configuration = box(
    'avcC',
    bytes(1, ...sequenceSet.subarray(1, 4), 0xff, 0xe1),
    u16(sequenceSet.length),
    sequenceSet,
    bytes(1),
    u16(pictureSet.length),
    pictureSet,
  );
  return box(
    'avc1',
    zeros(6),
    u16(1),
    zeros(16),
    u16(width, height),
    u32(0x48_0000, 0x48_0000, 0),
    u16(1),
    zeros(32),
    u16(0x18, 0xffff),
    configuration,
  );
}

function box(name: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  return joined([u32(length), text(name), ...parts]);
}

function full(name: string, version: number, flags: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return box(name, u32(version * 0x100_0000 + flags), ...parts);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
const zeros = (length: number): Uint8Array => new Uint8Array(length);
const text = (value: string): Uint8Array => Uint8Array.from(value, (letter) => letter.charCodeAt(0));

function u16(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 2));
  values.forEach((value, index) => {
    view.setUint16(index * 2, value);
  });
  return new Uint8Array(view.buffer);
}

function u32(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, index) => {
    view.setUint32(index * 4, value);
  });
  return new Uint8Array(view.buffer);
}

function u64(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(Math.round(value)));
  return new Uint8Array(view.buffer);
}
