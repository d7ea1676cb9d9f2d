import { useSyncExternalStore } from 'react';
import type { CountNews } from './server-events.ts';

const listeners = new Set<() => void>();
let ticks: ReadonlyMap<string, number> = new Map();

const keyOf = ({ lineId, direction }: Pick<CountNews, 'lineId' | 'direction'>): string =>
  `${lineId} ${direction}`;

/** Adds crossings that were just counted. */
export function rememberCount(news: CountNews): void {
  ticks = new Map(ticks).set(keyOf(news), (ticks.get(keyOf(news)) ?? 0) + news.count);
  for (const listener of listeners) listener();
}

function onTick(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Crossings of lines, each way, since this window was opened: as far as the server tells them at once. */
export function useCountTicks(): (lineId: number, direction: 'forward' | 'backward') => number {
  const now = useSyncExternalStore(onTick, () => ticks);
  return (lineId, direction) => now.get(keyOf({ lineId, direction })) ?? 0;
}
