import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { extractionFaults } from '#features/recording/extraction-archive.ts';
import { dayMs } from '#features/recording/retention.ts';
import { readTar } from '#features/recording/tar.ts';
import { openRecordingWorld, type RecordingWorld } from '../../test/recording-world.ts';
import { sha256 } from './recording-vault.ts';
import { verifyRecordings } from './verify-recordings.ts';

let world: RecordingWorld;
beforeAll(async () => {
  world = await openRecordingWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const ada = { id: 'ada', name: 'Ada' };
const grace = { id: 'grace', name: 'Grace' };
const order = { requisition: 'PV 2026/118', requester: 'Cdt Élodie Roux, OPJ', authority: 'Commissariat' };

async function proposed(days = 2) {
  const camera = await world.kept(days);
  const { id } = await world.only(camera);
  const { extractions } = world.recordings;
  return { camera, id, extraction: await extractions.propose({ ...order, recordingIds: [id] }, ada) };
}

describe('handing over on requisition', () => {
  test('F26: takes two persons, and is a line of the register each time', async () => {
    const { extraction } = await proposed();
    const { extractions, registers } = world.recordings;
    const { id } = extraction;
    await expect(extractions.handOver(id, ada)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(extractions.decide(id, 'approved', ada)).rejects.toMatchObject({ code: 'forbidden' });
    const before = await world.lines('extraction.hand-over');
    expect(await extractions.decide(id, 'approved', grace)).toMatchObject({
      proposedBy: 'Ada',
      decidedBy: 'Grace',
    });
    await expect(extractions.decide(id, 'refused', grace)).rejects.toMatchObject({ code: 'conflict' });
    const archive = await extractions.handOver(id, ada);
    const line = (await registers.transmissions({ limit: 500 })).items.at(-1);
    expect(line).toMatchObject({
      extractionId: id,
      pictures: 3,
      sha256: sha256(archive),
      ...{ requester: order.requester },
    });
    expect(await world.lines('extraction.hand-over')).toBe(before + 1);
    expect(await registers.csv('transmissions')).toContain('PV 2026/118');
  });

  test('F26: a refused extraction, and one whose time is over, hand nothing over', async () => {
    const { extractions } = world.recordings;
    const refused = (await proposed()).extraction.id;
    await extractions.decide(refused, 'refused', grace);
    await expect(extractions.handOver(refused, ada)).rejects.toMatchObject({ code: 'conflict' });
    const late = (await proposed(1)).extraction.id;
    await extractions.decide(late, 'approved', grace);
    world.nowMs += 1.5 * dayMs;
    await expect(extractions.handOver(late, ada)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('F26: an altered byte, a missing and an added picture are found', async () => {
    const { extraction } = await proposed();
    const { extractions } = world.recordings;
    await extractions.decide(extraction.id, 'approved', grace);
    const archive = await extractions.handOver(extraction.id, grace);
    const check = (files: ReturnType<typeof readTar>) => extractionFaults(files, world.key.verify, sha256);
    const files = readTar(archive);
    expect(files.map(({ name }) => name.replace(/\d+\//, ''))).toEqual([
      'recording-001.jpg',
      'recording-002.jpg',
      'recording-003.jpg',
      'manifest.json',
      'manifest.sig',
      'public-key.pem',
    ]);
    expect(check(files)).toEqual([]);
    expect(check(files.slice(1))).toEqual([expect.stringContaining('is missing')]);
    expect(check([...files, { name: 'more.jpg', bytes: new Uint8Array(3) }])).toEqual(['more.jpg was added']);
    const path = join(world.directory, 'extraction.tar');
    const pem = join(world.directory, 'key.pem');
    await writeFile(pem, world.key.publicKey);
    for (let offset = 600; offset < archive.length; offset += 997) {
      const altered = Uint8Array.from(archive);
      altered[offset] = (altered[offset] ?? 0) ^ 1;
      await writeFile(path, altered);
      const { faults } = await verifyRecordings(path, { key: pem });
      const isPadding = files.every(({ bytes }) => {
        const start = bytes.byteOffset - archive.byteOffset;
        return offset < start || offset >= start + bytes.length;
      });
      if (!isPadding && !named(files, offset, archive)) expect(faults, `byte ${offset}`).not.toEqual([]);
    }
    await writeFile(path, archive);
    expect(await verifyRecordings(path, { key: pem })).toEqual({ kind: 'extraction', faults: [] });
  });

  test('F07: a proof of the register verifies as a file, and not once it is altered', async () => {
    const { camera } = await proposed(1);
    await world.recordings.retention.run();
    world.nowMs += dayMs;
    await world.recordings.retention.run();
    expect((await world.only(camera)).state).toBe('destroyed');
    const line = (await world.recordings.registers.destructions({ limit: 500 })).items.at(-1);
    const path = join(world.directory, 'proof.json');
    const pem = join(world.directory, 'key.pem');
    await writeFile(pem, world.key.publicKey);
    await writeFile(path, JSON.stringify(line));
    expect(await verifyRecordings(path, { key: pem })).toEqual({ kind: 'proof of destruction', faults: [] });
    await writeFile(path, JSON.stringify(line).replace('count\\":1', 'count\\":2'));
    expect((await verifyRecordings(path, { key: pem })).faults).toHaveLength(1);
  });
});

/** Whether a byte lies in the key that is handed along, which proves nothing. */
function named(files: ReturnType<typeof readTar>, offset: number, archive: Uint8Array): boolean {
  const key = files.find(({ name }) => name === 'public-key.pem')?.bytes;
  if (key === undefined) return false;
  const start = key.byteOffset - archive.byteOffset;
  return offset >= start && offset < start + key.length;
}
