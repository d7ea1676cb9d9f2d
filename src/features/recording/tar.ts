/** A file of an archive; its name is ASCII, 100 characters at most. */
export interface ArchiveFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const block = 512;
const nameLength = 100;

/** A text of ASCII as bytes. */
export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0x7f);
}

/** Bytes of ASCII as a text. */
export function asciiText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Files as one archive (POSIX ustar), readable by their owner only. */
export function writeTar(files: readonly ArchiveFile[], madeMs: number): Uint8Array {
  const length = files.reduce((sum, { bytes }) => sum + block + padded(bytes.length), 2 * block);
  const tar = new Uint8Array(length);
  let offset = 0;
  for (const { name, bytes } of files) {
    tar.set(header(name, bytes.length, madeMs), offset);
    tar.set(bytes, offset + block);
    offset += block + padded(bytes.length);
  }
  return tar;
}

/** The files of an archive that `writeTar` made. */
export function readTar(tar: Uint8Array): readonly ArchiveFile[] {
  const files: ArchiveFile[] = [];
  for (let offset = 0; offset + block <= tar.length && tar[offset] !== 0; ) {
    const name = asciiText(tar.subarray(offset, offset + nameLength)).replace(/\0.*$/s, '');
    const size = Number.parseInt(asciiText(tar.subarray(offset + 124, offset + 135)), 8);
    if (!Number.isSafeInteger(size) || size < 0) return files;
    files.push({ name, bytes: tar.subarray(offset + block, offset + block + size) });
    offset += block + padded(size);
  }
  return files;
}

const padded = (length: number): number => Math.ceil(length / block) * block;
const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;

function header(name: string, size: number, madeMs: number): Uint8Array {
  const fields: readonly (readonly [offset: number, text: string])[] = [
    [0, name.slice(0, nameLength)],
    [100, octal(0o600, 7)],
    [108, octal(0, 7)],
    [116, octal(0, 7)],
    [124, octal(size, 11)],
    [136, octal(Math.floor(madeMs / 1000), 11)],
    [148, '        '],
    [156, '0'],
    [257, 'ustar\u000000'],
  ];
  const head = new Uint8Array(block);
  for (const [offset, text] of fields) head.set(asciiBytes(text), offset);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.set(asciiBytes(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return head;
}
