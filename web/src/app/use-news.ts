import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rememberHealth } from '@/api/camera-health-store.ts';
import { followNews, type NewsState } from '@/api/server-events.ts';
import { todayQuery } from '@/api/statistics.ts';

const gatherMs = 300;
/** Shorter losses, such as a change of network, are not worth a banner. */
const patienceMs = 2500;

/** Follows the server's news, refreshes what they change, and says whether they arrive. */
export function useNews(): { readonly state: NewsState; readonly announcement: string } {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  const [state, setState] = useState<NewsState>('connecting');
  const [announcement, setAnnouncement] = useState('');
  useEffect(() => {
    const refresh = createRefresher(queryClient);
    let wasLost = false;
    let patience: ReturnType<typeof setTimeout> | undefined;
    const stop = followNews({
      onState: (next) => {
        clearTimeout(patience);
        if (next === 'lost') {
          wasLost = true;
          patience = setTimeout(() => setState('lost'), patienceMs);
          return;
        }
        setState(next);
        if (next === 'open' && wasLost) void queryClient.invalidateQueries();
        wasLost = false;
      },
      onAlert: (alert) => {
        if (alert.state === 'new') {
          setAnnouncement(t('shell.announce', { rule: alert.ruleName, camera: alert.cameraName }));
        }
        refresh(['alerts']);
      },
      onCount: () => refresh(todayQuery.queryKey),
      onHealth: rememberHealth,
      onRights: () => refresh(['people']),
    });
    return () => {
      clearTimeout(patience);
      stop();
    };
  }, [queryClient, t]);
  return { state, announcement };
}

/** Refreshes a list soon after the first of a burst of news, once. */
function createRefresher(queryClient: QueryClient): (queryKey: readonly string[]) => void {
  const waiting = new Set<string>();
  return (queryKey) => {
    const name = queryKey.join('/');
    if (waiting.has(name)) return;
    waiting.add(name);
    setTimeout(() => {
      waiting.delete(name);
      void queryClient.invalidateQueries({ queryKey });
    }, gatherMs);
  };
}
