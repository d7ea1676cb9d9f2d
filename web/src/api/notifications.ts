import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  Channel,
  ChannelInput,
  ChannelPatch,
  TestOutcome,
} from '#features/notifications/channel-schema.ts';
import type { Notice, NoticeState } from '#features/notifications/notice-schema.ts';
import type {
  OwnChoices,
  OwnNotifications,
  PushDevice,
  PushDeviceInput,
} from '#features/notifications/own-schema.ts';
import type { Colleague, Plan, PlanInput } from '#features/notifications/plan-schema.ts';
import { type Page, queryString, request } from './client.ts';

const base = '/api/v1/notifications';
const list = <Item>(name: string) =>
  queryOptions({
    queryKey: ['notifications', name],
    queryFn: async ({ signal }) => (await request<Page<Item>>(`${base}/${name}`, { signal })).items,
  });

/** Channels and how they fare; read again while the page is open. */
export const channelsQuery = { ...list<Channel>('channels'), refetchInterval: 10_000 };
/** Who is told of which rules. */
export const plansQuery = list<Plan>('plans');
/** People who may be named in a plan. */
export const colleaguesQuery = list<Colleague>('colleagues');

/** Messages and what became of them, page by page. */
export const noticesQuery = (state: NoticeState | undefined) =>
  infiniteQueryOptions({
    queryKey: ['notifications', 'messages', state ?? 'all'],
    queryFn: ({ signal, pageParam }) =>
      request<Page<Notice>>(`${base}/messages${queryString({ state, after: pageParam, limit: 20 })}`, {
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<Notice>) => page.next,
  });

/** A channel that was made, with what signs a webhook where Vigie made it. */
export interface MadeChannel {
  readonly channel: Channel;
  readonly secret?: string;
}

/** Adds a channel. */
export const addChannel = (body: ChannelInput): Promise<MadeChannel> =>
  request(`${base}/channels`, { method: 'POST', body });
/** Changes a channel. */
export const changeChannel = (id: number, body: ChannelPatch): Promise<Channel> =>
  request(`${base}/channels/${id}`, { method: 'PATCH', body });
/** Removes a channel with the messages that wait for it. */
export const removeChannel = (id: number): Promise<unknown> =>
  request(`${base}/channels/${id}`, { method: 'DELETE' });
/** Tries a channel now. */
export const testChannel = (id: number): Promise<TestOutcome> =>
  request(`${base}/channels/${id}/test`, { method: 'POST' });

/** Adds a plan, or changes one. */
export const savePlan = (id: number | undefined, body: PlanInput): Promise<Plan> =>
  id === undefined
    ? request(`${base}/plans`, { method: 'POST', body })
    : request(`${base}/plans/${id}`, { method: 'PUT', body });
/** Removes a plan. */
export const removePlan = (id: number): Promise<unknown> =>
  request(`${base}/plans/${id}`, { method: 'DELETE' });
/** Sends a message once more. */
export const sendAgain = (id: number): Promise<unknown> =>
  request(`${base}/messages/${id}/again`, { method: 'POST' });

/** How the person who is signed in is told. */
export const ownNotificationsQuery = queryOptions({
  queryKey: ['notifications', 'own'],
  queryFn: ({ signal }) => request<OwnNotifications>('/api/v1/me/notifications', { signal }),
});
/** Chooses how one is told. */
export const saveOwnChoices = (body: OwnChoices): Promise<OwnNotifications> =>
  request('/api/v1/me/notifications', { method: 'PUT', body });
/** Lets a browser show messages. */
export const addPushDevice = (body: PushDeviceInput): Promise<PushDevice> =>
  request('/api/v1/me/push-devices', { method: 'POST', body });
/** Takes that back. */
export const removePushDevice = (id: number): Promise<unknown> =>
  request(`/api/v1/me/push-devices/${id}`, { method: 'DELETE' });
/** Shows a test there. */
export const testPushDevice = (id: number): Promise<TestOutcome> =>
  request(`/api/v1/me/push-devices/${id}/test`, { method: 'POST' });
