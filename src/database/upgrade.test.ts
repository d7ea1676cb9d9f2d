import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { databaseAt } from '../../test/test-database.ts';
import { migrate } from './migrate.ts';

const released = join(import.meta.dirname, 'migrations');
const name = `vigie_upgrade_${randomUUID().replaceAll('-', '')}`;
let server: pg.Client;
let client: pg.Client;
let folder: string;

beforeAll(async () => {
  server = new pg.Client({ connectionString: inject('databaseServer') });
  await server.connect();
  await server.query(`CREATE DATABASE ${name}`);
  client = new pg.Client({ connectionString: databaseAt(inject('databaseServer'), name) });
  await client.connect();
  folder = mkdtempSync(join(tmpdir(), 'vigie-upgrade-'));
  for (const file of readdirSync(released).filter((file) => file < '0003'))
    copyFileSync(join(released, file), join(folder, file));
});
afterAll(async () => {
  await client.end();
  await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await server.end();
  rmSync(folder, { recursive: true });
});

/** What version 0.2 stored: a camera with its zone and line, two rules, an alert, a series with its quarter hour. */
const stored = `
  INSERT INTO camera (territory_id, name, source_url, place) VALUES (1, 'Depot', 'depot.mp4', 'closed-site');
  INSERT INTO zone (territory_id, camera_id, name, polygon) VALUES (1, 1, 'yard', '[[0,0],[1,0],[1,1]]');
  INSERT INTO line (territory_id, camera_id, name, from_point, to_point, forward, backward, classes)
    VALUES (1, 1, 'gate', '[0,0]', '[1,1]', 'in', 'out', '{car}');
  INSERT INTO rule (territory_id, camera_id, name, kind, parameters)
    VALUES (1, 1, 'Intrusion', 'intrusion', '{"zoneId": 1, "classes": ["person"]}'),
           (1, 1, 'Leaves', 'crossing', '{"lineId": 1, "classes": ["car"], "direction": "both"}');
  INSERT INTO alert (territory_id, camera_id, rule_id, rule_name, kind, severity, occurred_at, raised_at, change_sequence)
    VALUES (1, 1, 1, 'Intrusion', 'intrusion', 'warning', now(), now(), nextval('alert_change'));
  INSERT INTO thing (territory_id, camera_id, name) VALUES (1, 1, 'Depot');
  INSERT INTO datastream (territory_id, thing_id, name, observed_property, unit, line_id, class, direction)
    VALUES (1, 1, 'gate · car · in', 'count', '{}', 1, 'car', 'forward');
  INSERT INTO observation (territory_id, datastream_id, phenomenon_start, phenomenon_end, result, is_bucket)
    VALUES (1, 1, '2026-01-01T08:00Z', '2026-01-01T08:15Z', 7, true);`;

test('a database of the version before keeps all it holds, and rules no longer hold their zones and lines', async () => {
  await migrate(client, folder);
  await client.query(stored);
  expect((await migrate(client))[0]).toMatch(/^0003-/);
  const { rows } = await client.query(`
    SELECT camera.motion_gate, camera.second_look, camera.priority, camera.ground,
           (SELECT count(*)::int FROM rule) AS rules, (SELECT parameters FROM rule WHERE id = 1) AS parameters,
           (SELECT summary FROM alert) AS summary, (SELECT result FROM observation_last) AS result
      FROM camera`);
  expect(rows).toEqual([
    {
      motion_gate: 'auto',
      second_look: 'auto',
      priority: 'normal',
      ground: null,
      rules: 2,
      parameters: { zoneId: 1, classes: ['person'] },
      summary: null,
      result: 7,
    },
  ]);
  await client.query('DELETE FROM zone; DELETE FROM line');
  expect((await client.query('SELECT name FROM rule ORDER BY id')).rows).toEqual([
    { name: 'Intrusion' },
    { name: 'Leaves' },
  ]);
});

test('distributions add up bin by bin', async () => {
  const { rows } = await client.query(`
    SELECT add_bins('[1, 2, 3]', '[10, 0, 0.5]') AS same, add_bins('[1]', '[2, 3]') AS other, add_bins(NULL, '[4]') AS none`);
  expect(rows).toEqual([{ same: [11, 2, 3.5], other: [2, 3], none: [4] }]);
});
