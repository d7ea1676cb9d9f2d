import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Rows of pixels, three or four bytes each. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
}

interface Shade {
  readonly key: number;
  readonly count: number;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const colours = 256;
/** Shades are told apart to so many bits of each colour. */
const bits = 6;

/** The same picture with at most 256 colours, a third of the size: a page needs no more. */
export function withPalette(png: Buffer): Buffer {
  const pixels = readPng(png);
  const keys = shadeKeys(pixels);
  const boxes = medianCut(histogram(keys));
  const palette = Buffer.alloc(boxes.length * 3);
  const indexOf = new Uint8Array(1 << (3 * bits));
  for (const [index, box] of boxes.entries()) {
    palette.set(meanColour(box), index * 3);
    for (const { key } of box) indexOf[key] = index;
  }
  const { width, height } = pixels;
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf[keys[y * width + x] ?? 0] ?? 0;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

/** Reads what browsers write: eight bits a colour, not interlaced. */
function readPng(png: Buffer): Pixels {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = png[25] === 6 ? 4 : 3;
  const parts: Buffer[] = [];
  for (let at = signature.length; at < png.length; at += png.readUInt32BE(at) + 12) {
    const body = at + 8;
    if (png.toString('latin1', at + 4, body) === 'IDAT')
      parts.push(png.subarray(body, body + png.readUInt32BE(at)));
  }
  return {
    width,
    height,
    channels,
    data: unfiltered(inflateSync(Buffer.concat(parts)), width, height, channels),
  };
}

/** Each row was written as its difference from what its neighbours foretell. */
function unfiltered(rows: Buffer, width: number, height: number, channels: number): Uint8Array {
  const stride = width * channels;
  const lead = stride + channels;
  // A row of nothing above and a pixel of nothing on the left spare the edges a rule of their own.
  const framed = new Uint8Array((height + 1) * lead);
  const data = new Uint8Array(stride * height);
  const at = (index: number): number => framed[index] ?? 0;
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const here = (y + 1) * lead + channels + x;
      const guess = predicted(filter, at(here - channels), at(here - lead), at(here - lead - channels));
      framed[here] = (rows[y * (stride + 1) + 1 + x] ?? 0) + guess;
      data[y * stride + x] = at(here);
    }
  }
  return data;
}

function predicted(filter: number | undefined, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [toLeft, toUp, toCorner] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function shadeKeys({ width, height, channels, data }: Pixels): Uint32Array {
  const drop = 8 - bits;
  return Uint32Array.from({ length: width * height }, (_, pixel) =>
    [0, 1, 2].reduce((key, each) => (key << bits) | ((data[pixel * channels + each] ?? 0) >> drop), 0),
  );
}

function histogram(keys: Uint32Array): Shade[] {
  const counts = new Uint32Array(1 << (3 * bits));
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return [...counts].map((count, key) => ({ key, count })).filter(({ count }) => count > 0);
}

const part = (key: number, axis: number): number => (key >> (bits * (2 - axis))) & ((1 << bits) - 1);

/** Splits the shades where they spread most, until there are enough boxes. */
function medianCut(shades: readonly Shade[]): (readonly Shade[])[] {
  const boxes = [boxOf(shades)];
  while (boxes.length < colours) {
    const widest = boxes.reduce((best, box) => (box.weight > best.weight ? box : best));
    if (widest.shades.length < 2) break;
    boxes.splice(boxes.indexOf(widest), 1, ...halves(widest).map(boxOf));
  }
  return boxes.map((box) => box.shades);
}

interface Box {
  readonly shades: readonly Shade[];
  readonly axis: number;
  /** how much is gained by splitting it */
  readonly weight: number;
}

function boxOf(shades: readonly Shade[]): Box {
  const spreads = [0, 1, 2].map((axis) => {
    const values = shades.map(({ key }) => part(key, axis));
    return values.reduce((a, b) => Math.max(a, b), 0) - values.reduce((a, b) => Math.min(a, b), 255);
  });
  const spread = Math.max(...spreads);
  const count = shades.reduce((sum, shade) => sum + shade.count, 0);
  return { shades, axis: spreads.indexOf(spread), weight: shades.length < 2 ? 0 : spread * Math.sqrt(count) };
}

function halves({ shades, axis }: Box): (readonly Shade[])[] {
  const values = shades.map(({ key }) => part(key, axis));
  const middle =
    (values.reduce((a, b) => Math.max(a, b), 0) + values.reduce((a, b) => Math.min(a, b), 255)) / 2;
  return [
    shades.filter(({ key }) => part(key, axis) <= middle),
    shades.filter(({ key }) => part(key, axis) > middle),
  ];
}

function meanColour(shades: readonly Shade[]): number[] {
  const count = shades.reduce((sum, shade) => sum + shade.count, 0);
  const most = (1 << bits) - 1;
  return [0, 1, 2].map((axis) => {
    const sum = shades.reduce((total, { key, count: weight }) => total + part(key, axis) * weight, 0);
    return Math.round((sum / count / most) * 255);
  });
}
