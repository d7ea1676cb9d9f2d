import { queryOptions } from '@tanstack/react-query';
import type { Replay, ReplaySource } from '#features/replay/replay-schema.ts';
import type { RuleInput } from '#features/zones/rule-schema.ts';
import { request } from './client.ts';

const lookAgainMs = 1000;
const over = ['done', 'stopped', 'failed'];

/** Whether nothing more will be found. */
export const isOver = ({ state }: Pick<Replay, 'state'>): boolean => over.includes(state);

/** A rule on trial and what it found so far, read again until it is over. */
export const replayQuery = (id: number) =>
  queryOptions({
    queryKey: ['replays', id],
    queryFn: ({ signal }) => request<Replay>(`/api/v1/replays/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data !== undefined && isOver(state.data) ? false : lookAgainMs),
  });

/** Puts a rule on trial: nothing of it is stored, nobody is alerted. */
export const beginReplay = (rule: RuleInput, source: ReplaySource): Promise<Replay> =>
  request('/api/v1/replays', { method: 'POST', body: { rule, source } });

/** Sends the clip that a replay waits for. */
export const sendClip = (id: number, clip: Blob): Promise<Replay> =>
  request(`/api/v1/replays/${id}/clip`, { method: 'PUT', file: clip });

/** Ends a replay. */
export const stopReplay = (id: number): Promise<unknown> =>
  request(`/api/v1/replays/${id}`, { method: 'DELETE' });
