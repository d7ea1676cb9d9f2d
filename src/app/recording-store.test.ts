import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { choice, fakeJpeg, openRecordingWorld, type RecordingWorld } from '../../test/recording-world.ts';
import { sha256 } from './recording-vault.ts';

let world: RecordingWorld;
beforeAll(async () => {
  world = await openRecordingWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const magic = Buffer.from(fakeJpeg(''));
const dayMs = 86_400_000;

describe('keeping', () => {
  test('F05: nothing is kept unless a camera was told to, and what is kept cannot be read on the disk', async () => {
    const camera = await world.makeCamera();
    const evidence = await world.alerted(camera, world.nowMs);
    expect(await world.recordings.recordings.keep(evidence)).toBe('off');
    expect(await world.files()).toEqual([]);
    await world.recordings.choices.choose(camera.cameraId, choice(3));
    expect(await world.recordings.recordings.keep(evidence)).toBe('kept');
    expect(await world.recordings.recordings.keep(evidence)).toBe('kept-before');
    const [file = ''] = await world.files();
    const path = join(world.directory, 'recordings', file);
    const content = await readFile(path);
    expect([content.includes(magic), content.includes('scene')]).toEqual([false, false]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(world.directory, 'recording-key-1'))).mode & 0o777).toBe(0o600);
    const one = await world.only(camera);
    expect(one).toMatchObject({ pictures: 3, bytes: content.length, sha256: sha256(content), state: 'kept' });
  });

  test('pictures without a stored alert are not kept', async () => {
    const camera = await world.makeCamera();
    await world.recordings.choices.choose(camera.cameraId, choice(3));
    const evidence = await world.alerted(camera, world.nowMs);
    expect(await world.recordings.recordings.keep({ ...evidence, timeMs: world.nowMs + 5 })).toBe('no-alert');
    expect(await world.files()).toEqual([]);
  });

  test('N42: what cannot be written or entered leaves nothing, and says so', async () => {
    const camera = await world.makeCamera();
    await world.recordings.choices.choose(camera.cameraId, choice(3));
    const evidence = await world.alerted(camera, world.nowMs);
    await rm(join(world.directory, 'recordings'), { recursive: true });
    await expect(world.recordings.recordings.keep(evidence)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await world.recordings.retention.state()).lastFailure?.fault).toContain('nothing of it was kept');
    await mkdir(join(world.directory, 'recordings'));
    const broken = await world.open({ audit: () => Promise.reject(new Error('the log is full')) });
    await expect(broken.recordings.keep(evidence)).rejects.toThrow('the log is full');
    expect(await world.files()).toEqual([]);
    expect((await world.recordings.recordings.list({ camera: camera.cameraId })).items).toEqual([]);
  });
});

describe('looking', () => {
  test('N42: pictures are shown with a motive and a line, or not at all', async () => {
    const camera = await world.kept(3);
    const { id } = await world.only(camera);
    await expect(world.recordings.recordings.look(id, undefined)).rejects.toMatchObject({
      code: 'unmotivated',
    });
    const before = await world.lines('recording.view');
    const pictures = await world.recordings.recordings.look(id, 'alert');
    expect(pictures.map(({ jpeg: bytes }) => Buffer.from(bytes).subarray(11).toString())).toEqual([
      'scene -1000',
      'scene 0',
      'scene 1000',
    ]);
    expect(await world.lines('recording.view')).toBe(before + 1);
  });

  test('N44: a file put back from a backup is unreadable without its key, and removed; another instance reads none', async () => {
    const camera = await world.kept(1);
    const { id } = await world.only(camera);
    const [file = ''] = await world.files();
    const path = join(world.directory, 'recordings', file);
    const backup = await readFile(path);
    const other = await mkdtemp(join(tmpdir(), 'vigie-other-'));
    const elsewhere = await world.open({ directory: other });
    await writeFile(join(other, 'recordings', file), backup);
    await expect(elsewhere.recordings.look(id, 'alert')).rejects.toMatchObject({ code: 'unavailable' });
    await rm(other, { recursive: true });
    await world.recordings.retention.run();
    world.nowMs += dayMs;
    expect(await world.recordings.retention.run()).toBe(1);
    await writeFile(path, backup);
    await expect(world.recordings.recordings.look(id, 'alert')).rejects.toMatchObject({ code: 'conflict' });
    await world.recordings.retention.run();
    expect(await world.files()).toEqual([]);
  });
});
