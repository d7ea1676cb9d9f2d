import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { VigieError } from '#foundation/errors.ts';
import { collectPictures, silentLog } from '../fakes/collect-pictures.ts';
import { makeClip } from '../fakes/video-clip.ts';

let directory: string;
const any = createFrameSource({ log: silentLog, anyFile: true });
const inFolder = () => createFrameSource({ log: silentLog, filesDirectory: join(directory, 'sources') });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigie-files-'));
  await mkdir(join(directory, 'sources'));
  await makeClip(join(directory, 'sources', 'gate.mp4'), { frames: 24 });
  await makeClip(join(directory, 'outside.mp4'), { frames: 3 });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('a file', () => {
  it('gives each of its pictures once, with the time it was filmed', async () => {
    const { pictures, notices, fault } = await collectPictures(inFolder(), {
      url: 'file:gate.mp4',
      startMs: 5000,
    });
    expect(fault).toBeUndefined();
    expect(pictures.map(({ number }) => number)).toEqual(Array.from({ length: 24 }, (_, index) => index));
    expect(pictures.map(({ timeMs }) => Math.round(timeMs))).toEqual(
      Array.from({ length: 24 }, (_, index) => Math.round(5000 + (index * 1000) / 12)),
    );
    expect(pictures.map(({ discontinuity }) => discontinuity).indexOf(true, 1)).toBe(-1);
    expect(notices).toMatchObject([
      { kind: 'connected', width: 192, height: 108, codec: 'h264', frames: 24 },
    ]);
  });

  it('gives only as many pictures a second as are wanted', async () => {
    const { pictures } = await collectPictures(inFolder(), { url: 'gate.mp4', framesPerSecond: 4 });
    expect(pictures.map(({ number }) => number)).toEqual([0, 3, 6, 9, 12, 15, 18, 21]);
  });

  it('begins again when looped, marks the seam, and time goes on', async () => {
    const { pictures } = await collectPictures(inFolder(), { url: 'file:gate.mp4', loop: true }, 60);
    expect(pictures.map(({ number }) => number).slice(22, 26)).toEqual([22, 23, 0, 1]);
    expect(pictures.flatMap(({ discontinuity }, index) => (discontinuity ? [index] : []))).toEqual([
      0, 24, 48,
    ]);
    expect(pictures.every(({ timeMs }, index) => timeMs > (pictures[index - 1]?.timeMs ?? -1))).toBe(true);
  });

  it('is paced as it was filmed', async () => {
    const { pictures } = await collectPictures(inFolder(), { url: 'file:gate.mp4', pace: 'real-time' }, 13);
    const first = pictures.at(0);
    const last = pictures.at(-1);
    const filmedMs = (last?.timeMs ?? 0) - (first?.timeMs ?? 0);
    expect(Math.round(filmedMs)).toBe(1000);
    expect((last?.arrivedMs ?? 0) - (first?.arrivedMs ?? 0)).toBeGreaterThan(filmedMs - 100);
  });

  it('tells its facts before it is read', async () => {
    expect(await inFolder().probe('file:gate.mp4')).toMatchObject({
      codec: 'h264',
      width: 192,
      height: 108,
      framesPerSecond: 12,
      durationMs: 2000,
      frames: 24,
    });
  });

  it('may change its size on the way', async () => {
    const small = await readFile(await makeClip(join(directory, 'small.h264'), { frames: 6 }));
    const wide = await readFile(
      await makeClip(join(directory, 'wide.h264'), { frames: 6, width: 384, height: 108 }),
    );
    const path = join(directory, 'both.h264');
    await writeFile(path, Buffer.concat([small, wide]));
    const { pictures } = await collectPictures(any, { url: path });
    expect(pictures.map(({ width }) => width)).toEqual([...Array(6).fill(192), ...Array(6).fill(384)]);
    expect(pictures.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5]);
    expect(pictures.flatMap(({ discontinuity }, index) => (discontinuity ? [index] : []))).toEqual([0, 6]);
  });

  it('N19: is read past corrupt packets, which are told of once', async () => {
    const path = join(directory, 'scratched.avi');
    const bytes = await readFile(await makeClip(path, { frames: 60, codec: 'mjpeg' }));
    for (let hole = 0.3; hole < 0.6; hole += 0.1) {
      bytes.fill(0xa5, Math.floor(bytes.length * hole), Math.floor(bytes.length * hole) + 900);
    }
    await writeFile(path, bytes);
    const { pictures, notices, fault } = await collectPictures(any, { url: path });
    expect(fault).toBeUndefined();
    expect(pictures.length).toBeGreaterThan(40);
    expect(pictures.length).toBeLessThan(60);
    expect(pictures.at(-1)?.number).toBe(59);
    expect(notices.filter(({ kind }) => kind === 'corrupt').length).toBeLessThanOrEqual(2);
  });
});

