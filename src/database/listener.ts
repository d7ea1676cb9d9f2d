import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '#foundation/log.ts';

type Receive = (payload: string) => void;

/** Notifications of the server over a connection of its own, which is made again whenever it is lost. */
export interface Listener {
  listen(channel: string, receive: Receive): Promise<() => void>;
  close(): Promise<void>;
}

/** Makes a listener; it connects with the first channel. */
export function createListener(connectionString: string, log: Log): Listener {
  const receivers = new Map<string, Set<Receive>>();
  let client: pg.Client | undefined;
  let connecting: Promise<void> | undefined;
  let isClosed = false;

  const tell = (channel: string, payload: string): void => {
    for (const receive of receivers.get(channel) ?? []) receive(payload);
  };

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString, keepAlive: true, connectionTimeoutMillis: 10_000 });
    fresh.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''));
    fresh.on('error', () => undefined);
    fresh.on('end', () => {
      if (client !== fresh) return;
      client = undefined;
      connecting = reconnect();
    });
    await fresh.connect();
    for (const channel of receivers.keys()) await fresh.query(`LISTEN ${fresh.escapeIdentifier(channel)}`);
    client = fresh;
  }

  async function reconnect(): Promise<void> {
    for (let waitMs = 100; !isClosed; waitMs = Math.min(waitMs * 2, 5000)) {
      await sleep(waitMs, undefined, { ref: false });
      try {
        if (isClosed) return;
        await connect();
        // What was said meanwhile is lost: each receiver is told to look for itself.
        for (const channel of receivers.keys()) tell(channel, '');
        return;
      } catch (fault) {
        log.debug({ fault }, 'The database does not answer yet');
      }
    }
  }

  return {
    async listen(channel, receive) {
      const set = receivers.get(channel) ?? new Set();
      const isNew = !receivers.has(channel);
      receivers.set(channel, set.add(receive));
      connecting ??= connect();
      await connecting;
      if (isNew && client !== undefined) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      return () => set.delete(receive);
    },
    async close() {
      isClosed = true;
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined);
    },
  };
}
