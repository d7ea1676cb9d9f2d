import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { queries } from '#database/queries.ts';
import { isIntact } from '#features/audit/audit-check-service.ts';
import { createAudit } from '#features/audit/audit-service.ts';
import { createAuditStore } from '#features/audit/audit-store.ts';
import type { Events } from '#features/events.ts';
import { createEventBus } from '#foundation/event-bus.ts';
import { silentLog } from '../../test/silent-log.ts';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { actAs } from './acting.ts';
import { type AuditLog, openAuditLog } from './audit-log.ts';
import { openInstanceKey } from './instance-key.ts';

const dayMs = 86_400_000;
const ada = { kind: 'person', id: 'p1', name: 'Ada' } as const;
let directory: string;
let database: TestDatabase;
let owner: pg.Client;
let log: AuditLog;
let nowMs: number;
let told: Events['audit-check'][];
let add: (count?: number, details?: object) => Promise<void>;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'vigie-audit-'));
  database = await openTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  nowMs = Date.now() - 500 * dayMs;
  told = [];
  const events = createEventBus<Events>((_, fault) => {
    throw fault;
  });
  events.subscribe('audit-check', (check) => told.push(check));
  const store = createAuditStore(1);
  const clock = () => nowMs;
  const audit = createAudit({ store, whoActs: () => ada, clock });
  const key = await openInstanceKey(directory);
  log = openAuditLog({
    database,
    store,
    audit,
    directory,
    key,
    keepMonths: 12,
    events,
    log: silentLog,
    clock,
  });
  add = async (count = 1, details = {}) => {
    for (let index = 0; index < count; index++)
      await database.unitOfWork((tx) =>
        audit(tx, {
          action: 'camera.update',
          subject: { kind: 'camera', id: index + 1 },
          details: { ...details },
        }),
      );
  };
});
afterEach(async () => {
  await owner.end();
  await database.close();
  rmSync(directory, { recursive: true });
});

const faults = async () => (await log.checks.verify()).faults.map(({ fault }) => fault);

describe('N39: a log that was tampered with by the owner of the database', () => {
  beforeEach(() => add(5));

  it('is whole before', async () => {
    const check = await log.checks.verify();
    expect([check.lines, check.head, isIntact(check)]).toEqual([5, 5, true]);
    expect(told).toEqual([{ intact: true, faults: [] }]);
  });

  it.each([
    [
      'a line changed',
      `UPDATE audit_line SET content = replace(content, 'Ada', 'Eve') WHERE sequence = 3`,
      'was changed',
    ],
    ['a line removed', 'DELETE FROM audit_line WHERE sequence = 3', '1 lines are missing'],
    ['the first lines removed', 'DELETE FROM audit_line WHERE sequence < 3', '2 lines are missing'],
    ['the end removed', 'DELETE FROM audit_line WHERE sequence > 3', 'the end of the log is missing'],
    ['all removed', 'DELETE FROM audit_line', 'the end of the log is missing'],
  ])('is seen: %s', async (_, statement, fault) => {
    await owner.query(statement);
    expect(await faults()).toContain(fault);
    expect(told.at(-1)?.intact).toBe(false);
    expect((await log.checks.status()).last?.faults.length).toBeGreaterThan(0);
  });

  it('is seen when a line and its hash were both made anew', async () => {
    const { rows } = await owner.query('SELECT * FROM audit_line WHERE sequence = 3');
    const content = rows[0].content.replace('Ada', 'Eve');
    const hash = createHash('sha256').update(`${rows[0].previous_hash}\n3\n${content}`).digest('hex');
    await owner.query('UPDATE audit_line SET content = $1, hash = $2 WHERE sequence = 3', [content, hash]);
    expect(await faults()).toEqual(['does not follow from the line before']);
  });

  it('is seen when its end and the head were cut together, by the note beside the database', async () => {
    await log.checks.daily();
    await owner.query('DELETE FROM audit_line WHERE sequence > 2');
    await owner.query(
      'UPDATE audit_head SET sequence = 2, hash = (SELECT hash FROM audit_line WHERE sequence = 2)',
    );
    expect(await faults()).toEqual(['the log once had 6 lines: its end is missing']);
  });

  it('is not purged while it is broken', async () => {
    await log.checks.daily();
    await owner.query(`UPDATE audit_line SET content = replace(content, 'Ada', 'Eve') WHERE sequence = 3`);
    for (let day = 0; day < 400; day += 399) {
      nowMs += (day + 1) * dayMs;
      await log.checks.daily();
    }
    const { rows } = await owner.query('SELECT min(sequence)::int AS first FROM audit_line');
    expect(rows[0].first).toBe(1);
  });
});

