import type { Channel, ChannelInput, ChannelPatch } from '#features/notifications/channel-schema.ts';

/** A channel as typed. */
export interface ChannelDraft {
  readonly kind: 'mail' | 'webhook' | 'mqtt';
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string;
  readonly from: string;
  readonly url: string;
  readonly topic: string;
  readonly secret: string;
}

/** The usual port of a kind and its encryption. */
export function usualPort(kind: ChannelDraft['kind'], security: ChannelDraft['security']): number {
  if (kind === 'mqtt') return security === 'tls' ? 8883 : 1883;
  return { tls: 465, starttls: 587, none: 25 }[security];
}

/** What a form begins with: the channel there is, or the usual. */
export function channelDraft(channel: Channel | undefined, kind: ChannelDraft['kind']): ChannelDraft {
  const usual: ChannelDraft = {
    kind,
    name: '',
    host: '',
    port: usualPort(kind, 'tls'),
    security: 'tls',
    user: '',
    from: '',
    url: '',
    topic: 'vigie',
    secret: '',
  };
  if (channel === undefined || channel.kind === 'push') return usual;
  return { ...usual, ...channel.settings, kind: channel.kind, name: channel.name };
}

/** Whether all is typed that the server wants. */
export function isReady({ kind, name, host, from, url, topic }: ChannelDraft): boolean {
  if (name.trim() === '') return false;
  if (kind === 'webhook') return /^https?:\/\/[^\s@]+$/.test(url.trim());
  if (host.trim() === '') return false;
  return kind === 'mail' ? /^[^\s@]+@[^\s@]+$/.test(from.trim()) : topic.trim() !== '';
}

/** What is sent to make a channel. */
export function channelInput(draft: ChannelDraft): ChannelInput {
  const { kind, host, port, security, topic } = draft;
  const common = { name: draft.name.trim(), ...(draft.secret === '' ? {} : { secret: draft.secret }) };
  const user = draft.user.trim() === '' ? {} : { user: draft.user.trim() };
  const server = { host: host.trim(), port, ...user };
  if (kind === 'webhook') return { kind, ...common, settings: { url: draft.url.trim() } };
  if (kind === 'mail') return { kind, ...common, settings: { ...server, security, from: draft.from.trim() } };
  const brokerSecurity = security === 'none' ? 'none' : 'tls';
  return { kind, ...common, settings: { ...server, security: brokerSecurity, topic: topic.trim() } };
}

/** What is sent to change a channel. */
export function channelPatch(draft: ChannelDraft): ChannelPatch {
  const { kind: _, ...patch } = channelInput(draft);
  return patch;
}
