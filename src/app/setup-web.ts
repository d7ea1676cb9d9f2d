import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { VigieError } from '#foundation/errors.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const built = join(repository, 'dist/web');
const stamp = join(built, '.source-hash');

/** What the bundle depends on. */
const sources = ['web/**/*', 'package-lock.json'];

/** Builds the web UI unless the one built before comes from the same sources; tells whether it built. */
export async function setUpWeb(): Promise<boolean> {
  const hash = hashSources();
  if (hash === undefined || (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash)) return false;
  const fresh = `${built}.${process.pid}.new`;
  try {
    await build(fresh);
    writeFileSync(join(fresh, '.source-hash'), hash);
    replace(built, fresh);
  } catch (fault) {
    throw new VigieError('unavailable', 'the web UI could not be built', {
      cause: fault,
      fix: 'run npm ci again, then npm run build:web, which prints the whole reason',
    });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return true;
}

/**
 * In a process of its own that is told nothing of this one's surroundings: under a test runner the pages would else be
 * built with what React checks while one develops, twice as large and several times slower.
 */
async function build(directory: string): Promise<void> {
  const config = join(repository, 'web/vite.config.ts');
  const vite = join(repository, 'node_modules/vite/bin/vite.js');
  const wishes = ['--config', config, '--logLevel', 'error', '--outDir', directory, '--emptyOutDir'];
  await promisify(execFile)(process.execPath, [vite, 'build', ...wishes], {
    cwd: repository,
    env: { NODE_ENV: 'production' },
  });
}

/** Undefined in a release archive, which holds the built UI and not its sources. */
function hashSources(): string | undefined {
  const files = globSync(sources, { cwd: repository, withFileTypes: true }).filter((entry) => entry.isFile());
  if (files.length < 2) return undefined;
  const hash = createHash('sha256');
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function replace(target: string, fresh: string): void {
  const old = `${target}.${process.pid}.old`;
  mkdirSync(join(target, '..'), { recursive: true });
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
}
