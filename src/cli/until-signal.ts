const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl+C comes several times: from the terminal, and from each starter (npm, bin/vigie.js) that passes it on. */
const echoMs = 1000;

/** Waits for the first signal that asks to stop; a later one ends the process at once. */
export function untilSignal(): { readonly promise: Promise<void>; readonly signal: AbortSignal } {
  const controller = new AbortController();
  let firstMs = 0;
  const promise = new Promise<void>((resolve) => {
    for (const name of signals) {
      process.on(name, () => {
        if (!controller.signal.aborted) {
          firstMs = performance.now();
          controller.abort();
          resolve();
        } else if (performance.now() - firstMs > echoMs) {
          process.exit(130);
        }
      });
    }
  });
  return { promise, signal: controller.signal };
}
