import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../../src/cli/vigie.ts', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'vigie-admin-'));

afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function admin(
  words: readonly string[],
  input = '',
): Promise<{ code: number; out: string; fault: string }> {
  const child = spawn(process.execPath, [cli, 'admin', ...words], {
    cwd: directory,
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  });
  child.stdin.end(input);
  const [out, fault, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code: Number(code), out, fault };
}

const ada = [
  'create',
  '--name',
  'Ada',
  '--email',
  'Ada@example.org',
  '--role',
  'administrator',
  '--password-stdin',
];

test('people, reset links and keys are made without a running server', async () => {
  const short = await admin(ada, 'short\n');
  expect(short).toMatchObject({ code: 1, fault: expect.stringContaining('password') });
  expect(await admin(ada, 'a long enough password\n')).toMatchObject({
    code: 0,
    out: expect.stringContaining('ada@example.org'),
  });
  expect(await admin(ada, 'a long enough password\n')).toMatchObject({
    code: 1,
    fault: expect.stringContaining('is taken'),
  });
  const reset = await admin(['reset', '--email', 'ada@example.org']);
  expect(reset.out).toMatch(/http:\/\/127\.0\.0\.1:8484\/setup\?reset=[\w-]{43}/);
  const act = ['habilitate', '--email', 'ada@example.org', '--act', '2026-14', '--trained-on', '2026-01-15'];
  const granted = await admin([...act, '--from', '2026-02-01', '--until', '2027-01-31']);
  expect(granted.out).toContain('Ada may see images from 2026-02-01 to 2027-01-31');
  const turned = await admin([...act, '--from', '2027-02-01', '--until', '2026-01-31']);
  expect(turned).toMatchObject({ code: 1, fault: expect.stringContaining('validUntil') });
  const key = await admin(['key', '--name', 'prometheus', '--scope', 'metrics:read']);
  expect(key.out).toMatch(/^vigie_[\w-]{43}\n$/);
  const wrong = await admin(['key', '--name', 'other', '--scope', 'metric:read']);
  expect(wrong).toMatchObject({ code: 1, fault: expect.stringContaining('metrics:read') });
});
