import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** Whoever is quick begins as soon as something stands on the page. */
const firstActMs = 400;
/** A page that never comes to rest gets its heavy parts all the same. */
const longestMs = 4000;

/**
 * Whether the page is drawn with what it asked for, and the browser has time: from then on heavy parts may load that
 * nobody waits for. Once true, it stays true.
 */
export function useCalm(): boolean {
  const queryClient = useQueryClient();
  const [isCalm, setCalm] = useState(false);
  useEffect(() => {
    if (isCalm) return;
    const settle = (): void => {
      if (queryClient.isFetching() > 0) return;
      stop();
      requestAnimationFrame(() => setTimeout(() => whenIdle(() => setCalm(true)), firstActMs));
    };
    const unsubscribe = queryClient.getQueryCache().subscribe(settle);
    const timer = setTimeout(() => setCalm(true), longestMs);
    const stop = (): void => {
      unsubscribe();
      clearTimeout(timer);
    };
    settle();
    return stop;
  }, [isCalm, queryClient]);
  return isCalm;
}

/** Safari knows no idle time. */
const whenIdle = (work: () => void): void =>
  'requestIdleCallback' in window
    ? void requestIdleCallback(work, { timeout: 1000 })
    : void setTimeout(work, 50);
