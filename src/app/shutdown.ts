import type { Log } from '#foundation/log.ts';

/** What was started, so that it can be stopped the other way round. */
export interface Shutdown {
  /** Names how a part that now runs is stopped. */
  add(name: string, stop: () => Promise<void> | void): void;
  /** Stops everything, the last started first; a part that fails stops no other. */
  run(): Promise<void>;
}

/** Makes an empty list of parts. */
export function createShutdown(log: Log): Shutdown {
  const parts: { readonly name: string; readonly stop: () => Promise<void> | void }[] = [];
  let running: Promise<void> | undefined;
  const stopAll = async (): Promise<void> => {
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      try {
        await part.stop();
        log.debug({ part: part.name }, 'stopped');
      } catch (err) {
        log.error({ err, part: part.name }, 'could not be stopped cleanly');
      }
    }
  };
  return {
    add: (name, stop) => parts.push({ name, stop }),
    run: () => {
      running ??= stopAll();
      return running;
    },
  };
}
