import { readFileSync } from 'node:fs';

/** Memory that a process holds, megabytes; undefined where the system does not show it, or the process is gone. */
export function heldMemoryMb(pid: number): number | undefined {
  const kibibytes = numberIn(`/proc/${pid}/status`, /^VmRSS:\s+(\d+) kB/m);
  return kibibytes === undefined ? undefined : (kibibytes * 1024) / 1e6;
}

/**
 * How long the first thread of a process, that of its event loop, was ready to run and had no processor, milliseconds
 * since its start; undefined where the system does not show it, or the process is gone.
 */
export function waitedForProcessorMs(pid: number): number | undefined {
  // Time run, time waited, both in nanoseconds, times it ran. Linux, Documentation/scheduler/sched-stats.rst.
  const nanoseconds = numberIn(`/proc/${pid}/schedstat`, /^\d+ (\d+)/);
  return nanoseconds === undefined ? undefined : nanoseconds / 1e6;
}

function numberIn(file: string, pattern: RegExp): number | undefined {
  try {
    const found = pattern.exec(readFileSync(file, 'utf8'))?.[1];
    return found === undefined ? undefined : Number(found);
  } catch {
    return undefined;
  }
}
