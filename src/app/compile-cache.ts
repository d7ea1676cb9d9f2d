import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Beside the packages, not in the shared temporary folder: what stands in it is run. */
const directory = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

/** Keeps what the modules loaded from now on compile to, so that the next process starts in half the time. */
export function openCompileCache(): void {
  enableCompileCache(directory);
}

/** Writes what was compiled so far: a process that is killed later writes nothing. */
export function keepCompiled(): void {
  flushCompileCache();
}
