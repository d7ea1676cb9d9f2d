import type { OwnNotifications } from '#features/notifications/own-schema.ts';
import { addPushDevice, removePushDevice } from './notifications.ts';

/** The worker fetches the whole shell anew: not while the first page is still being drawn. */
const workerDelayMs = 3000;

/** Registers the worker that keeps the shell for when the network is gone, and shows messages. */
export function startServiceWorker(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.MODE === 'development') return;
  setTimeout(() => {
    // Without it the pages work all the same, as long as there is a network.
    navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
  }, workerDelayMs);
}

/** Whether this browser can show messages at all, as it is opened here. */
export const canShowMessages = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

/** The SHA-256 of this browser's address for messages; undefined when it has none. */
export async function ownEndpointHash(): Promise<string | undefined> {
  const subscription = await currentSubscription();
  if (subscription === null) return undefined;
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(subscription.endpoint));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Why a browser is not allowed to show messages. */
export class NotAllowed extends Error {}

/** Asks the browser's owner, subscribes, and tells the server. */
export async function subscribeHere(pushKey: string): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') throw new NotAllowed();
  const registration = await navigator.serviceWorker.ready;
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: pushKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  await addPushDevice({
    name: deviceName(navigator.userAgent),
    endpoint: endpoint ?? '',
    keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' },
  });
}

/** Takes this browser back: it shows nothing of the person who leaves. */
export async function unsubscribeHere(devices: OwnNotifications['devices']): Promise<void> {
  const hash = await ownEndpointHash();
  const own = devices.find(({ endpointHash }) => endpointHash === hash);
  if (own !== undefined) await removePushDevice(own.id);
  await (await currentSubscription())?.unsubscribe();
}

/** Whoever signs out takes their messages along: the push service then refuses this address, and the server forgets it. */
export async function forgetHere(): Promise<void> {
  await (await currentSubscription())?.unsubscribe();
}

async function currentSubscription(): Promise<PushSubscription | null> {
  if (!canShowMessages()) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** A few words by which a person knows a browser again. */
export function deviceName(userAgent: string): string {
  const browsers = [
    ['Edg/', 'Edge'],
    ['Firefox/', 'Firefox'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ] as const;
  const systems = [
    ['Android', 'Android'],
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Windows', 'Windows'],
    ['Mac OS', 'macOS'],
    ['Linux', 'Linux'],
  ] as const;
  const browser = browsers.find(([sign]) => userAgent.includes(sign))?.[1] ?? 'Browser';
  const system = systems.find(([sign]) => userAgent.includes(sign))?.[1];
  return system === undefined ? browser : `${browser}, ${system}`;
}
