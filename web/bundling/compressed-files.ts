import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const compressible = /\.(?:js|css|svg|json|webmanifest)$/;
/** Below, the answer's own head weighs more than what is saved. */
const leastBytes = 1024;
/** The best levels cost seconds more for a few hundred bytes. */
const brotliQuality = 9;

/** Puts each file beside itself as `.br` and `.gz`: compressed once when it is built, never while it is sent. */
export function compressedFiles(): Plugin {
  return {
    name: 'vigie-compressed-files',
    apply: 'build',
    writeBundle({ dir }) {
      if (dir === undefined) return;
      for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !compressible.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        const content = readFileSync(path);
        if (content.length < leastBytes) continue;
        const params = { [constants.BROTLI_PARAM_QUALITY]: brotliQuality };
        writeFileSync(`${path}.br`, brotliCompressSync(content, { params }));
        writeFileSync(`${path}.gz`, gzipSync(content));
      }
    },
  };
}
