import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const command = join(repository, 'src/cli/vigie.ts');

/** The territory of the demo, and the clips it names. */
export const demoTerritory = join(repository, 'examples/demo/territory.yml');
export const footage = join(repository, 'test/fixtures/footage');

/** A `vigie serve` with data of its own. */
export interface RunningVigie {
  readonly url: string;
  /** the one-time link that makes the first people */
  readonly setupUrl: string;
  /** holds all that it writes: settings, data, temporary files */
  readonly directory: string;
  /** Brings cameras in, as `vigie import` does. */
  bringIn(territoryFile: string): Promise<void>;
  /** Runs `vigie` with these words and its settings; answers what it printed, or fails with it. */
  command(words: readonly string[]): Promise<string>;
  /** Kills the server where it stands: nothing is written, nobody is told. */
  kill(): Promise<void>;
  /** Starts it again, on the same data and port, and waits until it answers. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts Vigie on fresh data and a free port, with further lines of settings, and waits until it answers. */
export async function startVigie(more: readonly string[] = []): Promise<RunningVigie> {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-e2e-'));
  // The database server runs as another user when Vigie runs as root.
  chmodSync(directory, 0o755);
  const temporary = join(directory, 'tmp');
  mkdirSync(temporary);
  chmodSync(temporary, 0o1777);
  const settings = join(directory, 'vigie.yml');
  writeFileSync(settings, [...settingsText(directory, await freePort()), ...more, ''].join('\n'));
  const serve = (): ChildProcess =>
    spawn(process.execPath, [command, 'serve', '--config', settings], {
      cwd: repository,
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  let child = serve();
  const stop = async (): Promise<void> => {
    await end(child);
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const setupUrl = await readSetupUrl(child);
    const url = new URL(setupUrl).origin;
    return {
      url,
      setupUrl,
      directory,
      bringIn: async (file) => void (await run(['import', '--config', settings, file])),
      command: (words) => run([...words, '--config', settings]),
      kill: () => end(child, 'SIGKILL'),
      startAgain: async () => {
        child = serve();
        await untilAnswering(child, url);
      },
      stop,
    };
  } catch (fault) {
    await stop();
    throw fault;
  }
}

function settingsText(directory: string, port: number): readonly string[] {
  return [
    `server: { host: 127.0.0.1, port: ${port} }`,
    `data: { directory: ${JSON.stringify(join(directory, 'data'))} }`,
    `sources: { directory: ${JSON.stringify(footage)} }`,
    'network: { cameras: [], outgoing: [] }',
    'log: { level: warn }',
  ];
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

function readSetupUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const link = /https?:\/\/\S+\/setup\?token=[\w-]+/.exec(said);
      if (link !== null) resolve(link[0]);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`vigie serve ended with ${code}:\n${said}`)));
  });
}

async function run(words: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [command, ...words], { cwd: repository, stdio: 'pipe' });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`vigie ${words[0]} ended with ${code}:\n${said}`);
  return said;
}

async function untilAnswering(child: ChildProcess, url: string): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  // What is printed and never read would stop the server once the pipe is full.
  child.stdout?.resume();
  while (child.exitCode === null && child.signalCode === null) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`vigie serve ended with ${child.exitCode}:\n${said}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
