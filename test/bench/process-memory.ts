import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Memory of a process, MB: pages it shares with others count by their share (PSS). */
export function memoryMbOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1];
  return Number(kilobytes ?? 0) / 1024;
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
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return 0;
  try {
    // The name stands in brackets and may hold anything: the parent is the second word after it.
    return Number(readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ')[1] ?? 0);
  } catch {
    return 0;
  }
}
