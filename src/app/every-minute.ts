import type { Log } from '#foundation/log.ts';

const minuteMs = 60_000;

/** Runs a job once a minute, never twice at once; a failure is logged and the next minute tries again. */
export function everyMinute(job: () => Promise<void>, log: Log): { stop(): Promise<void> } {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= job()
      .catch((err: unknown) => log.warn({ err }, 'a job failed; it runs again in a minute'))
      .finally(() => {
        running = undefined;
      });
  }, minuteMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
