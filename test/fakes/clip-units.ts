import { FormatContext, Packet } from 'node-av/lib';

/** Bytes that tell the length of a unit in an MP4 file of ours. ISO/IEC 14496-15, 5.3.3. */
const lengthBytes = 4;

/** A picture as it is stored: its units, and when it is to be shown, in 1/90000 s. */
export interface StoredPicture {
  readonly units: readonly Buffer[];
  readonly stamp: number;
  readonly isKey: boolean;
}

const videoClock = 90_000;

/** The pictures of an MP4 file with H.264 and one stream; parameters go before key pictures. */
export async function picturesOfClip(path: string): Promise<readonly StoredPicture[]> {
  const format = new FormatContext();
  format.allocContext();
  await format.openInput(path, null, null);
  await format.findStreamInfo();
  const parameters = parametersOf(format.streams[0]?.codecpar.extradata ?? Buffer.alloc(0));
  const packet = new Packet();
  packet.alloc();
  const { num, den } = format.streams[0]?.timeBase ?? { num: 0, den: 1 };
  const pictures: StoredPicture[] = [];
  while ((await format.readFrame(packet)) >= 0) {
    const units = unitsOf(Buffer.from(packet.data ?? []));
    const isKey = packet.isKeyframe;
    const stamp = (Number(packet.pts) * num * videoClock) / den;
    pictures.push({ units: isKey ? [...parameters, ...units] : units, stamp, isKey });
    packet.unref();
  }
  packet.free();
  await format.closeInput();
  return pictures;
}

function unitsOf(bytes: Buffer): Buffer[] {
  const units: Buffer[] = [];
  for (let at = 0; at + lengthBytes < bytes.length; ) {
    const end = at + lengthBytes + bytes.readUInt32BE(at);
    units.push(bytes.subarray(at + lengthBytes, end));
    at = end;
  }
  return units;
}

/** Sequence and picture parameters of an avcC box. ISO/IEC 14496-15, 5.3.3.1. */
function parametersOf(box: Buffer): Buffer[] {
  const found: Buffer[] = [];
  let at = 5;
  for (const mask of [0x1f, 0xff]) {
    const count = (box[at] ?? 0) & mask;
    at += 1;
    for (let unit = 0; unit < count; unit += 1) {
      const end = at + 2 + box.readUInt16BE(at);
      found.push(box.subarray(at + 2, end));
      at = end;
    }
  }
  return found;
}
