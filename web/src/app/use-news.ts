import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '#features/alerts/alert-schema.ts';
import { snoozesQuery } from '@/api/alert-desk.ts';
import { forgetAlerts, takeAlerts } from '@/api/alerts.ts';
import { rememberHealth } from '@/api/camera-health-store.ts';
import { rememberCount } from '@/api/count-ticks.ts';
import { followNews, type NewsState } from '@/api/server-events.ts';
import { todayQuery } from '@/api/statistics.ts';
import { signalAlerts } from '@/features/alerts/alert-signal.ts';

const gatherMs = 300;
/** What was read before the stream began may lack what came in between: it is read again, out of the way of the first page. */
const settleMs = 1500;
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
    const take = gathered((alerts: readonly Alert[]) => {
      takeAlerts(queryClient, alerts);
      const newest = alerts.findLast((alert) => alert.state === 'new');
      if (newest !== undefined)
        setAnnouncement(t('shell.announce', { rule: newest.ruleName, camera: newest.cameraName }));
      signalAlerts(alerts, {
        one: ({ ruleName, cameraName }) => ({ title: ruleName, body: cameraName }),
        several: (count) => t('desk.noticeSeveral', { count }),
      });
    });
    let wasOpen = false;
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
        if (next === 'open' && wasLost) refreshAfterBreak(queryClient);
        if (next === 'open' && !wasOpen)
          setTimeout(() => void queryClient.invalidateQueries({ queryKey: ['alerts'] }), settleMs);
        wasOpen ||= next === 'open';
        wasLost = false;
      },
      onAlert: take,
      onReset: () => forgetAlerts(queryClient),
      onSnooze: () => refresh(snoozesQuery.queryKey),
      onCount: (count) => {
        rememberCount(count);
        refresh(todayQuery.queryKey);
      },
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

/** Lists of alerts are caught up by the stream itself; all else is read anew. */
function refreshAfterBreak(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [area, part] }) => area !== 'alerts' || part !== 'pages',
  });
}

/** Hands over what came within a short while at once: a flood is drawn once. */
function gathered<News>(handle: (news: readonly News[]) => void): (news: News) => void {
  let waiting: News[] = [];
  return (news) => {
    waiting.push(news);
    if (waiting.length > 1) return;
    setTimeout(() => {
      const all = waiting;
      waiting = [];
      handle(all);
    }, gatherMs / 3);
  };
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
