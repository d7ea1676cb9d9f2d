import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '#database/database.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';

const longestPauseMs = 10_000;

/** Opens the database; a server that cannot be reached yet is tried again until it answers or `signal` says stop. */
export async function waitForDatabase(
  open: () => Promise<Database>,
  options: {
    readonly log: Log;
    readonly signal: AbortSignal | undefined;
    /** told why Vigie waits */
    readonly onWait: (reason: string) => void;
    /** whether the server is someone else's, who may start it later */
    readonly isExternal: boolean;
  },
): Promise<Database> {
  for (let pauseMs = 1000; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await open();
    } catch (fault) {
      const isWorthWaiting =
        options.isExternal && fault instanceof VigieError && fault.code === 'unavailable';
      if (!isWorthWaiting || options.signal?.aborted === true) throw fault;
      options.onWait(fault.message);
      options.log.warn({ fix: fault.fix, nextMs: pauseMs }, fault.message);
      await sleep(pauseMs, undefined, options.signal === undefined ? {} : { signal: options.signal });
    }
  }
}
