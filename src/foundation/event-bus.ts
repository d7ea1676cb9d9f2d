/** Hands each published event to every listener of its name; a listener that throws stops no other. */
export interface EventBus<Events extends object> {
  publish<Name extends keyof Events>(name: Name, event: Events[Name]): void;
  /** Returns the function that ends the subscription. */
  subscribe<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void;
}

/** An event bus inside one process. */
export function createEventBus<Events extends object>(
  onFault: (name: keyof Events, fault: unknown) => void,
): EventBus<Events> {
  const listeners = new Map<keyof Events, Set<(event: never) => void>>();
  return {
    publish(name, event) {
      for (const listener of listeners.get(name) ?? []) {
        try {
          listener(event as never);
        } catch (fault) {
          onFault(name, fault);
        }
      }
    },
    subscribe(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => set.delete(listener);
    },
  };
}
