/** What happens when the consumer does not keep up: the producer waits, or the oldest item is given up. */
export type HandoffPolicy = 'wait' | 'drop-oldest';

/** Hands items from one producer to one consumer, with room for a few. */
export class Handoff<Item> {
  readonly #policy: HandoffPolicy;
  readonly #room: number;
  readonly #drop: (item: Item) => void;
  #items: Item[] = [];
  #closed = false;
  #fault: unknown;
  #wakeProducer: (() => void) | undefined;
  #wakeConsumer: (() => void) | undefined;

  /** `drop` frees an item that nobody will take. */
  constructor(policy: HandoffPolicy, room: number, drop: (item: Item) => void) {
    this.#policy = policy;
    this.#room = room;
    this.#drop = drop;
  }

  /** Adds an item; under `wait` resolves once there is room. */
  async put(item: Item): Promise<void> {
    if (this.#policy === 'drop-oldest' && this.#items.length >= this.#room) {
      const oldest = this.#items.shift();
      if (oldest !== undefined) {
        this.#drop(oldest);
      }
    }
    while (this.#items.length >= this.#room && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#wakeProducer = resolve;
      });
    }
    if (this.#closed) {
      this.#drop(item);
      return;
    }
    this.#items.push(item);
    this.#wakeConsumer?.();
  }

  /** No more items come; those inside are still taken. A fault is thrown after the last. */
  end(fault?: unknown): void {
    this.#closed = true;
    this.#fault = fault;
    this.#wakeConsumer?.();
    this.#wakeProducer?.();
  }

  /** The next item, or undefined at the end. */
  async take(): Promise<Item | undefined> {
    while (this.#items.length === 0 && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#wakeConsumer = resolve;
      });
    }
    const item = this.#items.shift();
    this.#wakeProducer?.();
    if (item === undefined && this.#fault !== undefined) {
      throw this.#fault;
    }
    return item;
  }

  /** Ends, and frees what nobody took. */
  clear(): void {
    this.end();
    for (const item of this.#items) {
      this.#drop(item);
    }
    this.#items = [];
  }
}
