import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#database/open-database.ts';
import { queries } from '#database/queries.ts';
import { silentLog } from '../silent-log.ts';

const writerFile = join(import.meta.dirname, 'database-writer.ts');
const rounds = 10;
/** rows stored before something is killed, and after the server came back */
const rowsBetween = 40;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'vigie-kill-'));
  chmodSync(root, 0o711);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Writer {
  readonly process: ChildProcess;
  readonly serverPid: number;
  readonly acknowledged: number[];
  /** resolves once so many more rows are acknowledged */
  more(count: number): Promise<void>;
  ended: Promise<void>;
}

async function startWriter(dataDirectory: string, first: number): Promise<Writer> {
  const child = spawn(process.execPath, [writerFile, dataDirectory, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: number[] = [];
  let wake: () => void = () => undefined;
  let ready: (pid: number) => void = () => undefined;
  const serverPid = new Promise<number>((resolve) => {
    ready = resolve;
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('pid ')) ready(Number(line.slice(4)));
    else if (/^\d+$/.test(line)) acknowledged.push(Number(line));
    wake();
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const failed = ended.then(() => Promise.reject(new Error('the writer ended before it was ready')));
  return {
    process: child,
    serverPid: await Promise.race([serverPid, failed]),
    acknowledged,
    ended,
    async more(count) {
      for (const wanted = acknowledged.length + count; acknowledged.length < wanted; )
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    },
  };
}

async function storedNumbers(dataDirectory: string): Promise<ReadonlySet<number>> {
  const database = await openDatabase({ dataDirectory, log: silentLog });
  const rows = await queries(database.reader).selectFrom('period').select('name').execute();
  await database.close();
  return new Set(rows.map(({ name }) => Number(name.slice(4))));
}

test.concurrent.each(['postgres', 'writer', 'both'] as const)(
  `kill -9 of %s, ${rounds} times: every acknowledged row is there`,
  async (victim) => {
    const dataDirectory = join(root, victim);
    const acknowledged: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const writer = await startWriter(dataDirectory, round * 1_000_000 + 1);
      await writer.more(rowsBetween);
      if (victim !== 'writer') process.kill(writer.serverPid, 'SIGKILL');
      if (victim === 'postgres') await writer.more(rowsBetween);
      writer.process.kill('SIGKILL');
      await writer.ended;
      acknowledged.push(...writer.acknowledged);
    }
    const stored = await storedNumbers(dataDirectory);
    expect(acknowledged.filter((number) => !stored.has(number))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * rowsBetween);
  },
);
