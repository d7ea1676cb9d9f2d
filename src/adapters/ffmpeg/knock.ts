import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** Where a stream is served. */
export interface Door {
  readonly host: string;
  readonly port: number;
}

const patienceMs = 1500;
const betweenMs = 1000;

/**
 * Waits, but no longer than until the door opens: when it is shut at first, it is knocked at now and then, which
 * costs a camera nothing. Returns true when it opened meanwhile.
 */
export async function waitAtDoor(
  door: Door | undefined,
  waitMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const untilMs = performance.now() + waitMs;
  if (door === undefined || (await isOpen(door, signal))) {
    await pause(untilMs - performance.now(), signal);
    return false;
  }
  while (performance.now() < untilMs && !signal.aborted) {
    await pause(Math.min(betweenMs, untilMs - performance.now()), signal);
    if (await isOpen(door, signal)) {
      return true;
    }
  }
  return false;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(Math.max(0, ms), undefined, { signal }).catch(() => undefined);
}

function isOpen({ host, port }: Door, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patienceMs });
    const end = (open: boolean) => {
      signal.removeEventListener('abort', shut);
      socket.destroy();
      resolve(open);
    };
    const shut = () => end(false);
    socket.once('connect', () => end(true));
    socket.once('error', shut);
    socket.once('timeout', shut);
    signal.addEventListener('abort', shut);
  });
}
