import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { queries } from '#database/queries.ts';
import { proofFaults } from '#features/recording/destruction-proof.ts';
import { dayMs } from '#features/recording/retention.ts';
import { choice, openRecordingWorld, type RecordingWorld } from '../../test/recording-world.ts';
import { sha256 } from './recording-vault.ts';

let world: RecordingWorld;
beforeAll(async () => {
  world = await openRecordingWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const dpo = { id: 'dpo', name: 'Grace' };

describe('retention', () => {
  test('F06: no source of configuration keeps pictures longer than the shortest limit', async () => {
    for (const [purposeDays, asked] of [
      [0, 1],
      [1, 2],
      [7, 8],
      [7, 7],
      [30, 30],
    ] as const) {
      const camera = await world.makeCamera(purposeDays);
      const choosing = world.recordings.choices.choose(camera.cameraId, choice(asked));
      if (asked > purposeDays) await expect(choosing).rejects.toMatchObject({ code: 'conflict' });
      else expect(await choosing).toMatchObject({ recording: { keptDays: asked }, ceilingDays: purposeDays });
      // An edit of the database itself is capped when pictures are kept, and refused beyond 30 days.
      const edit = (days: number) =>
        sql`
        INSERT INTO camera_recording VALUES (${camera.cameraId}, 1, 5, 5, ${days})
        ON CONFLICT (camera_id) DO UPDATE SET kept_days = excluded.kept_days`.execute(
          queries(world.territory.database.reader),
        );
      await expect(edit(31)).rejects.toThrow('kept_days');
      await edit(30);
      const outcome = await world.recordings.recordings.keep(await world.alerted(camera, world.nowMs));
      expect(outcome).toBe(purposeDays === 0 ? 'refused' : 'kept');
      if (outcome !== 'kept') continue;
      const { id, expiresAt, from } = await world.only(camera);
      expect(Date.parse(expiresAt)).toBe(Date.parse(from) + purposeDays * dayMs);
      const lengthened = sql`UPDATE recording SET expires_at = expires_at + interval '30 days' WHERE id = ${id}`;
      await expect(lengthened.execute(queries(world.territory.database.reader))).rejects.toThrow(
        'recording_within_ceiling',
      );
    }
  });

  test('F06: on a road nothing is kept without an authorisation, and then for its days at most', async () => {
    const { services } = world.territory;
    const purpose = await services.law.purposes.insert({
      name: 'Voirie',
      code: 'csi-transport',
      retentionDays: 30,
      from: new Date(world.nowMs - dayMs).toISOString(),
    });
    const { id: cameraId } = await services.cameras.insert({
      name: 'Road',
      source: { url: 'a.mp4' },
      place: 'public-road',
      purposeIds: [purpose.id],
      maskWaiver: 'no dwelling in sight of this camera',
      enabled: false,
    });
    await expect(world.recordings.choices.choose(cameraId, choice(1))).rejects.toMatchObject({
      code: 'conflict',
    });
    await services.law.authorisations.insert({
      number: '2026-77',
      cameraIds: [cameraId],
      retentionDays: 8,
      from: new Date(world.nowMs - dayMs).toISOString(),
      until: new Date(world.nowMs + 9 * dayMs).toISOString(),
    });
    await expect(world.recordings.choices.choose(cameraId, choice(9))).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await world.recordings.choices.choose(cameraId, choice(8))).toMatchObject({
      ceilingDays: 8,
      refusal: null,
    });
  });

  test('F07: at its time a recording is gone, and a signed proof and a line of the register say so', async () => {
    const camera = await world.kept(1);
    const { sha256: hash, id } = await world.only(camera);
    const destroyedBefore = await world.lines('recording.destroy');
    const startMs = world.nowMs;
    await world.recordings.retention.run();
    world.nowMs = startMs + 0.5 * dayMs;
    expect(await world.recordings.retention.run()).toBe(0);
    world.nowMs = startMs + dayMs - 2000;
    expect(await world.recordings.retention.run()).toBe(0);
    expect(await world.files()).toHaveLength(1);
    world.nowMs = startMs + dayMs + 1000;
    expect(await world.recordings.retention.run()).toBe(1);
    expect(await world.files()).toEqual([]);
    expect(await world.only(camera)).toMatchObject({
      state: 'destroyed',
      destroyedAt: new Date(world.nowMs).toISOString(),
    });
    const proof = (await world.recordings.retention.destructions({ limit: 500 })).items.at(-1)?.proof;
    if (proof === undefined) throw new Error('no proof');
    expect(proofFaults(proof, world.key.verify, sha256)).toEqual([]);
    expect(JSON.parse(proof.content)).toMatchObject({ count: 1, recordings: [{ id, sha256: hash }] });
    expect(
      proofFaults(
        { ...proof, content: proof.content.replace('"count":1', '"count":2') },
        world.key.verify,
        sha256,
      ),
    ).toHaveLength(1);
    expect(await world.lines('recording.destroy')).toBe(destroyedBefore + 1);
    await expect(world.recordings.recordings.look(id, 'alert')).rejects.toMatchObject({ code: 'conflict' });
  });

  test('F07: a destruction that was cut short at any moment is finished by the next round', async () => {
    const camera = await world.kept(1);
    const [file = ''] = await world.files();
    const startMs = world.nowMs;
    await world.recordings.retention.run();
    world.nowMs += dayMs - 5000;
    await world.recordings.retention.run();
    world.nowMs = startMs + dayMs + 1000;
    // Killed after the key was erased, and again after the file was half removed; and once before a line was written.
    await sql`UPDATE recording SET state = 'destroying', wrapped_key = NULL WHERE state = 'kept'`.execute(
      queries(world.territory.database.reader),
    );
    await writeFile(
      join(world.directory, 'recordings', '00000000-0000-4000-8000-000000000000.vigie'),
      'orphan',
    );
    await writeFile(
      join(world.directory, 'recordings', '00000000-0000-4000-8000-000000000001.vigie.part'),
      'half',
    );
    expect(await world.files()).toContain(file);
    expect(await world.recordings.retention.run()).toBe(1);
    expect(await world.files()).toEqual([]);
    expect((await world.only(camera)).state).toBe('destroyed');
    expect(await world.recordings.retention.run()).toBe(0);
  });

  test('F08: a hold keeps what lies in its span, and nothing else, until it ends', async () => {
    const startMs = world.nowMs;
    const camera = await world.kept(1, startMs);
    await world.recordings.recordings.keep(await world.alerted(camera, startMs + 3_600_000));
    await world.recordings.retention.run();
    const span = [startMs - 60_000, startMs + 60_000].map((ms) => new Date(ms).toISOString());
    const hold = await world.recordings.holds.open(
      {
        requisition: 'PV 2026/118',
        authority: 'Commissariat',
        cameraIds: [camera.cameraId],
        from: span[0] ?? '',
        to: span[1] ?? '',
      },
      dpo,
    );
    world.nowMs = startMs + dayMs - 1000;
    await world.recordings.retention.run();
    world.nowMs = startMs + 1.5 * dayMs;
    expect(await world.recordings.retention.run()).toBe(1);
    const states = async () => {
      const { items } = await world.recordings.recordings.list({ camera: camera.cameraId });
      return items.map(({ state, from }) => [Date.parse(from) > startMs, state]);
    };
    expect(await states()).toEqual([
      [true, 'destroyed'],
      [false, 'held'],
    ]);
    const heldId = (await world.recordings.recordings.list({ camera: camera.cameraId })).items[1]?.id ?? 0;
    await expect(world.recordings.recordings.look(heldId, 'alert')).rejects.toMatchObject({
      fix: expect.stringContaining('extraction'),
    });
    await world.recordings.holds.end(hold.id, 'the court has its copy', dpo);
    expect(await world.recordings.retention.run()).toBe(1);
    expect((await states()).map(([, state]) => state)).toEqual(['destroyed', 'destroyed']);
  });

  test('N41: a clock that leaps 40 days erases nothing until a person confirms it', async () => {
    const camera = await world.kept(1);
    await world.recordings.retention.run();
    world.nowMs += 40 * dayMs;
    expect(await world.recordings.retention.run()).toBe(0);
    expect((await world.recordings.retention.state()).waiting).toMatchObject({ for: 'leap' });
    expect(await world.lines('recording.wait')).toBeGreaterThan(0);
    world.nowMs += 60_000;
    expect(await world.recordings.retention.run()).toBe(0);
    expect((await world.only(camera)).state).toBe('kept');
    // What is past its time is not shown meanwhile.
    await expect(
      world.recordings.recordings.look((await world.only(camera)).id, 'alert'),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
    await world.recordings.retention.confirmClock('the machine was off');
    expect(await world.recordings.retention.run()).toBe(1);
  });

  test('N41: while the law doubts the clock nothing is erased, and its confirmation is enough', async () => {
    await world.kept(1);
    await world.recordings.retention.run();
    world.nowMs += dayMs - 5000;
    await world.recordings.retention.run();
    world.nowMs += 6000;
    const doubting = await world.open({ doubtedAtMs: world.nowMs });
    expect(await doubting.retention.run()).toBe(0);
    expect((await doubting.retention.state()).waiting).toMatchObject({ for: 'doubt' });
    expect(await world.recordings.retention.run()).toBe(1);
  });
});
