import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Anchor, AnchorFile } from '#features/audit/ports.ts';

/** The file beside the database in which the end of the log is noted each day, one line of JSON a day. */
export function openAnchorFile(directory: string): AnchorFile {
  const file = join(directory, 'audit-anchors.jsonl');
  return {
    async read() {
      const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === 'ENOENT') return '';
        throw cause;
      });
      return text.split('\n').flatMap(anchorOf);
    },
    add: (anchor) => appendFile(file, `${JSON.stringify(anchor)}\n`, { mode: 0o600 }),
  };
}

/** A line cut short by a full disk is no anchor. */
function anchorOf(line: string): readonly Anchor[] {
  try {
    const { atMs, sequence, hash } = JSON.parse(line) as Partial<Anchor>;
    const isAnchor = typeof atMs === 'number' && typeof sequence === 'number' && typeof hash === 'string';
    return isAnchor ? [{ atMs, sequence, hash }] : [];
  } catch {
    return [];
  }
}
