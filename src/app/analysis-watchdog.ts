import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

/** What the watchdog of the analysis process is told. */
export interface WatchdogSetup {
  /** the process of `main` */
  readonly parentPid: number;
  readonly memoryLimitMb: number;
}

const lookMs = 500;
/** The process itself leaves in order at its limit; this is for one whose event loop no longer turns. */
const graceShare = 1.1;
const mostLooksOver = 2;
const standardError = 2;

const { parentPid, memoryLimitMb } = workerData as WatchdogSetup;
let looksOver = 0;

// A thread of its own: it runs while native code holds the event loop. Only SIGKILL waits for no other thread.
setInterval(() => {
  const memoryMb = process.memoryUsage.rss() / 1e6;
  looksOver = memoryMb > memoryLimitMb * graceShare ? looksOver + 1 : 0;
  if (looksOver >= mostLooksOver) {
    writeSync(standardError, `The analysis process holds too much memory: ${Math.round(memoryMb)} MB.\n`);
    process.kill(process.pid, 'SIGKILL');
  }
  if (process.ppid !== parentPid) process.kill(process.pid, 'SIGKILL');
}, lookMs);
