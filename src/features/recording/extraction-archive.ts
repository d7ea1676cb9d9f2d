import type { RecordedPicture } from './recorded-pictures.ts';
import { type ArchiveFile, asciiBytes, asciiText } from './tar.ts';

/** What is handed over, on which requisition, by whom and to whom. */
export interface Handover {
  readonly extractionId: number;
  readonly requisition: string;
  readonly requester: string;
  readonly authority: string;
  readonly proposedBy: string;
  readonly approvedBy: string;
  readonly madeAt: string;
  readonly recordings: readonly {
    readonly id: number;
    readonly cameraId: number;
    readonly cameraName: string;
    readonly pictures: readonly RecordedPicture[];
  }[];
}

const manifestKind = 'vigie.extraction.1';
const manifestName = 'manifest.json';
const signatureName = 'manifest.sig';
const keyName = 'public-key.pem';

/** The files of an extraction: its pictures, each marked with what it was made for, and the signed list of their hashes. */
export function extractionFiles(
  handover: Handover,
  tools: {
    readonly sha256: (bytes: Uint8Array) => string;
    readonly sign: (text: string) => string;
    readonly publicKey: string;
  },
): readonly ArchiveFile[] {
  const { recordings, ...said } = handover;
  const watermark = `Vigie - requisition ${said.requisition} - for ${said.requester} - by ${said.proposedBy} and ${said.approvedBy} - ${said.madeAt}`;
  const pictures = recordings.flatMap(({ id, cameraId, cameraName, pictures: all }) =>
    all.map(({ timeMs, jpeg }, index) => ({
      name: `recording-${id}/${String(index + 1).padStart(3, '0')}.jpg`,
      bytes: marked(jpeg, ascii(watermark)),
      cameraId,
      cameraName,
      at: new Date(timeMs).toISOString(),
    })),
  );
  const files = pictures.map(({ bytes, ...picture }) => ({
    ...picture,
    bytes: bytes.length,
    sha256: tools.sha256(bytes),
  }));
  const manifest = ascii(JSON.stringify({ kind: manifestKind, ...said, watermark, files }, null, 2));
  return [
    ...pictures.map(({ name, bytes }) => ({ name, bytes })),
    { name: manifestName, bytes: asciiBytes(manifest) },
    { name: signatureName, bytes: asciiBytes(tools.sign(manifest)) },
    { name: keyName, bytes: asciiBytes(tools.publicKey) },
  ];
}

/** What is wrong with the files of an extraction; nothing when each is as it was handed over. */
export function extractionFaults(
  files: readonly ArchiveFile[],
  verify: (text: string, signature: string) => boolean,
  sha256: (bytes: Uint8Array) => string,
): readonly string[] {
  const found = new Map(files.map(({ name, bytes }) => [name, bytes]));
  const [manifest, signature] = [found.get(manifestName), found.get(signatureName)];
  if (manifest === undefined || signature === undefined) return ['there is no manifest or no signature'];
  const text = asciiText(manifest);
  if (!verify(text, asciiText(signature))) return ['the signature is not that of this manifest and this key'];
  const said = JSON.parse(text) as {
    readonly kind: string;
    readonly files: readonly { readonly name: string; readonly sha256: string }[];
  };
  const listed = new Map(said.files.map((file) => [file.name, file.sha256]));
  const own = [manifestName, signatureName, keyName];
  return [
    ...(said.kind === manifestKind ? [] : ['this is no manifest of an extraction']),
    ...said.files.flatMap(({ name, sha256: hash }) => {
      const bytes = found.get(name);
      if (bytes === undefined) return [`${name} is missing`];
      return sha256(bytes) === hash ? [] : [`${name} was altered`];
    }),
    ...files.flatMap(({ name }) => (listed.has(name) || own.includes(name) ? [] : [`${name} was added`])),
  ];
}

/** A JPEG with a comment that says what it was made for, right behind its start. */
function marked(jpeg: Uint8Array, comment: string): Uint8Array {
  const text = asciiBytes(comment.slice(0, 1000));
  const length = text.length + 2;
  const bytes = new Uint8Array(jpeg.length + length + 2);
  bytes.set(jpeg.subarray(0, 2));
  bytes.set([0xff, 0xfe, length >> 8, length & 0xff], 2);
  bytes.set(text, 6);
  bytes.set(jpeg.subarray(2), 6 + text.length);
  return bytes;
}

/** A text whose other letters are written as JSON escapes: the same bytes in every encoding. */
function ascii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
