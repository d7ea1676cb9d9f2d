import { readdirSync, readFileSync } from 'node:fs';

/** Memory of a process, MB: pages it shares with others count by their share (PSS); 0 once it ended. */
export function memoryMbOf(pid: number): number {
  return megabytesIn(rollupOf(pid), 'Pss');
}

/** The same without memory made to be shared: the buffers of PostgreSQL fill for hours, up to a size that is set. */
export function ownMemoryMbOf(pid: number): number {
  const rollup = rollupOf(pid);
  return megabytesIn(rollup, 'Pss') - megabytesIn(rollup, 'Pss_Shmem');
}

const rollupOf = (pid: number): string => textOf(`/proc/${pid}/smaps_rollup`);

function megabytesIn(rollup: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) / 1024;
}

/** A process and all that it started, by their numbers. */
export function withDescendants(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) parents.set(Number(name), parentOf(Number(name)));
  }
  const family = [pid];
  for (const member of family) {
    for (const [child, parent] of parents) {
      if (parent === member && !family.includes(child)) family.push(child);
    }
  }
  return family;
}

function parentOf(pid: number): number {
  // The name stands in brackets and may hold anything: the parent is the second word after it.
  return Number(textOf(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1] ?? 0);
}

/** A process may end between being listed, opened and read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
