import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '#database/embedded/embedded-postgres.ts';
import { silentLog } from '../silent-log.ts';

const cli = fileURLToPath(new URL('../../src/cli/vigie.ts', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'vigie-audit-'));
const territory = join(directory, 'territory.yml');

afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function vigie(...words: string[]): Promise<{ code: number; out: string }> {
  const child = spawn(process.execPath, [cli, ...words], {
    cwd: directory,
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  });
  const [out, , [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: Number(code), out };
}

async function asOwner(statement: string): Promise<readonly Record<string, unknown>[]> {
  const server = await startEmbeddedPostgres({ dataDirectory: join(directory, 'data'), log: silentLog });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  await server.stop();
  return rows;
}

test('N39: an import is logged in the name of the command, and a log that was changed is told with exit code 1', async () => {
  writeFileSync(
    territory,
    `territory: { name: Ours }
purposes: [{ name: Watch, code: site-protection }]
cameras: [{ name: Depot, source: { url: depot.mp4 }, place: closed-site, purposes: [Watch] }]
`,
  );
  expect((await vigie('import', territory)).code).toBe(0);
  const rows = await asOwner('SELECT content FROM audit_line ORDER BY sequence');
  const lines = rows.map(({ content }) => JSON.parse(String(content)));
  const actions = lines.map(({ action }) => action);
  expect(actions).toEqual(expect.arrayContaining(['territory.update', 'camera.create', 'territory.import']));
  const byPeople = lines.filter(({ actor }) => actor.kind !== 'system');
  expect(byPeople.length).toBeGreaterThan(3);
  for (const { actor } of byPeople) expect(actor).toMatchObject({ kind: 'command', id: 'vigie import' });
  expect(await vigie('audit', 'verify')).toMatchObject({
    code: 0,
    out: expect.stringContaining('the log is whole'),
  });
  await asOwner(
    `UPDATE audit_line SET content = replace(content, 'Ours', 'Theirs') WHERE content LIKE '%Ours%'`,
  );
  const broken = await vigie('audit', 'verify');
  expect(broken).toMatchObject({ code: 1, out: expect.stringContaining('the log is not whole') });
  expect(broken.out).toContain('was changed');
});
