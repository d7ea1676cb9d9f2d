import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FittedPicture, TakePictures } from '#features/models/ports.ts';
import { silentLog } from './log.ts';

/** Our own footage: in the clone and in a release archive alike. */
const footage = fileURLToPath(new URL('../../test/fixtures/footage', import.meta.url));

/** Takes pictures of the named clips, or of our own footage; clips kept apart for measuring are never looked at. */
export const takeCalibrationPictures: TakePictures = async ({ clips, count, width, height }) => {
  const files = clips.length > 0 ? clips.map((clip) => resolve(clip)) : await ownClips();
  const from = clips.length > 0 ? files.map((file) => basename(file)).join(', ') : 'own footage';
  const { createFrameSource } = await import('#adapters/ffmpeg/frame-source.ts');
  const { takePictures } = await import('#adapters/ffmpeg/take-pictures.ts');
  const source = createFrameSource({ log: silentLog, anyFile: true, hardware: 'none' });
  const pictures: FittedPicture[] = [];
  try {
    for (const [index, file] of files.entries()) {
      const share = Math.ceil((count - pictures.length) / (files.length - index));
      const url = `file:${file}`;
      pictures.push(
        ...(await takePictures(source, { url, count: share, inputWidth: width, inputHeight: height })),
      );
    }
  } finally {
    await source.stop();
  }
  return { from, pictures };
};

async function ownClips(): Promise<string[]> {
  const files = await readdir(footage).catch(() => []);
  const shown = files.filter((file) => file.endsWith('.mp4') && !file.includes('heldout'));
  return shown.sort().map((file) => join(footage, file));
}
