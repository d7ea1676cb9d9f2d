import { useSyncExternalStore } from 'react';

const stepMs = 60_000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const followers = new Set<() => void>();

function tick(): void {
  now = Date.now();
  for (const follow of followers) follow();
}

function follow(changed: () => void): () => void {
  // Nobody looked at the clock meanwhile: it stands still.
  if (followers.size === 0) {
    now = Date.now();
    timer = setInterval(tick, stepMs);
  }
  followers.add(changed);
  return () => {
    followers.delete(changed);
    if (followers.size === 0) clearInterval(timer);
  };
}

/** The current time, refreshed once a minute, for texts such as "today": one clock for all who look at it. */
export const useNow = (): number => useSyncExternalStore(follow, () => now);