describe('N19: a file that cannot be read', () => {
  const faults: { name: string; make: () => Promise<string> | string; code: string; words: RegExp }[] = [
    { name: 'is missing', make: () => join(directory, 'none.mp4'), code: 'not-found', words: /no such file/ },
    { name: 'is a folder', make: () => directory, code: 'invalid', words: /not a file/ },
    {
      name: 'is empty',
      make: () => written('empty.mp4', Buffer.alloc(0)),
      code: 'invalid',
      words: /file is empty/,
    },
    {
      name: 'is text',
      make: () => written('text.mp4', Buffer.from('This is not a film.\n'.repeat(200))),
      code: 'invalid',
      words: /no video file/,
    },
    {
      name: 'is a playlist that leads elsewhere',
      make: () =>
        written(
          'list.m3u8',
          Buffer.from('#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\noutside.mp4\n#EXT-X-ENDLIST\n'),
        ),
      code: 'invalid',
      words: /no video file/,
    },
    {
      name: 'lacks its end, where the index is',
      make: async () => {
        const bytes = await readFile(join(directory, 'sources', 'gate.mp4'));
        return await written('head.mp4', bytes.subarray(0, bytes.length / 2));
      },
      code: 'invalid',
      words: /no video file, or its beginning or end is missing/,
    },
    {
      name: 'holds only sound',
      make: () => written('sound.wav', wave()),
      code: 'invalid',
      words: /no video in it/,
    },
    {
      name: 'is coded in an unknown way',
      make: async () => {
        const bytes = await readFile(
          await makeClip(join(directory, 'odd.avi'), { frames: 5, codec: 'mjpeg' }),
        );
        return await written(
          'odd.avi',
          Buffer.from(bytes.toString('latin1').replaceAll('MJPG', 'ZQX7'), 'latin1'),
        );
      },
      code: 'invalid',
      words: /video coding \(ZQX7\) is not known/,
    },
  ];

  it.each(faults)('because it $name, is named with what to do', async ({ make, code, words }) => {
    const { pictures, fault } = await collectPictures(any, { url: await make() });
    expect(pictures).toEqual([]);
    expect(fault).toBeInstanceOf(VigieError);
    expect(fault).toMatchObject({
      code,
      message: expect.stringMatching(words),
      faults: [{ field: 'source.url' }],
    });
    expect((fault as VigieError).fix).toBeTruthy();
  });

  it('to its end gives what there is, then says how much', async () => {
    const whole = await makeClip(join(directory, 'whole.mp4'), {
      frames: 120,
      formatOptions: { movflags: 'faststart' },
    });
    const bytes = await readFile(whole);
    const { pictures, fault } = await collectPictures(any, {
      url: await written('cut.mp4', bytes.subarray(0, Math.floor(bytes.length * 0.6))),
    });
    expect(pictures.length).toBeGreaterThan(20);
    expect((fault as VigieError).message).toMatch(/cut short: \d+ of its 120 pictures/);
  });

  it.each([
    { name: 'with ..', url: () => 'file:../outside.mp4' },
    { name: 'by its full path', url: () => join(directory, 'outside.mp4') },
    { name: 'as file:///', url: () => `file://${join(directory, 'outside.mp4')}` },
    { name: 'through a link', url: () => 'file:link.mp4' },
  ])('N21: because it lies outside the directory ($name), is refused', async ({ url }) => {
    await symlink(join(directory, 'outside.mp4'), join(directory, 'sources', 'link.mp4')).catch(
      () => undefined,
    );
    const { fault } = await collectPictures(inFolder(), { url: url() });
    expect(fault).toMatchObject({
      code: 'forbidden',
      message: expect.stringMatching(/not in the directory of sources/),
    });
  });

  it('is tried again when the source is to last, and found once it is there', async () => {
    const source = createFrameSource({ log: silentLog, filesDirectory: directory, random: () => 0 });
    const reading = collectPictures(source, { url: 'file:later.mp4', reconnect: true }, 3);
    await makeClip(join(directory, 'later.part'), { frames: 5, format: 'mp4' });
    await writeFile(join(directory, 'later.mp4'), await readFile(join(directory, 'later.part')));
    const { pictures } = await reading;
    expect(pictures.map(({ number }) => number)).toEqual([0, 1, 2]);
  });
});

async function written(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, bytes);
  return path;
}

/** A second of silence, 8 kHz, 16 bits. */
function wave(): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + 16_000, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(16_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(16_000, 40);
  return Buffer.concat([head, Buffer.alloc(16_000)]);
}
