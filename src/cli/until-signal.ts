const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Waits for the first signal that asks to stop; the second ends the process at once. */
export function untilSignal(): { readonly promise: Promise<void>; readonly signal: AbortSignal } {
  const controller = new AbortController();
  const promise = new Promise<void>((resolve) => {
    for (const name of signals) {
      process.on(name, () => {
        if (controller.signal.aborted) process.exit(130);
        controller.abort();
        resolve();
      });
    }
  });
  return { promise, signal: controller.signal };
}
