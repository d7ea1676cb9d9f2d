import type { Alert } from '#features/alerts/alert-schema.ts';

/** Where the switches of this device are kept. */
export const soundKey = 'vigie-alert-sound';
export const noticeKey = 'vigie-alert-notice';

const isOn = (key: string): boolean => localStorage.getItem(key) === 'true';
/** What is older when it arrives was missed during a break: one signal is enough for all of it. */
const freshMs = 60_000;
const noteSeconds = 0.14;
const pitches: Readonly<Record<Alert['severity'], readonly number[]>> = {
  information: [660],
  warning: [660, 880],
  critical: [880, 660, 880],
};
const order: readonly Alert['severity'][] = ['information', 'warning', 'critical'];

let context: AudioContext | undefined;

/** Sounds the most serious of some alerts: short tones, made here. */
export function ring(severity: Alert['severity']): void {
  context ??= new AudioContext();
  const audio = context;
  void audio.resume();
  pitches[severity].forEach((pitch, index) => {
    const startsAt = audio.currentTime + index * noteSeconds * 1.3;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.type = 'sine';
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, startsAt);
    volume.gain.exponentialRampToValueAtTime(0.25, startsAt + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0001, startsAt + noteSeconds);
    tone.connect(volume).connect(audio.destination);
    tone.start(startsAt);
    tone.stop(startsAt + noteSeconds);
  });
}

/** What a notice of the desktop says. */
export interface NoticeWords {
  readonly one: (alert: Alert) => { readonly title: string; readonly body: string };
  readonly several: (count: number) => string;
}

/** Signals new alerts as this device wants it: by sound, by a notice when the page is out of sight. No image. */
export function signalAlerts(alerts: readonly Alert[], words: NoticeWords): void {
  const fresh = alerts.filter(({ state, mergedInto }) => state === 'new' && mergedInto === null);
  const isMissed = fresh.every(({ raisedAt }) => Date.now() - Date.parse(raisedAt) > freshMs);
  const [first] = fresh;
  if (first === undefined || (isMissed && fresh.length === 1)) return;
  if (isOn(soundKey))
    ring(order[Math.max(...fresh.map(({ severity }) => order.indexOf(severity)))] ?? 'warning');
  if (!isOn(noticeKey) || !document.hidden || !('Notification' in window)) return;
  if (Notification.permission !== 'granted') return;
  const { title, body } =
    fresh.length === 1 ? words.one(first) : { title: words.several(fresh.length), body: '' };
  const notice = new Notification(title, { body, tag: 'vigie-alert', icon: '/favicon.svg' });
  notice.onclick = () => {
    window.focus();
    notice.close();
  };
}