describe('F12: lines are kept for twelve months', () => {
  const first = async () =>
    (
      await queries(database.reader)
        .selectFrom('audit_line')
        .select('sequence')
        .orderBy('sequence')
        .executeTakeFirst()
    )?.sequence;
  const nextDay = async (): Promise<void> => {
    nowMs += dayMs;
    await log.checks.daily();
  };

  it('and removed with a signed checkpoint, from which the rest still verifies', async () => {
    await add(3, { rowHash: 'abc' });
    await nextDay();
    nowMs += 363 * dayMs;
    await nextDay();
    expect(await first()).toBe(1);
    await nextDay();
    expect(await first()).toBeGreaterThan(3);
    const { checkpoint } = await log.checks.status();
    expect(checkpoint?.sequence).toBeGreaterThanOrEqual(3);
    expect(await faults()).toEqual([]);
    const carried = await log.lines.list({ action: 'audit.carry', limit: 10 });
    expect(carried.items.map(({ subject, details }) => [subject.id, details])).toEqual([
      ['3', { rowHash: 'abc' }],
      ['2', { rowHash: 'abc' }],
      ['1', { rowHash: 'abc' }],
    ]);
    expect((await log.lines.list({ action: 'audit.purge', limit: 1 })).items).toHaveLength(1);
  });

  it('and a checkpoint that another signed is seen', async () => {
    await add(3);
    await nextDay();
    nowMs += 365 * dayMs;
    await nextDay();
    await nextDay();
    expect((await log.checks.status()).checkpoint).toBeDefined();
    await owner.query(`UPDATE audit_checkpoint SET signature = 'AAAA'`);
    expect(await faults()).toContain('the checkpoint was not signed by this instance');
  });

  it.each([
    ['forward', 400, /set forward; nothing is removed today/],
    ['back', -40, /set back by 960 hours: nothing is removed today/],
  ])('N41: a clock set %s removes nothing at once, and is told', async (_, days, words) => {
    await add(3);
    await nextDay();
    nowMs += days * dayMs;
    await log.checks.daily();
    expect(await first()).toBe(1);
    expect(told.at(-1)).toEqual({ intact: true, faults: [expect.stringMatching(words)] });
  });
});

it('the log is verified once a day', async () => {
  await add();
  for (let hour = 0; hour < 49; hour++) {
    await log.checks.daily();
    nowMs += 3_600_000;
  }
  expect(told).toHaveLength(3);
});

it('N03: the key of the instance is for its user alone', () => {
  expect(statSync(join(directory, 'instance-key.pem')).mode & 0o777).toBe(0o600);
});

it('a note that was cut short is passed over', async () => {
  await add();
  await log.checks.daily();
  const file = join(directory, 'audit-anchors.jsonl');
  truncateSync(file, statSync(file).size - 20);
  expect(await faults()).toEqual([]);
});

describe('F11: the log is read and taken out', () => {
  it('page by page, narrowed by camera, action, person and time', async () => {
    await add(5);
    const one = await log.lines.list({ limit: 2 });
    expect(one.items.map(({ sequence }) => sequence)).toEqual([5, 4]);
    const two = await log.lines.list({ limit: 2, after: one.next ?? '' });
    expect(two.items.map(({ sequence }) => sequence)).toEqual([3, 2]);
    expect((await log.lines.list({ action: 'camera', subject: '2' })).items).toHaveLength(1);
    expect((await log.lines.list({ action: 'zone' })).items).toEqual([]);
    expect((await log.lines.list({ actor: 'p2' })).items).toEqual([]);
    expect((await log.lines.list({ to: new Date(nowMs).toISOString() })).items).toEqual([]);
    await actAs(ada, () => log.views.begin([7, 8], 'alert'));
    expect((await log.lines.list({ camera: 8 })).items.map(({ action }) => action)).toEqual(['images.view']);
  });

  it('N26: as CSV that no spreadsheet runs and no line break splits; that it was taken out is a line', async () => {
    await add(1, { note: 'a\r\nb' });
    await actAs(ada, () => log.views.begin([7], '=cmd|calc\nx'));
    const text = await log.lines.csv({ recipient: 'the auditor' });
    expect(text.split('\r\n')).toHaveLength(4);
    expect(text).toContain("'=cmd|calc x");
    expect((await log.lines.list({ limit: 1 })).items[0]).toMatchObject({
      action: 'audit.export',
      recipient: 'the auditor',
      details: { lines: 2 },
    });
  });

  it('as chained lines that anybody can verify', async () => {
    await add(3);
    const { lines } = await log.lines.json({});
    for (const { sequence, content, previousHash, hash } of lines)
      expect(createHash('sha256').update(`${previousHash}\n${sequence}\n${content}`).digest('hex')).toBe(
        hash,
      );
  });
});
