import { totalmem } from 'node:os';

/** Share of the machine that the analysis may hold: the rest is for `main`, the database and the system. */
const usualShare = 0.6;

/** Memory of this machine, or of the container it runs in where that has less, megabytes. */
export function machineMemoryMb(): number {
  const constrained = process.constrainedMemory();
  const bytes = constrained > 0 ? Math.min(totalmem(), constrained) : totalmem();
  return bytes / 1e6;
}

/** Memory the analysis may hold where `analysis.memoryMb` does not say, megabytes. */
export function usualMemoryLimitMb(machineMb: number): number {
  return Math.floor(machineMb * usualShare);
}
