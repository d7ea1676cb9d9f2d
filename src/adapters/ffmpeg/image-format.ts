import { open } from 'node:fs/promises';

const signatures: readonly (readonly [format: string, at: number, bytes: string])[] = [
  ['jpeg_pipe', 0, 'ffd8ff'],
  ['png_pipe', 0, '89504e470d0a1a0a'],
  ['webp_pipe', 8, '57454250'],
  ['bmp_pipe', 0, '424d'],
];

/** FFmpeg's name for the format of an image file; undefined for all else. FFmpeg itself goes by the file's ending. */
export async function imageFormat(path: string): Promise<string | undefined> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(16);
    await file.read(head, 0, head.length, 0);
    const hex = head.toString('hex');
    return signatures.find(([, at, bytes]) => hex.startsWith(bytes, at * 2))?.[0];
  } finally {
    await file.close();
  }
}
