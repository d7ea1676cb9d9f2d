import type { Log } from '#foundation/log.ts';

const nothing = (): void => undefined;

/** A log that keeps nothing. */
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
