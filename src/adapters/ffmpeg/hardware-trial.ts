import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';
import { createFrameSource } from './frame-source.ts';
import { writeTinyClip } from './tiny-clip.ts';

const luma = 150;
/** Grey of the picture as RGB: luma 16…235 spread over 0…255. */
const expected = ((luma - 16) * 255) / 219;
const tolerance = 4;
const side = 64;
const log: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Decodes a tiny clip on one kind of hardware as a camera's stream is; undefined when the picture comes back right. */
async function attempt(hardware: string): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'vigie-decoding-'));
  const clip = join(folder, 'tiny.mp4');
  try {
    await writeTinyClip(clip, luma);
    return await decodeOn(hardware, clip);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function decodeOn(hardware: string, clip: string): Promise<string | undefined> {
  let used: string | null = null;
  const source = createFrameSource({ log, anyFile: true, hardware });
  const pictures = source.open(
    {
      url: `file:${clip}`,
      loop: false,
      pace: 'as-fast-as-possible',
      framesPerSecond: Number.POSITIVE_INFINITY,
      inputWidth: side,
      inputHeight: side,
      masks: [],
      startMs: 0,
      reconnect: false,
      onNotice: (notice) => {
        if (notice.kind === 'connected') used = notice.hardware;
      },
    },
    new AbortController().signal,
  );
  for await (const picture of pictures) {
    const middle = picture.look().input[3 * (side / 2) * (side + 1)] ?? 0;
    picture.release();
    if (used !== hardware) return 'its device does not open';
    return Math.abs(middle - expected) <= tolerance ? undefined : 'it gave another picture';
  }
  return 'it gave no picture';
}

function answer(fault: string | undefined): void {
  process.send?.({ fault }, undefined, undefined, () => process.exit(0));
}

attempt(process.argv[2] ?? '').then(answer, (fault: unknown) => answer(messageOf(fault)));
